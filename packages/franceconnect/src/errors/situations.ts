/** Why a login fails: one table, from the reason to what is said of it. */
import type { ErrorKind, Retry } from '@apigouv/core';

/**
 * Pourquoi une connexion n'a pas abouti.
 *
 * - du côté du citoyen : `cancelled` (il a renoncé, ou FranceConnect n'a pas pu l'identifier), `session-lost` (retour sans connexion
 *   commencée, incomplète, ou trop tardif) ;
 * - attaque ou dérèglement : `state`, `nonce`, `issuer`, `audience`, `signature`, `algorithm`, `expired`, `encryption`, `subject`, `acr`,
 *   `missing-claim`, `missing-scope`, `response` ;
 * - réglage du service : `client` (identifiant ou secret refusés), `request` (demande refusée), `code` (code inconnu, déjà employé ou
 *   vieux de plus de 30 secondes), `token` (jeton d'accès refusé) ;
 * - panne : `unavailable`.
 */
export type LoginFault =
  | 'cancelled'
  | 'session-lost'
  | 'state'
  | 'nonce'
  | 'issuer'
  | 'audience'
  | 'signature'
  | 'algorithm'
  | 'expired'
  | 'encryption'
  | 'subject'
  | 'acr'
  | 'missing-claim'
  | 'missing-scope'
  | 'response'
  | 'client'
  | 'request'
  | 'code'
  | 'token'
  | 'unavailable';

interface Situation {
  /** For whoever runs the service. */
  readonly message: string;
  /** For the citizen. */
  readonly userMessage: string;
  /** `authentication` unless said otherwise. */
  readonly kind?: ErrorKind;
  /** `never` unless said otherwise. */
  readonly retry?: Retry;
}

const AGAIN = 'La connexion a échoué. Recommencez.';
const UNSAFE =
  'La connexion a été refusée par sécurité. Recommencez ; si cela se répète, prévenez le support.';
const SETUP = "Le service n'est pas correctement relié à FranceConnect. Prévenez son administrateur.";

export const SITUATIONS: Readonly<Record<LoginFault, Situation>> = {
  cancelled: {
    message: "FranceConnect n'a pas donné d'identité : le citoyen a renoncé, ou n'a pas pu être identifié",
    userMessage:
      "La connexion avec FranceConnect n'a pas abouti. Vous pouvez recommencer, ou continuer sans FranceConnect.",
  },
  'session-lost': {
    message:
      'Retour de FranceConnect sans connexion commencée ici, ou trop tardif : le cookie manque, est incomplet, a expiré ou a déjà servi',
    userMessage: AGAIN,
  },
  state: {
    message:
      "Retour refusé : state n'est pas celui de cette session. Deux onglets, ou une tentative de falsification",
    userMessage: UNSAFE,
  },
  nonce: {
    message:
      "Jeton d'identité refusé : nonce n'est pas celui de cette demande. Le jeton peut avoir été rejoué",
    userMessage: UNSAFE,
  },
  issuer: {
    message: "Refusé : l'émetteur n'est pas celui de cet environnement de FranceConnect",
    userMessage: UNSAFE,
  },
  audience: {
    message: "Jeton refusé : il n'a pas été émis pour ce client_id, ou un autre l'a demandé",
    userMessage: UNSAFE,
  },
  signature: {
    message:
      'Jeton refusé : sa signature ne correspond à aucune clé publiée par FranceConnect, relue une fois',
    userMessage: UNSAFE,
  },
  algorithm: {
    message:
      "Jeton refusé : son algorithme de signature n'est pas permis. Voyez « signingAlg » et ce qui est déclaré à FranceConnect",
    userMessage: UNSAFE,
  },
  expired: {
    message:
      "Jeton refusé : expiré, ou pas encore valable. Vérifiez l'horloge du serveur, puis recommencez la connexion",
    userMessage: AGAIN,
  },
  encryption: {
    message:
      "Jeton refusé : il n'est pas chiffré comme attendu, ou aucune clé de « decryptionKeys » ne l'ouvre",
    userMessage: SETUP,
    kind: 'configuration',
  },
  subject: {
    message: "Identité refusée : elle n'est pas celle de la personne qui s'est connectée",
    userMessage: UNSAFE,
  },
  acr: {
    message: 'Connexion refusée : le niveau de garantie atteint est plus bas que celui demandé',
    userMessage: 'Ce service demande un moyen de connexion plus sûr. Recommencez avec un autre compte.',
  },
  'missing-claim': {
    message: 'Réponse refusée : une donnée attendue manque',
    userMessage: "FranceConnect n'a pas transmis toute votre identité. Recommencez avec un autre compte.",
  },
  'missing-scope': {
    message: 'Des scopes demandés ne sont pas accordés : le client peut ne pas y avoir droit',
    userMessage: SETUP,
    kind: 'permission',
  },
  response: {
    message: "Réponse de FranceConnect illisible ou d'une autre forme que prévu",
    userMessage: AGAIN,
    kind: 'invalid-response',
    retry: 'later',
  },
  client: {
    message:
      "FranceConnect refuse l'identifiant ou le secret du service : ils sont propres à chaque environnement",
    userMessage: SETUP,
    kind: 'configuration',
  },
  request: {
    message: 'FranceConnect refuse la demande : un scope, une adresse de retour ou un paramètre non déclaré',
    userMessage: SETUP,
    kind: 'configuration',
  },
  code: {
    message:
      'Code refusé : inconnu, déjà employé ou vieux de plus de 30 secondes. Le retour a pu être rechargé',
    userMessage: AGAIN,
  },
  token: {
    message: "Jeton d'accès refusé : expiré (60 secondes) ou révoqué",
    userMessage: AGAIN,
  },
  unavailable: {
    message: 'FranceConnect est indisponible',
    userMessage: 'FranceConnect est indisponible. Réessayez plus tard, ou continuez sans FranceConnect.',
    kind: 'provider-down',
    retry: 'later',
  },
};
