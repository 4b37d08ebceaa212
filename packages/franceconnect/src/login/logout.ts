import { ConfigurationError } from '@apigouv/core';
import { type Connection, wrongAddresses } from '../oidc/connection.ts';
import type { Settings } from '../settings.ts';

/** Where to send the citizen, so that FranceConnect forgets them too. */
export async function buildLogout(
  session: string | { readonly idToken: string },
  state: string | undefined,
  connection: Connection,
  { postLogoutRedirectUri }: Settings,
): Promise<string> {
  const idToken = typeof session === 'string' ? session : session?.idToken;
  if (!idToken) throw new ConfigurationError("logoutUrl : le jeton d'identité de la session est attendu.");
  const { as } = await connection.server();
  if (!as.end_session_endpoint) throw wrongAddresses(['end_session_endpoint']);
  const url = new URL(as.end_session_endpoint);
  url.searchParams.set('id_token_hint', idToken);
  if (postLogoutRedirectUri) url.searchParams.set('post_logout_redirect_uri', postLogoutRedirectUri);
  if (state) url.searchParams.set('state', state);
  return url.href;
}
