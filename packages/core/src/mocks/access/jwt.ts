/** Claims of a habilitation token that matter here. */
export interface Claims {
  readonly jti?: string;
  /** Its habilitation. */
  readonly uid?: string;
  /** An editor's, that speaks for those who delegated to it. */
  readonly editor?: boolean;
  readonly sub?: string;
  readonly iat?: number;
  readonly exp?: number;
  readonly scopes?: readonly string[];
  /** What very old tokens call their scopes. */
  readonly roles?: readonly string[];
}

/** Claims of a JWT, `'malformed'` if it only looks like one, nothing for an opaque token. */
export function decodeJwt(token: string): Claims | 'malformed' | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(parts[1] ?? ''));
    return typeof claims === 'object' && claims !== null ? claims : 'malformed';
  } catch {
    return 'malformed';
  }
}

/** Ce que contient un jeton de test. */
export interface TestTokenClaims {
  /** Scopes accordés. */
  readonly scopes?: readonly string[];
  /** Expiration, en secondes depuis 1970. */
  readonly exp?: number;
  /** Émission, en secondes depuis 1970. */
  readonly iat?: number;
  /** Identifiant du jeton. */
  readonly jti?: string;
  /** Habilitation, à laquelle se comptent les quotas de tous ses jetons ; à défaut, le jeton compte seul. */
  readonly uid?: string;
  /** Jeton d'éditeur : les quotas se comptent par délégation. */
  readonly editor?: boolean;
}

/**
 * Fabrique un jeton de test en forme de JWT. Sa signature est factice : seul le moteur de simulation l'accepte.
 * @example
 * ```ts
 * import { createParticulier } from '@apigouv/particulier';
 * import { mintToken, mockParticulier } from '@apigouv/particulier/mocks';
 *
 * const token = mintToken({ scopes: ['cnaf_quotient_familial'] });
 * const particulier = createParticulier({ token, recipient: '13002526500013', fetch: mockParticulier().asFetch });
 * const { data } = await particulier.token.introspect();
 * console.log(data.scopes.join()); // cnaf_quotient_familial
 * ```
 */
export function mintToken(claims: TestTokenClaims = {}): string {
  const payload = {
    jti: '00000000-0000-4000-8000-000000000000',
    sub: 'jeton de test',
    scopes: [],
    ...claims,
  };
  const parts = [JSON.stringify({ alg: 'HS256', typ: 'JWT' }), JSON.stringify(payload), 'signature-de-test'];
  return parts.map(encodeBase64Url).join('.');
}

function encodeBase64Url(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decodeBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(binary, (char) => char.charCodeAt(0)),
  );
}
