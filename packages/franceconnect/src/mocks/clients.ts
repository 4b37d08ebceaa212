import { createHash } from 'node:crypto';
import { encryptionAlg } from './keys.ts';
import type { MockClient } from './options.ts';

/** A service, as oidc-provider wants it described. */
export function clientMetadata(client: MockClient, encrypted: boolean, scopes: readonly string[]): object {
  const { signingAlg = 'ES256', encryptionKey } = client;
  if (encrypted && !encryptionKey)
    throw new Error(`Client ${client.clientId} : encryptionKey est nécessaire sur FranceConnect+.`);
  const alg = encryptionAlg(encryptionKey);
  return {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris ?? [],
    token_endpoint_auth_method: 'client_secret_post',
    subject_type: 'pairwise',
    scope: ['openid', ...(client.scopes ?? scopes)].join(' '),
    id_token_signed_response_alg: signingAlg,
    userinfo_signed_response_alg: signingAlg,
    ...(encrypted
      ? {
          jwks: { keys: [{ ...encryptionKey, use: 'enc', alg }] },
          id_token_encrypted_response_alg: alg,
          id_token_encrypted_response_enc: 'A256GCM',
          userinfo_encrypted_response_alg: alg,
          userinfo_encrypted_response_enc: 'A256GCM',
        }
      : {}),
  };
}

/** As FranceConnect's: one identifier a service, which says nothing of the person. */
export const pairwise = (accountId: string, clientId: string): string =>
  `${createHash('sha256').update(`${clientId} ${accountId}`).digest('hex')}v1`;
