/** The two requests that a login makes to FranceConnect once the citizen is back. */
import * as oauth from 'oauth4webapi';
import { FranceConnectError } from '../errors/error.ts';
import { lifetimes } from '../generated/tables.ts';
import type { Connection, Server } from '../oidc/connection.ts';
import { refusalIn } from '../oidc/refusal.ts';
import { verifyJwt } from '../oidc/verify.ts';
import type { Settings } from '../settings.ts';
import type { PendingLogin } from './types.ts';

/** What the code is exchanged for. */
interface Tokens {
  accessToken: string;
  idToken: string;
  scopes: readonly string[];
  expiresAt: number;
}

export async function requestTokens(
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

/** The identity, from a token that was verified like the first one. */
export async function requestIdentite(
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
  } = await verifyJwt(token, operation, server, settings, { requiredClaims: ['sub'] });
  return identite;
}
