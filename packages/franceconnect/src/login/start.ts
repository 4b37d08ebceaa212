import * as oauth from 'oauth4webapi';
import type { Server } from '../oidc/connection.ts';
import type { Scope } from '../options.ts';
import { checkAcr, readScopes, type Settings } from '../settings.ts';
import type { LoginOptions, PendingLogin } from './types.ts';

/** Where to send the citizen, with secrets drawn for this login, and what must be kept until they come back. */
export async function buildLogin<S extends Scope>(
  { as }: Server,
  settings: Settings,
  { scopes: wanted, acr = settings.acr, idpHint, amr }: LoginOptions<S>,
): Promise<{ url: string; kept: PendingLogin<S | 'openid'> }> {
  checkAcr(settings.acrs, acr);
  const scopes = readScopes<S>(wanted ?? settings.scopes);
  // 32 random bytes each: FranceConnect refuses a nonce under 22 characters, and its older versions under 32.
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const url = new URL(as.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: scopes.join(' '),
    acr_values: acr,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(idpHint ? { idp_hint: idpHint } : {}),
    ...(amr ? { claims: JSON.stringify({ id_token: { amr: { essential: true } } }) } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const expiresAt = Date.now() + settings.session * 1000;
  return { url: url.href, kept: { state, nonce, codeVerifier, acr, scopes, expiresAt } };
}
