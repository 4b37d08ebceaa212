import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Jwk } from '../options.ts';

/** Keys to sign tokens with, new at each call. */
export async function signingKeys(): Promise<JWK[]> {
  return Promise.all(
    (['ES256', 'RS256'] as const).map(async (alg) => {
      const { privateKey } = await generateKeyPair(alg, { extractable: true });
      return {
        ...(await exportJWK(privateKey)),
        alg,
        use: 'sig',
        kid: `${alg}-${randomBytes(6).toString('hex')}`,
      };
    }),
  );
}

/** How tokens are encrypted for the owner of a key. */
export const encryptionAlg = (key: Jwk | undefined): string => (key?.kty === 'EC' ? 'ECDH-ES' : 'RSA-OAEP');
