import type { MockError } from './types.ts';

type Text = readonly [status: number, title: string, detail: string];

const PLATFORM: Readonly<Record<string, Text>> = {
  '00015': [
    409,
    'Appel déjà en cours',
    'Ce jeton a déjà un appel en cours avec les mêmes paramètres : attendez sa fin.',
  ],
  '00100': [403, 'Droits insuffisants', "Aucun des scopes du jeton n'ouvre cette opération."],
  '00101': [401, 'Jeton absent ou invalide', 'La requête ne porte pas de jeton, ou celui-ci est mal formé.'],
  '00103': [
    401,
    'Jeton expiré',
    'La durée de validité du jeton est dépassée : demandez-en le renouvellement.',
  ],
  '00105': [401, 'Jeton révoqué', 'Ce jeton est sur la liste de blocage et ne peut plus servir.'],
  '00106': [401, 'Jeton inconnu', "Ce jeton n'est pas connu du serveur."],
  '00201': [422, 'Cadre de la requête manquant', 'Le paramètre context est obligatoire.'],
  '00202': [
    422,
    'Objet de la requête manquant',
    'Le paramètre object est obligatoire, en moins de cinquante caractères.',
  ],
  '00203': [422, 'Destinataire manquant', 'Le paramètre recipient est obligatoire.'],
  '00210': [422, 'Destinataire invalide', "Le paramètre recipient n'est pas un SIRET valide."],
  '00211': [422, 'Destinataire refusé', 'Le destinataire ne peut pas être le sujet de la demande.'],
  '00212': [
    422,
    'Délégation à préciser',
    'Le paramètre delegation_id est absent ou ne désigne aucune délégation active.',
  ],
  '00403': [410, 'Lien expiré', "L'adresse de ce document a expiré : redemandez la donnée."],
  '00404': [404, 'Opération inconnue', 'Aucune opération ne porte cet identifiant.'],
  '00429': [429, "Trop d'appels", "Le quota d'appels est épuisé : attendez la prochaine période."],
  '00500': [500, 'Erreur interne', 'Le serveur a rencontré une erreur.'],
  '00501': [502, 'Erreur de réseau', "Le serveur n'a pas pu joindre le fournisseur."],
  '50001': [
    401,
    'Jeton FranceConnect mal formé',
    "Le jeton d'accès FranceConnect n'a pas la forme attendue.",
  ],
  '50002': [401, 'Jeton FranceConnect inconnu', "Le jeton d'accès FranceConnect est inconnu ou périmé."],
  '50003': [401, 'Identité FranceConnect incomplète', "Le jeton FranceConnect n'ouvre pas l'identité pivot."],
  '51501': [
    401,
    'Jeton FranceConnect mal formé',
    "Le jeton d'accès FranceConnect n'a pas la forme attendue.",
  ],
  '51502': [401, 'Jeton FranceConnect inconnu', "Le jeton d'accès FranceConnect est inconnu ou périmé."],
  '51503': [401, 'Identité FranceConnect incomplète', "Le jeton FranceConnect n'ouvre pas l'identité pivot."],
  '51504': [401, 'Jeton FranceConnect absent', "La requête ne porte pas de jeton d'accès FranceConnect."],
};

const KINDS: Readonly<Record<string, Text>> = {
  '000': [502, 'Erreur interne du fournisseur', 'a signalé une erreur interne'],
  '001': [502, 'Fournisseur indisponible', 'est indisponible'],
  '002': [504, 'Délai dépassé', "n'a pas répondu à temps"],
  '003': [404, 'Dossier introuvable', "n'a trouvé aucun dossier pour ces paramètres"],
  '004': [502, 'Nom de domaine introuvable', 'a un nom de domaine qui ne se résout pas'],
  '005': [
    451,
    'Indisponible pour raison légale',
    'ne peut pas communiquer ce dossier pour une raison légale',
  ],
  '006': [502, 'Authentification refusée', "a refusé l'authentification de la plateforme"],
  '007': [410, 'Dossier disparu', 'ne met plus ce dossier à disposition'],
  '008': [502, 'Fournisseur saturé', 'limite les appels de la plateforme'],
  '009': [502, 'Certificat invalide', 'présente un certificat TLS invalide'],
  '010': [206, 'Contenu partiel', "n'a rendu qu'une partie du contenu"],
  '011': [502, 'Erreur passagère', 'a rencontré une erreur passagère'],
  '015': [409, 'Plusieurs dossiers correspondent', 'a trouvé plusieurs dossiers pour ces paramètres'],
  '020': [503, 'Fournisseur en maintenance', 'est en maintenance'],
  '999': [502, 'Réponse inconnue du fournisseur', 'a donné une réponse que la plateforme ne comprend pas'],
};

/** Text of an error no table describes. */
export function defaultText(code: string, providerName: string | undefined): MockError {
  const platform = PLATFORM[code];
  if (platform) return platformText(code, platform);
  if (code.startsWith('00')) {
    return { status: 422, title: 'Paramètre invalide', detail: 'Ce paramètre est absent ou invalide.' };
  }
  const [status, title, does] = KINDS[code.slice(2)] ?? [
    502,
    'Erreur du fournisseur',
    'a signalé une erreur',
  ];
  const provider = providerName ?? `n° ${code.slice(0, 2)}`;
  return { status, title, detail: `Le fournisseur ${provider} ${does}.`, meta: { provider } };
}

function platformText(code: string, [status, title, detail]: Text): MockError {
  const aboutToken = (status === 401 || status === 403) && code.startsWith('00');
  return { status, title, detail, ...(aboutToken && { source: { parameter: 'token' } }) };
}
