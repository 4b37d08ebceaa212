/** Signed, and on FranceConnect+ encrypted, tokens: who made them, for whom, until when. jose does all of the cryptography. */
import {
  type CompactJWEHeaderParameters,
  compactDecrypt,
  errors,
  type JWK,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose';
import { FranceConnectError } from '../errors/error.ts';
import type { LoginFault } from '../errors/situations.ts';
import type { Settings } from '../settings.ts';
import type { Server } from './connection.ts';

// A server's clock is seldom exact.
const TOLERANCE_SECONDS = 5;
const IS_JWE = /^[^.]+(\.[^.]*){4}$/;

/** The content of a token, once all that can be checked of it is. */
export async function verifyJwt(
  token: string,
  operation: string,
  { keys }: Server,
  settings: Settings,
  expected: Pick<JWTVerifyOptions, 'requiredClaims' | 'maxTokenAge'>,
): Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    ...expected,
    issuer: settings.issuer.href,
    audience: settings.clientId,
    algorithms: settings.algorithms,
    clockTolerance: TOLERANCE_SECONDS,
  };
  try {
    const jwt = settings.encrypted ? await decrypt(token, settings, operation) : token;
    const { payload } = await jwtVerify(
      jwt,
      (header, input) =>
        header.alg === 'HS256' ? new TextEncoder().encode(settings.clientSecret) : keys(header, input),
      options,
    );
    checkParty(payload, settings, operation);
    return payload;
  } catch (error) {
    if (error instanceof FranceConnectError) throw error;
    const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
    throw new FranceConnectError(faultOf(error), { operation, names: claim ? [claim] : undefined });
  }
}

/** Who asked for the token: said where it is for several services, and us wherever it is said. jose leaves it to its callers. */
function checkParty({ aud, azp }: JWTPayload, { clientId }: Settings, operation: string): void {
  const several = Array.isArray(aud) && aud.length > 1;
  if ((several || azp !== undefined) && azp !== clientId)
    throw new FranceConnectError('audience', { operation, names: ['azp'] });
}

async function decrypt(token: string, { decryptionKeys }: Settings, operation: string): Promise<string> {
  if (!IS_JWE.test(token)) throw new FranceConnectError('encryption', { operation });
  const keyOf = ({ kid }: CompactJWEHeaderParameters): JWK => {
    const named = decryptionKeys.find((key) => kid !== undefined && key.kid === kid);
    const key = named ?? decryptionKeys[0];
    if (!key) throw new FranceConnectError('encryption', { operation });
    return key;
  };
  const { plaintext } = await compactDecrypt(token, keyOf, {
    keyManagementAlgorithms: ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  return new TextDecoder().decode(plaintext);
}

function faultOf(error: unknown): LoginFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return 'missing-claim';
    if (error.claim === 'iss') return 'issuer';
    if (error.claim === 'aud') return 'audience';
    return 'expired';
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'algorithm';
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  )
    return 'signature';
  if (error instanceof errors.JWEDecryptionFailed || error instanceof errors.JWEInvalid) return 'encryption';
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return 'response';
  // What is left is the reading of the keys.
  return 'unavailable';
}
