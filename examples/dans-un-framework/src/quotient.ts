import {
  type DssQuotientFamilialIdentiteParams,
  dateNaissance,
  type Particulier,
} from '@apigouv/particulier';

export type Client = Particulier<'cnaf_quotient_familial', 'recipient'>;

/** Ce que le formulaire envoie : rien n'y est sûr. */
export type Formulaire = Readonly<Record<string, unknown>>;

/** Les champs du formulaire, par paramètre : une erreur se dit à l'agent avec ses mots. */
export const CHAMPS = {
  nomNaissance: 'nom',
  prenoms: 'prenoms',
  dateNaissance: 'naissance',
  anneeDateNaissance: 'naissance',
  moisDateNaissance: 'naissance',
  jourDateNaissance: 'naissance',
  sexeEtatCivil: 'sexe',
  codeCogInseePaysNaissance: 'paysNaissance',
  codeCogInseeCommuneNaissance: 'communeNaissance',
} as const satisfies Record<string, string>;

const texte = (valeur: unknown): string => (typeof valeur === 'string' ? valeur : '');

/** Le client contrôle chaque valeur avant tout envoi : il n'y a rien à vérifier ici. */
function parametres(formulaire: Formulaire): DssQuotientFamilialIdentiteParams {
  return {
    nomNaissance: texte(formulaire.nom),
    prenoms: texte(formulaire.prenoms).split(/[ ,]+/),
    ...dateNaissance(texte(formulaire.naissance)),
    sexeEtatCivil: texte(formulaire.sexe) as 'F' | 'M',
    codeCogInseePaysNaissance: texte(formulaire.paysNaissance) || '99100',
    codeCogInseeCommuneNaissance: texte(formulaire.communeNaissance),
  };
}

/** Ce que le service répond quand tout va bien ; `null` : la caisse n'a pas calculé de quotient. */
export async function quotient(
  particulier: Client,
  formulaire: Formulaire,
): Promise<{ quotient: number | null }> {
  const { data } = await particulier.dss.quotientFamilial.identite(parametres(formulaire));
  return { quotient: data.quotient_familial.valeur };
}
