/** Ce à quoi un scénario s'applique, et combien de temps. Sans précision : tous les appels, jusqu'à `reset()`. */
export interface Cible {
  /** `operationId` visé ; une `*` finale vise tout un groupe : `'dss.*'`. `'documents'` vise les téléchargements. */
  readonly operation?: string;
  /** Fournisseur visé : préfixe de code (`'37'`) ou nom (`'CNAV'`). */
  readonly fournisseur?: string;
  /** Nombre d'appels touchés, après quoi le scénario s'éteint. */
  readonly fois?: number;
  /** Durée de vie du scénario, en millisecondes à partir de son activation. */
  readonly pendantMs?: number;
}

/** Panne du fournisseur : code `XX001`. */
export interface Panne extends Cible {
  readonly type: 'panne';
  /** Statut voulu ; à défaut celui que l'opération documente. */
  readonly statut?: 502 | 504;
}
/** Maintenance annoncée : code `XX020`, avec `meta.retry_in`. */
export interface Maintenance extends Cible {
  readonly type: 'maintenance';
  /** Secondes avant la fin de la maintenance. */
  readonly retryIn: number;
}
/** Réponse retardée. */
export interface Lenteur extends Cible {
  readonly type: 'lenteur';
  /** Attente, en millisecondes. */
  readonly ms: number;
}
/** Aucune réponse : l'appel reste ouvert jusqu'à son abandon par le client. */
export interface SansReponse extends Cible {
  readonly type: 'sansReponse';
}
/** Le fournisseur a dépassé son délai : code `XX002`. */
export interface DelaiFournisseur extends Cible {
  readonly type: 'delaiFournisseur';
}
/** Quota épuisé : 429, code 00429. */
export interface QuotaDepasse extends Cible {
  readonly type: 'quotaDepasse';
  /** Secondes à attendre (`Retry-After`). */
  readonly retryAfter: number;
}
/** Verrou : 409, code 00015, comme si le même appel était déjà en cours. */
export interface Verrou extends Cible {
  readonly type: 'verrou';
}
/** Jeton expiré : 401. */
export interface JetonExpire extends Cible {
  readonly type: 'jetonExpire';
}
/** Scope manquante : 403, code 00100. */
export interface ScopeManquant extends Cible {
  readonly type: 'scopeManquant';
}
/** Plusieurs dossiers correspondent : 409, code `XX015`. */
export interface Homonymes extends Cible {
  readonly type: 'homonymes';
}
/** Dossier analysé à la main : 502, avec un `meta.retry_in` de plusieurs jours. */
export interface AnalyseManuelle extends Cible {
  readonly type: 'analyseManuelle';
  /** Secondes avant une nouvelle tentative. */
  readonly retryIn: number;
}
/** Erreur quelconque de l'opération ou de la plateforme, choisie par son code. */
export interface Erreur extends Cible {
  readonly type: 'erreur';
  /** Code à cinq chiffres. */
  readonly code: string;
}
/** Adresse de document déjà expirée, comme en porte une réponse gardée en cache ; `no-cache` en obtient une bonne. */
export interface LienExpire extends Cible {
  readonly type: 'lienExpire';
}
/** Corps JSON coupé net. */
export interface JsonTronque extends Cible {
  readonly type: 'jsonTronque';
}
/** Page HTML d'un serveur mandataire, avec le statut 200. */
export interface PageHtml extends Cible {
  readonly type: 'pageHtml';
}
/** Corps vide. */
export interface CorpsVide extends Cible {
  readonly type: 'corpsVide';
}
/** Bon corps, mauvais `Content-Type`. */
export interface MauvaisType extends Cible {
  readonly type: 'mauvaisType';
}
/** Connexion coupée avant toute réponse, ou au milieu du corps. */
export interface ConnexionCoupee extends Cible {
  readonly type: 'connexionCoupee';
  /** `'avant'` : aucune réponse ; `'pendant'` : en-têtes reçus, corps interrompu. */
  readonly moment: 'avant' | 'pendant';
}

/** Erreur rendue à la place de la réponse du fournisseur. */
export type ScenarioErreur = Panne | Maintenance | DelaiFournisseur | Homonymes | AnalyseManuelle | Erreur;
/** Défaut du transport ou d'un serveur mandataire. */
export type ScenarioTransport = JsonTronque | PageHtml | CorpsVide | MauvaisType | ConnexionCoupee;

/** Incident à simuler : une donnée, faite par l'un des constructeurs de `scenarios`. */
export type Scenario =
  | ScenarioErreur
  | ScenarioTransport
  | Lenteur
  | LienExpire
  | SansReponse
  | QuotaDepasse
  | Verrou
  | JetonExpire
  | ScopeManquant;
