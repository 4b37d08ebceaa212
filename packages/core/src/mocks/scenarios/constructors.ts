import type * as S from './types.ts';

type Sans<T extends S.Scenario, Requis extends keyof T = never> = Omit<Partial<T>, 'type' | Requis> &
  Pick<T, Requis>;

/**
 * Constructeurs de scénarios. Chacun accepte une cible (`operation`, `fournisseur`, `fois`, `pendantMs`).
 * @example
 * ```ts
 * import { mockParticulier, scenarios } from '@apigouv/particulier/mocks';
 *
 * const mock = mockParticulier();
 * mock.use(scenarios.panne({ fournisseur: 'CNAV', fois: 2 }), scenarios.lenteur({ ms: 300 }));
 * console.log(mock.scenarios.map(({ type }) => type).join()); // panne,lenteur
 * ```
 */
export const scenarios = {
  /** Fournisseur en panne : `XX001`, en 502 ou 504 selon ce que l'opération documente ou selon `statut`. */
  panne: (options: Sans<S.Panne> = {}): S.Panne => ({ type: 'panne', ...options }),
  /** Fournisseur en maintenance : `XX020` et `meta.retry_in`, une heure par défaut. */
  maintenance: (options: Sans<S.Maintenance> = {}): S.Maintenance => ({
    type: 'maintenance',
    retryIn: 3600,
    ...options,
  }),
  /** Réponse retardée de `ms` millisecondes. */
  lenteur: (options: Sans<S.Lenteur, 'ms'>): S.Lenteur => ({ type: 'lenteur', ...options }),
  /** Aucune réponse, jusqu'à l'abandon de l'appel par le client. */
  sansReponse: (options: Sans<S.SansReponse> = {}): S.SansReponse => ({ type: 'sansReponse', ...options }),
  /** Délai dépassé chez le fournisseur : 504, `XX002`. */
  delaiFournisseur: (options: Sans<S.DelaiFournisseur> = {}): S.DelaiFournisseur => ({
    type: 'delaiFournisseur',
    ...options,
  }),
  /** Quota épuisé : 429, code 00429 et `Retry-After`, une seconde par défaut. */
  quotaDepasse: (options: Sans<S.QuotaDepasse> = {}): S.QuotaDepasse => ({
    type: 'quotaDepasse',
    retryAfter: 1,
    ...options,
  }),
  /** Verrou d'un appel identique en cours : 409, code 00015, une seule fois par défaut. */
  verrou: (options: Sans<S.Verrou> = {}): S.Verrou => ({ type: 'verrou', fois: 1, ...options }),
  /** Jeton expiré : 401, code 00103 (ou celui d'un jeton FranceConnect périmé sur une route FranceConnect). */
  jetonExpire: (options: Sans<S.JetonExpire> = {}): S.JetonExpire => ({ type: 'jetonExpire', ...options }),
  /** Aucun des scopes de l'opération : 403, code 00100. */
  scopeManquant: (options: Sans<S.ScopeManquant> = {}): S.ScopeManquant => ({
    type: 'scopeManquant',
    ...options,
  }),
  /** Plusieurs personnes correspondent : 409, `XX015`. Réponse définitive. */
  homonymes: (options: Sans<S.Homonymes> = {}): S.Homonymes => ({ type: 'homonymes', ...options }),
  /** Dossier analysé à la main par le fournisseur : 502 et `meta.retry_in`, deux jours par défaut. */
  analyseManuelle: (options: Sans<S.AnalyseManuelle> = {}): S.AnalyseManuelle => ({
    type: 'analyseManuelle',
    retryIn: 172_800,
    ...options,
  }),
  /** Adresse de document déjà morte ; redemander la réponse avec `no-cache` en donne une bonne. */
  lienExpire: (options: Sans<S.LienExpire> = {}): S.LienExpire => ({ type: 'lienExpire', ...options }),
  /** N'importe quelle erreur, par son code : `erreur({ code: '37003' })`. */
  erreur: (options: Sans<S.Erreur, 'code'>): S.Erreur => ({ type: 'erreur', ...options }),
  /** JSON coupé au milieu. */
  jsonTronque: (options: Sans<S.JsonTronque> = {}): S.JsonTronque => ({ type: 'jsonTronque', ...options }),
  /** Page HTML en statut 200, comme en glisse un serveur mandataire. */
  pageHtml: (options: Sans<S.PageHtml> = {}): S.PageHtml => ({ type: 'pageHtml', ...options }),
  /** Corps vide. */
  corpsVide: (options: Sans<S.CorpsVide> = {}): S.CorpsVide => ({ type: 'corpsVide', ...options }),
  /** Corps juste, annoncé sous un mauvais `Content-Type`. */
  mauvaisType: (options: Sans<S.MauvaisType> = {}): S.MauvaisType => ({ type: 'mauvaisType', ...options }),
  /** Connexion coupée au milieu du corps (`moment: 'pendant'`, par défaut) ou avant toute réponse (`'avant'`). */
  connexionCoupee: (options: Sans<S.ConnexionCoupee> = {}): S.ConnexionCoupee => ({
    type: 'connexionCoupee',
    moment: 'pendant',
    ...options,
  }),
} as const;
