import { ApigouvError, type ErrorKind, type Retry } from '@apigouv/core';
import { errorPages } from './generated/tables.ts';

/**
 * Pourquoi une connexion n'a pas abouti.
 *
 * - du côté du citoyen : `cancelled` (il a renoncé, ou FranceConnect n'a pas pu l'identifier), `session-lost` (retour sans connexion
 *   commencée, ou trop tardif) ;
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

type Situation = readonly [message: string, userMessage: string, kind?: ErrorKind, retry?: Retry];

const AGAIN = 'La connexion a échoué. Recommencez.';
const UNSAFE =
  'La connexion a été refusée par sécurité. Recommencez ; si cela se répète, prévenez le support.';
const SETUP = "Le service n'est pas correctement relié à FranceConnect. Prévenez son administrateur.";

const SITUATIONS: Readonly<Record<LoginFault, Situation>> = {
  cancelled: [
    "FranceConnect n'a pas donné d'identité : le citoyen a renoncé, ou n'a pas pu être identifié",
    "La connexion avec FranceConnect n'a pas abouti. Vous pouvez recommencer, ou continuer sans FranceConnect.",
  ],
  'session-lost': [
    'Retour de FranceConnect sans connexion commencée ici, ou trop tardif : le cookie manque, a expiré ou a déjà servi',
    AGAIN,
  ],
  state: [
    "Retour refusé : state n'est pas celui de cette session. Deux onglets, ou une tentative de falsification",
    UNSAFE,
  ],
  nonce: [
    "Jeton d'identité refusé : nonce n'est pas celui de cette demande. Le jeton peut avoir été rejoué",
    UNSAFE,
  ],
  issuer: ["Refusé : l'émetteur n'est pas celui de cet environnement de FranceConnect", UNSAFE],
  audience: ["Jeton refusé : il n'a pas été émis pour ce client_id", UNSAFE],
  signature: [
    'Jeton refusé : sa signature ne correspond à aucune clé publiée par FranceConnect, relue une fois',
    UNSAFE,
  ],
  algorithm: [
    "Jeton refusé : son algorithme de signature n'est pas permis. Voyez « signingAlg » et ce qui est déclaré à FranceConnect",
    UNSAFE,
  ],
  expired: [
    "Jeton refusé : expiré, ou pas encore valable. Vérifiez l'horloge du serveur, puis recommencez la connexion",
    AGAIN,
  ],
  encryption: [
    "Jeton refusé : il n'est pas chiffré comme attendu, ou aucune clé de « decryptionKeys » ne l'ouvre",
    SETUP,
    'configuration',
  ],
  subject: ["Identité refusée : elle n'est pas celle de la personne qui s'est connectée", UNSAFE],
  acr: [
    'Connexion refusée : le niveau de garantie atteint est plus bas que celui demandé',
    'Ce service demande un moyen de connexion plus sûr. Recommencez avec un autre compte.',
  ],
  'missing-claim': [
    'Réponse refusée : une donnée attendue manque',
    "FranceConnect n'a pas transmis toute votre identité. Recommencez avec un autre compte.",
  ],
  'missing-scope': [
    'Des scopes demandés ne sont pas accordés : le client peut ne pas y avoir droit',
    SETUP,
    'permission',
  ],
  response: [
    "Réponse de FranceConnect illisible ou d'une autre forme que prévu",
    AGAIN,
    'invalid-response',
    'later',
  ],
  client: [
    "FranceConnect refuse l'identifiant ou le secret du service : ils sont propres à chaque environnement",
    SETUP,
    'configuration',
  ],
  request: [
    'FranceConnect refuse la demande : un scope, une adresse de retour ou un paramètre non déclaré',
    SETUP,
    'configuration',
  ],
  code: [
    'Code refusé : inconnu, déjà employé ou vieux de plus de 30 secondes. Le retour a pu être rechargé',
    AGAIN,
  ],
  token: ["Jeton d'accès refusé : expiré (60 secondes) ou révoqué", AGAIN],
  unavailable: [
    'FranceConnect est indisponible',
    'FranceConnect est indisponible. Réessayez plus tard, ou continuez sans FranceConnect.',
    'provider-down',
    'later',
  ],
};

/** Ce qui précise un refus, sans donnée personnelle. */
export interface FaultDetails {
  /** Opération de la spécification, par exemple `oidc.jetons`. */
  operation?: string | undefined;
  /** Code `Y…` de FranceConnect, à donner à son support ; {@link explainPage} en dit le sens. */
  code?: string | undefined;
  /** Noms des données ou des scopes en cause, jamais leurs valeurs. */
  names?: readonly string[] | undefined;
}

/**
 * Connexion refusée. `reason` dit pourquoi, `userMessage` que montrer au citoyen, `retry` si recommencer a un sens : une connexion se
 * recommence toujours depuis `startLogin`, jamais en rejouant le retour.
 */
export class FranceConnectError extends ApigouvError {
  static override readonly type = 'FranceConnectError';
  /** Ce qui a échoué. */
  declare readonly reason: LoginFault;
  /** Code `Y…` de FranceConnect. */
  declare readonly code?: string;
  /** Noms des données ou des scopes en cause. */
  declare readonly names?: readonly string[];

  constructor(reason: LoginFault, { operation, code, names }: FaultDetails = {}) {
    const [message, userMessage, kind = 'authentication', retry = 'never'] = SITUATIONS[reason];
    const where = [operation, code, names?.join(', ')].filter(Boolean).join(' ; ');
    super(`${message}${where ? ` (${where})` : ''}.`, { kind, userMessage, retry, operation });
    Object.assign(this, { reason, ...(code ? { code } : {}), ...(names ? { names } : {}) });
  }
}

/**
 * Explique une page d'erreur de FranceConnect, de celles qui ne ramènent jamais le citoyen au service : le service n'en sait rien,
 * sauf si le citoyen ou le support en rapporte le code.
 *
 * @returns la cause, ou `undefined` pour un code inconnu d'ici
 * @example
 * ```ts
 * import { explainPage } from '@apigouv/franceconnect';
 *
 * console.log(explainPage('Y04C013C')); // L'adresse de retour…
 * ```
 */
export function explainPage(code: string): string | undefined {
  return Object.hasOwn(errorPages, code) ? errorPages[code as keyof typeof errorPages] : undefined;
}
