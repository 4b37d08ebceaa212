import { ConfigurationError } from '@apigouv/core';
import * as oauth from 'oauth4webapi';
import { FranceConnectError } from '../errors/error.ts';
import type { LoginFault } from '../errors/situations.ts';
import { assured, lifetimes } from '../generated/tables.ts';
import type { Connection, Server } from '../oidc/connection.ts';
import { codeIn, refusalIn } from '../oidc/refusal.ts';
import { verifyJwt } from '../oidc/verify.ts';
import type { Acr, Settings } from '../options.ts';
import type { IdentiteDe } from './identite.ts';
import type { PendingLogin } from './start.ts';

/** Retour du citoyen : la requête, ou son adresse. */
export type Callback = string | URL | { readonly url: string };

/**
 * Citoyen connecté. Il se donne tel quel à `withFranceConnect` d'API Particulier, dans les 60 secondes. À garder dans une session scellée :
 * `idToken` sert à la déconnexion.
 */
export interface FranceConnectSession<S extends string = string> {
  /** Identité, limitée aux scopes accordés. `sub` désigne la personne. */
  identite: IdentiteDe<S>;
  /** Jeton d'accès : un secret. */
  accessToken: string;
  /** Fin du jeton d'accès, en millisecondes depuis 1970. */
  expiresAt: number;
  /** Scopes accordés par le citoyen. */
  scopes: readonly S[];
  /** Niveau de garantie atteint. */
  acr: Acr;
  /** Moyens de connexion, s'ils ont été demandés et donnés. */
  amr?: readonly string[];
  /** Jeton d'identité brut : un secret, nécessaire à la déconnexion. */
  idToken: string;
}

const REFUSALS: Readonly<Record<string, LoginFault>> = {
  access_denied: 'cancelled',
  temporarily_unavailable: 'unavailable',
  server_error: 'unavailable',
};

export async function exchange(
  callback: Callback,
  kept: PendingLogin | null | undefined,
  connection: Connection,
  settings: Settings,
): Promise<FranceConnectSession> {
  if (!kept?.state || !kept.nonce || !kept.codeVerifier || Date.now() >= kept.expiresAt)
    throw new FranceConnectError('session-lost');
  const server = await connection.server();
  const parameters = readCallback(callback, kept, server, settings);
  const tokens = await requestTokens(parameters, kept, connection, server, settings);
  const claims = await verifyJwt(tokens.idToken, 'oidc.jetons', server, settings, [
    'sub',
    'exp',
    'iat',
    'nonce',
    'acr',
  ]);
  if (claims.nonce !== kept.nonce) throw new FranceConnectError('nonce');
  checkLevel(claims.acr, kept.acr, settings);
  const identite = await requestIdentity(tokens.accessToken, connection, server, settings);
  if (identite.sub !== claims.sub) throw new FranceConnectError('subject');
  checkGranted(kept.scopes, tokens.scopes, identite);
  const { amr } = claims;
  return {
    identite: identite as never,
    accessToken: tokens.accessToken,
    expiresAt: tokens.expiresAt,
    scopes: tokens.scopes,
    acr: claims.acr as Acr,
    ...(Array.isArray(amr) ? { amr } : {}),
    idToken: tokens.idToken,
  };
}

/** State and issuer first: nothing of an answer that is not for this session is worth reading. */
function readCallback(
  callback: Callback,
  { state }: PendingLogin,
  { as }: Server,
  { redirectUri, clientId }: Settings,
): URLSearchParams {
  const { searchParams } = urlOf(callback, redirectUri);
  if (searchParams.get('state') !== state) throw new FranceConnectError('state');
  if (searchParams.get('iss') !== as.issuer) throw new FranceConnectError('issuer');
  const error = searchParams.get('error');
  if (error !== null) {
    const reason = Object.hasOwn(REFUSALS, error) ? REFUSALS[error] : undefined;
    const code = codeIn(searchParams.get('error_uri'));
    throw new FranceConnectError(reason ?? 'request', { operation: 'oidc.autorisation', code });
  }
  try {
    return oauth.validateAuthResponse(as, { client_id: clientId }, searchParams, state);
  } catch {
    throw new FranceConnectError('response', { operation: 'oidc.autorisation' });
  }
}

