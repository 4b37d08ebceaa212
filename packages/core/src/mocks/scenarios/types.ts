/** Ce à quoi un scénario s'applique, et combien de temps. Sans précision : tous les appels, jusqu'à `reset()`. */
export interface Target {
  /** `operationId` visé ; une `*` finale vise tout un groupe : `'dss.*'`. `'documents'` vise les téléchargements. */
  readonly operation?: string;
  /** Fournisseur visé : préfixe de code (`'37'`) ou nom (`'CNAV'`). */
  readonly provider?: string;
  /** Nombre d'appels touchés, après quoi le scénario s'éteint. */
  readonly times?: number;
  /** Durée de vie du scénario, en millisecondes à partir de son activation. */
  readonly forMs?: number;
}

/** Fournisseur en panne : code `XX001`. */
export interface Outage extends Target {
  readonly type: 'outage';
  /** Statut voulu ; 502 à défaut. */
  readonly status?: 502 | 504;
}
/** Maintenance annoncée : code `XX020`, avec `meta.retry_in`. */
export interface Maintenance extends Target {
  readonly type: 'maintenance';
  /** Secondes avant la fin de la maintenance. */
  readonly retryIn: number;
}
/** Réponse retardée. */
export interface Slow extends Target {
  readonly type: 'slow';
  /** Attente, en millisecondes. */
  readonly ms: number;
}
/** Aucune réponse : l'appel reste ouvert jusqu'à son abandon par le client. */
export interface Hang extends Target {
  readonly type: 'hang';
}
/** Le fournisseur a dépassé son délai : code `XX002`. */
export interface ProviderTimeout extends Target {
  readonly type: 'providerTimeout';
}
/** Quota épuisé : 429, code 00429. */
export interface QuotaExceeded extends Target {
  readonly type: 'quotaExceeded';
  /** Secondes à attendre (`Retry-After`). */
  readonly retryAfter: number;
}
/** Verrou : 409, code 00015, comme si le même appel était déjà en cours. */
export interface Locked extends Target {
  readonly type: 'locked';
}
/** Jeton expiré : 401. */
export interface ExpiredToken extends Target {
  readonly type: 'expiredToken';
}
/** Scope manquant : 403, code 00100. */
export interface MissingScope extends Target {
  readonly type: 'missingScope';
}
/** Plusieurs dossiers correspondent : 409, code `XX015`. */
export interface SeveralFound extends Target {
  readonly type: 'severalFound';
}
/** Dossier analysé à la main : 502, avec un `meta.retry_in` de plusieurs jours. */
export interface ManualReview extends Target {
  readonly type: 'manualReview';
  /** Secondes avant une nouvelle tentative. */
  readonly retryIn: number;
}
/** Erreur quelconque de l'opération ou de la plateforme, choisie par son code. */
export interface CodeError extends Target {
  readonly type: 'error';
  /** Code à cinq chiffres. */
  readonly code: string;
}
/** Adresse de document déjà expirée, comme en porte une réponse gardée en cache ; `no-cache` en obtient une bonne. */
export interface ExpiredLink extends Target {
  readonly type: 'expiredLink';
}
/** Corps JSON coupé net. */
export interface TruncatedJson extends Target {
  readonly type: 'truncatedJson';
}
/** Page HTML d'un serveur mandataire, avec le statut 200. */
export interface HtmlPage extends Target {
  readonly type: 'htmlPage';
}
/** Corps vide. */
export interface EmptyBody extends Target {
  readonly type: 'emptyBody';
}
/** Bon corps, mauvais `Content-Type`. */
export interface WrongType extends Target {
  readonly type: 'wrongType';
}
/** Connexion coupée avant toute réponse, ou au milieu du corps. */
export interface CutConnection extends Target {
  readonly type: 'cutConnection';
  /** `'before'` : aucune réponse ; `'during'` : en-têtes reçus, corps interrompu. */
  readonly moment: 'before' | 'during';
}

/** Erreur rendue à la place de la réponse du fournisseur. */
export type ErrorScenario = Outage | Maintenance | ProviderTimeout | SeveralFound | ManualReview | CodeError;
/** Défaut du transport ou d'un serveur mandataire. */
export type TransportScenario = TruncatedJson | HtmlPage | EmptyBody | WrongType | CutConnection;

/** Incident à simuler : une donnée, faite par l'un des constructeurs de `scenarios`. */
export type Scenario =
  | ErrorScenario
  | TransportScenario
  | Slow
  | ExpiredLink
  | Hang
  | QuotaExceeded
  | Locked
  | ExpiredToken
  | MissingScope;
