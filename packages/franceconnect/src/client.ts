import { assertNotBrowser } from '@apigouv/core/internal';
import { audited } from './audit.ts';
import { exchange } from './login/finish.ts';
import { buildLogout } from './login/logout.ts';
import { buildLogin } from './login/start.ts';
import type { Callback, FranceConnectSession, LoginOptions, PendingLogin } from './login/types.ts';
import { connect } from './oidc/connection.ts';
import type { FranceConnectOptions, Scope } from './options.ts';
import { readSettings } from './settings.ts';

/** Client d'un service relié à FranceConnect. `S` : les scopes demandés. */
export interface FranceConnect<S extends string = string> {
  /**
   * Commence une connexion : l'adresse où envoyer le citoyen, et ce qu'il faut garder dans sa session jusqu'à son retour.
   *
   * Ce que FranceConnect refuserait par une page d'erreur sans retour (niveau, nonce, scopes mal formés) est refusé ici.
   *
   * @param options ce que cette connexion demande d'autre que le client
   */
  startLogin<const T extends Scope = S>(
    options?: LoginOptions<T>,
  ): Promise<{ url: string; kept: PendingLogin<T | 'openid'> }>;
  /**
   * Termine une connexion : vérifie le retour, échange le code, vérifie le jeton d'identité et l'identité.
   *
   * @param callback la requête du retour, ou son adresse
   * @param kept ce que `startLogin` a donné ; à effacer de la session, que la connexion aboutisse ou non
   * @throws `FranceConnectError` : `reason` dit pourquoi. `ConnectionError`, `TimeoutError` : FranceConnect n'a pas répondu.
   */
  finishLogin<T extends string = S>(
    callback: Callback,
    kept: PendingLogin<T> | null | undefined,
  ): Promise<FranceConnectSession<T>>;
  /**
   * Adresse où envoyer le citoyen pour le déconnecter aussi de FranceConnect. Effacez d'abord votre propre session.
   *
   * @param session le citoyen connecté, ou son jeton d'identité brut
   * @param options `state` : rendu tel quel à l'adresse de retour après déconnexion
   */
  logoutUrl(session: string | { readonly idToken: string }, options?: { state?: string }): Promise<string>;
}

type ScopesOfClient<F> = F extends FranceConnect<infer S> ? S : never;
/** Connexion commencée par un client : le type à donner au cookie qui la garde. */
export type KeptOf<F> = PendingLogin<ScopesOfClient<F>>;
/** Citoyen connecté par un client : le type à donner au cookie de session. */
export type SessionOf<F> = FranceConnectSession<ScopesOfClient<F>>;

/**
 * Relie un service à FranceConnect ou FranceConnect+. À créer une fois par serveur : la configuration et les clés de FranceConnect y sont
 * gardées.
 *
 * Ce qui n'est pas donné est lu dans l'environnement : `FRANCECONNECT_ENV`, `FRANCECONNECT_CLIENT_ID`, `FRANCECONNECT_CLIENT_SECRET`,
 * `FRANCECONNECT_REDIRECT_URI`.
 *
 * @throws `ConfigurationError` : réglage absent ou impossible.
 * @example
 * ```ts
 * import { createFranceConnect } from '@apigouv/franceconnect';
 *
 * const franceConnect = createFranceConnect({
 *   redirectUri: 'https://bourses.example.fr/retour',
 *   scopes: ['identite_pivot', 'cnous_statut_boursier'],
 * });
 * const { url, kept } = await franceConnect.startLogin();
 * console.log(new URL(url).pathname, kept.scopes.join(' ')); // /api/v2/authorize openid identite_pivot cnous_statut_boursier
 * ```
 */
export function createFranceConnect<const S extends Scope = 'identite_pivot'>(
  options: FranceConnectOptions<S> = {},
): FranceConnect<S | 'openid'> {
  const settings = readSettings(options);
  assertNotBrowser(settings.issuer.href);
  const connection = connect(settings);
  const step = audited(settings.audit);
  return {
    startLogin: (login = {}) =>
      step('startLogin', async () => buildLogin(await connection.server(), settings, login)),
    finishLogin: (callback, kept) =>
      step('finishLogin', () => exchange(callback, kept, connection, settings)),
    logoutUrl: (session, { state } = {}) =>
      step('logoutUrl', () => buildLogout(session, state, connection, settings)),
  };
}
