import { ConfigurationError } from '@apigouv/core';
import * as oauth from 'oauth4webapi';
import { FranceConnectError } from '../errors/error.ts';
import type { LoginFault } from '../errors/situations.ts';
import { assured } from '../generated/tables.ts';
import type { Connection, Server } from '../oidc/connection.ts';
import { codeIn } from '../oidc/refusal.ts';
import { verifyJwt } from '../oidc/verify.ts';
import type { Acr } from '../options.ts';
import type { Settings } from '../settings.ts';
import type { IdentiteOf } from './identite.ts';
import { checkKept, LEVELS } from './kept.ts';
import { requestIdentite, requestTokens } from './requests.ts';
import type { Callback, FranceConnectSession, PendingLogin } from './types.ts';

/** From the citizen's return to their identity: each thing is checked before the next is asked for. */
export async function exchange<S extends string>(
  callback: Callback,
  kept: PendingLogin<S> | null | undefined,
  connection: Connection,
  settings: Settings,
): Promise<FranceConnectSession<S>> {
  checkKept(kept);
  const server = await connection.server();
  const parameters = readCallback(callback, kept, server, settings);
  const tokens = await requestTokens(parameters, kept, connection, server, settings);
  const claims = await verifyJwt(tokens.idToken, 'oidc.jetons', server, settings, {
    requiredClaims: ['sub', 'exp', 'nonce', 'acr'],
    maxTokenAge: secondsSince(kept, settings),
  });
  if (claims.nonce !== kept.nonce) throw new FranceConnectError('nonce');
  const acr = checkLevel(claims.acr, kept.acr, settings);
  const identite = await requestIdentite(tokens.accessToken, connection, server, settings);
  if (identite.sub !== claims.sub) throw new FranceConnectError('subject');
  checkGranted(kept.scopes, tokens.scopes);
  checkComplete(kept.scopes, identite);
  const { amr } = claims;
  return {
    identite,
    accessToken: tokens.accessToken,
    expiresAt: tokens.expiresAt,
    scopes: [...kept.scopes],
    acr,
    ...(Array.isArray(amr) ? { amr } : {}),
    idToken: tokens.idToken,
  };
}

/** How long ago the login began: no honest token is older. Another of our servers, its clock a little ahead, may have begun it. */
const secondsSince = ({ expiresAt }: PendingLogin, { session }: Settings): number =>
  Math.max(0, (Date.now() - expiresAt) / 1000 + session);

const REFUSALS: Readonly<Record<string, LoginFault>> = {
  access_denied: 'cancelled',
  temporarily_unavailable: 'unavailable',
  server_error: 'unavailable',
};

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

/** The level reached: at least the one asked for, and the platform's lowest. */
function checkLevel(reached: unknown, asked: Acr, { acrs }: Settings): Acr {
  const lowest = Math.max(LEVELS.indexOf(asked), LEVELS.indexOf(acrs[0] as Acr));
  const level = LEVELS.slice(lowest).find((each) => each === reached);
  if (!level) throw new FranceConnectError('acr');
  return level;
}

function checkGranted(asked: readonly string[], granted: readonly string[]): void {
  const refused = asked.filter((scope) => !granted.includes(scope));
  if (refused.length > 0) throw new FranceConnectError('missing-scope', { names: refused });
}

const ASSURED: Readonly<Record<string, readonly string[]>> = assured;

/** What was asked for must be there: an identity that silently lacks a name would be believed. */
function checkComplete<S extends string>(
  asked: readonly S[],
  identite: unknown,
): asserts identite is IdentiteOf<S> {
  const claims = Object(identite);
  const expected = asked.flatMap((scope) => (Object.hasOwn(ASSURED, scope) ? (ASSURED[scope] ?? []) : []));
  const missing = [...new Set(expected)].filter((claim) => !claims[claim]);
  if (missing.length > 0)
    throw new FranceConnectError('missing-claim', { operation: 'oidc.identite', names: missing });
}