function urlOf(callback: Callback, redirectUri: string): URL {
  const text = typeof callback === 'string' || callback instanceof URL ? String(callback) : callback?.url;
  if (typeof text !== 'string' || !URL.canParse(text, redirectUri))
    throw new ConfigurationError('finishLogin : la requête du retour, ou son adresse, est attendue.');
  return new URL(text, redirectUri);
}

interface Tokens {
  accessToken: string;
  idToken: string;
  scopes: readonly string[];
  expiresAt: number;
}

async function requestTokens(
  parameters: URLSearchParams,
  kept: PendingLogin,
  { call }: Connection,
  { as }: Server,
  { clientId, clientSecret, redirectUri }: Settings,
): Promise<Tokens> {
  const operation = 'oidc.jetons';
  // Counted from before the call: the token may be a little older than its answer, never younger.
  const askedAt = Date.now();
  const body = await call(operation, async (options) => {
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      { client_id: clientId },
      oauth.ClientSecretPost(clientSecret),
      parameters,
      redirectUri,
      kept.codeVerifier,
      options,
    );
    if (response.status !== 200) throw await refusalIn(response, operation);
    return (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined;
  });
  const {
    access_token: accessToken,
    id_token: idToken,
    token_type: type,
    scope,
    expires_in: life,
  } = Object(body);
  const bearer = typeof type === 'string' && type.toLowerCase() === 'bearer';
  if (typeof accessToken !== 'string' || typeof idToken !== 'string' || !bearer)
    throw new FranceConnectError('response', { operation });
  const seconds =
    typeof life === 'number' && life > 0 ? Math.min(life, lifetimes.accessToken) : lifetimes.accessToken;
  return {
    accessToken,
    idToken,
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : kept.scopes,
    expiresAt: askedAt + seconds * 1000,
  };
}

const LEVELS = ['eidas1', 'eidas2', 'eidas3'];

function checkLevel(reached: unknown, asked: Acr, { acrs }: Settings): void {
  const level = LEVELS.indexOf(reached as string);
  if (level < LEVELS.indexOf(asked) || level < LEVELS.indexOf(acrs[0] as string))
    throw new FranceConnectError('acr');
}

async function requestIdentity(
  accessToken: string,
  { call }: Connection,
  server: Server,
  settings: Settings,
): Promise<Record<string, unknown>> {
  const operation = 'oidc.identite';
  const token = await call(operation, async (options) => {
    const response = await oauth.userInfoRequest(
      server.as,
      { client_id: settings.clientId },
      accessToken,
      options,
    );
    if (response.status >= 500) throw new FranceConnectError('unavailable', { operation });
    if (response.status === 401) throw new FranceConnectError('token', { operation });
    const type = response.headers.get('content-type') ?? '';
    // Plain JSON would be an identity that nobody signed.
    if (response.status !== 200 || !/^application\/jwt\b/i.test(type))
      throw new FranceConnectError('response', { operation });
    return response.text();
  });
  const {
    iss: _iss,
    aud: _aud,
    iat: _iat,
    exp: _exp,
    ...identite
  } = await verifyJwt(token, operation, server, settings, ['sub']);
  return identite;
}

const ASSURED: Readonly<Record<string, readonly string[]>> = assured;

/** What was asked for must be there: an identity that silently lacks a name would be believed. */
function checkGranted(
  asked: readonly string[],
  granted: readonly string[],
  identite: Record<string, unknown>,
): void {
  const refused = asked.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) throw new FranceConnectError('missing-scope', { names: refused });
  const expected = asked.flatMap((scope) => (Object.hasOwn(ASSURED, scope) ? (ASSURED[scope] ?? []) : []));
  const missing = [...new Set(expected)].filter((claim) => !identite[claim]);
  if (missing.length > 0)
    throw new FranceConnectError('missing-claim', { operation: 'oidc.identite', names: missing });
}
