import type * as S from './types.ts';

type Sans<T extends S.Scenario, Requis extends keyof T = never> = Omit<Partial<T>, 'type' | Requis> &
  Pick<T, Requis>;

/**
 * Constructeurs de scénarios. Chacun accepte une cible (`operation`, `provider`, `times`, `forMs`).
 * @example
 * ```ts
 * import { mockParticulier, scenarios } from '@apigouv/particulier/mocks';
 *
 * const mock = mockParticulier();
 * mock.use(scenarios.outage({ provider: 'CNAV', times: 2 }), scenarios.slow({ ms: 300 }));
 * console.log(mock.scenarios.map(({ type }) => type).join()); // outage,slow
 * ```
 */
export const scenarios = {
  /** Fournisseur en panne : `XX001`, en 502, ou selon `status`. */
  outage: (options: Sans<S.Outage> = {}): S.Outage => ({ type: 'outage', ...options }),
  /** Fournisseur en maintenance : `XX020` et `meta.retry_in`, une heure par défaut. */
  maintenance: (options: Sans<S.Maintenance> = {}): S.Maintenance => ({
    type: 'maintenance',
    retryIn: 3600,
    ...options,
  }),
  /** Réponse retardée de `ms` millisecondes. */
  slow: (options: Sans<S.Slow, 'ms'>): S.Slow => ({ type: 'slow', ...options }),
  /** Aucune réponse, jusqu'à l'abandon de l'appel par le client. */
  hang: (options: Sans<S.Hang> = {}): S.Hang => ({ type: 'hang', ...options }),
  /** Délai dépassé chez le fournisseur : 504, `XX002`. */
  providerTimeout: (options: Sans<S.ProviderTimeout> = {}): S.ProviderTimeout => ({
    type: 'providerTimeout',
    ...options,
  }),
  /** Quota épuisé : 429, code 00429 et `Retry-After`, une seconde par défaut. */
  quotaExceeded: (options: Sans<S.QuotaExceeded> = {}): S.QuotaExceeded => ({
    type: 'quotaExceeded',
    retryAfter: 1,
    ...options,
  }),
  /** Verrou d'un appel identique en cours : 409, code 00015, une seule fois par défaut. */
  locked: (options: Sans<S.Locked> = {}): S.Locked => ({ type: 'locked', times: 1, ...options }),
  /** Jeton expiré : 401, code 00103 (ou celui d'un jeton FranceConnect périmé sur une route FranceConnect). */
  expiredToken: (options: Sans<S.ExpiredToken> = {}): S.ExpiredToken => ({
    type: 'expiredToken',
    ...options,
  }),
  /** Aucun des scopes de l'opération : 403, code 00100. */
  missingScope: (options: Sans<S.MissingScope> = {}): S.MissingScope => ({
    type: 'missingScope',
    ...options,
  }),
  /** Plusieurs personnes correspondent : 409, `XX015`, ou 422, `XX563`, selon le fournisseur. Réponse définitive. */
  severalFound: (options: Sans<S.SeveralFound> = {}): S.SeveralFound => ({
    type: 'severalFound',
    ...options,
  }),
  /** Dossier analysé à la main par le fournisseur : 502 et `meta.retry_in`, deux jours par défaut. */
  manualReview: (options: Sans<S.ManualReview> = {}): S.ManualReview => ({
    type: 'manualReview',
    retryIn: 172_800,
    ...options,
  }),
  /** Adresse de document déjà morte ; redemander la réponse avec `no-cache` en donne une bonne. */
  expiredLink: (options: Sans<S.ExpiredLink> = {}): S.ExpiredLink => ({ type: 'expiredLink', ...options }),
  /** N'importe quelle erreur, par son code : `error({ code: '37003' })`. */
  error: (options: Sans<S.CodeError, 'code'>): S.CodeError => ({ type: 'error', ...options }),
  /** JSON coupé au milieu. */
  truncatedJson: (options: Sans<S.TruncatedJson> = {}): S.TruncatedJson => ({
    type: 'truncatedJson',
    ...options,
  }),
  /** Page HTML en statut 200, comme en glisse un serveur mandataire. */
  htmlPage: (options: Sans<S.HtmlPage> = {}): S.HtmlPage => ({ type: 'htmlPage', ...options }),
  /** Corps vide. */
  emptyBody: (options: Sans<S.EmptyBody> = {}): S.EmptyBody => ({ type: 'emptyBody', ...options }),
  /** Corps juste, annoncé sous un mauvais `Content-Type`. */
  wrongType: (options: Sans<S.WrongType> = {}): S.WrongType => ({ type: 'wrongType', ...options }),
  /** Connexion coupée au milieu du corps (`moment: 'during'`, par défaut) ou avant toute réponse (`'before'`). */
  cutConnection: (options: Sans<S.CutConnection> = {}): S.CutConnection => ({
    type: 'cutConnection',
    moment: 'during',
    ...options,
  }),
} as const;
