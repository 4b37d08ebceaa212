import { ApigouvError, ConfigurationError } from '@apigouv/core';
import { assertNotBrowser } from '@apigouv/core/internal';
import { FranceConnectError } from './errors.ts';
import { type Callback, exchange, type FranceConnectSession } from './finish-login.ts';
import { type FranceConnectOptions, type LoginEvent, readSettings } from './options.ts';
import { connect } from './server.ts';
import { buildLogin, type LoginOptions, type PendingLogin } from './start-login.ts';

type ScopeOf<O> = O extends { scopes: readonly (infer S extends string)[] } ? S : never;
/** Scopes of a login: its own, else the client's, else those asked for by default. */
type ScopesFor<L, S extends string> = [ScopeOf<L>] extends [never] ? S : ScopeOf<L> | 'openid';
type ClientScopes<O> = [ScopeOf<O>] extends [never] ? 'openid' | 'identite_pivot' : ScopeOf<O> | 'openid';

/** Client d'un service relié à FranceConnect. `S` : les scopes demandés. */
export interface FranceConnect<S extends string = string> {
  /**
   * Commence une connexion : l'adresse où envoyer le citoyen, et ce qu'il faut garder dans sa session jusqu'à son retour.
   *
   * Ce que FranceConnect refuserait par une page d'erreur sans retour (niveau, nonce, scopes mal formés) est refusé ici.
   */
  startLogin<const L extends LoginOptions = Record<never, never>>(
    options?: L,
  ): Promise<{ url: string; kept: PendingLogin<ScopesFor<L, S>> }>;
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
export function createFranceConnect<const O extends FranceConnectOptions>(
  options: O,
): FranceConnect<ClientScopes<O>> {
  const settings = readSettings(options);
  assertNotBrowser(settings.issuer.href);
  const connection = connect(settings);

  async function audited<T>(step: LoginEvent['step'], work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const tell = (outcome: string): void => {
      try {
        options.audit?.({ step, outcome, durationMs: Math.round(performance.now() - started) });
      } catch {
        // A faulty log must not break a login.
      }
    };
    try {
      const result = await work();
      tell('ok');
      return result;
    } catch (error) {
      tell(
        error instanceof FranceConnectError
          ? error.reason
          : error instanceof ApigouvError
            ? error.kind
            : 'error',
      );
      throw error;
    }
  }

  const client: FranceConnect = {
    startLogin: (login = {} as never) =>
      audited('startLogin', async () => buildLogin(await connection.server(), settings, login)) as never,
    finishLogin: (callback, kept) =>
      audited('finishLogin', () => exchange(callback, kept, connection, settings)) as never,
    logoutUrl: (session, { state } = {}) =>
      audited('logoutUrl', async () => {
        const idToken = typeof session === 'string' ? session : session?.idToken;
        if (!idToken)
          throw new ConfigurationError("logoutUrl : le jeton d'identité de la session est attendu.");
        const { as } = await connection.server();
        const url = new URL(as.end_session_endpoint as string);
        url.searchParams.set('id_token_hint', idToken);
        if (settings.postLogoutRedirectUri)
          url.searchParams.set('post_logout_redirect_uri', settings.postLogoutRedirectUri);
        if (state) url.searchParams.set('state', state);
        return url.href;
      }),
  };
  return client as never;
}
