import { ConfigurationError } from '@apigouv/core';
import { EncryptJWT, jwtDecrypt } from 'jose';

/** Réglages de {@link createSessionCookie}. */
export interface SessionCookieOptions {
  /**
   * Secret de 32 caractères au moins, tiré au hasard. Une liste permet d'en changer : le premier scelle, tous ouvrent.
   */
  secret: string | readonly string[];
  /** Nom du cookie. Le préfixe `__Host-`, par défaut, interdit à un autre site du domaine de le poser. */
  name?: string;
  /** Durée de vie, en secondes ; 1 800 par défaut. */
  maxAge?: number;
  /** Faux sur la machine locale, sans HTTPS : le nom ne peut alors commencer par `__Host-`. */
  secure?: boolean;
}

/** Cookie scellé : illisible et infalsifiable hors du serveur, valable un temps. `T` : ce qu'il garde. */
export interface SessionCookie<T> {
  /** Scelle une valeur ; rend l'en-tête `Set-Cookie`. */
  seal(value: T): Promise<string>;
  /** Ouvre le cookie d'une requête ; `undefined` s'il manque, est expiré, d'un autre secret ou falsifié. */
  open(request: CookieSource): Promise<T | undefined>;
  /** En-tête `Set-Cookie` qui efface le cookie. */
  clear(): string;
}

/** Une requête (`Request`, Express, `node:http`), ou son en-tête `Cookie`. */
export type CookieSource =
  | string
  | null
  | undefined
  | { readonly headers: { get(name: string): string | null } | { readonly cookie?: string | undefined } };

// Browsers drop a larger cookie without a word.
const LARGEST = 4096;

/**
 * Prépare un cookie de session chiffré et authentifié (JWE `dir`, A256GCM), indépendant du serveur web.
 *
 * @throws `ConfigurationError` : secret trop court, nom impossible.
 * @example
 * ```ts
 * import { createSessionCookie, type PendingLogin } from '@apigouv/franceconnect';
 *
 * const secret = process.env.SECRET_SESSION ?? ''; // 32 caractères au moins, tirés au hasard
 * const pending = createSessionCookie<PendingLogin>({ secret, name: '__Host-fc-connexion' });
 * ```
 */
export function createSessionCookie<T>(options: SessionCookieOptions): SessionCookie<T> {
  const { name = '__Host-franceconnect', maxAge = 1800, secure = true } = options;
  const secrets = typeof options.secret === 'string' ? [options.secret] : (options.secret ?? []);
  if (secrets.length === 0 || secrets.some((secret) => typeof secret !== 'string' || secret.length < 32))
    throw new ConfigurationError('createSessionCookie : secret de 32 caractères au moins attendu.');
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
    throw new ConfigurationError('createSessionCookie : nom de cookie impossible.');
  if (!secure && /^__(Host|Secure)-/.test(name))
    throw new ConfigurationError(
      'createSessionCookie : sans « secure », le nom ne peut commencer par __Host- ou __Secure-.',
    );
  const keys = secrets.map((secret) => deriveKey(secret, name));
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

  return {
    async seal(value) {
      const token = await new EncryptJWT({ v: value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(name)
        .setExpirationTime(Math.floor(Date.now() / 1000) + maxAge)
        .encrypt(await (keys[0] as Promise<Uint8Array>));
      const cookie = `${name}=${token}; Max-Age=${maxAge}; ${attributes}`;
      if (cookie.length > LARGEST)
        throw new ConfigurationError(
          `createSessionCookie : ${cookie.length} octets, un navigateur n'en garde que ${LARGEST}. Gardez moins de données, ou gardez-les côté serveur.`,
        );
      return cookie;
    },
    async open(request) {
      const token = readCookie(request, name);
      if (!token) return undefined;
      for (const key of keys) {
        try {
          const { payload } = await jwtDecrypt(token, await key, {
            audience: name,
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            requiredClaims: ['exp'],
          });
          return payload.v as T;
        } catch {
          // Another secret, expired or forged: the next key, then nothing.
        }
      }
      return undefined;
    },
    clear: () => `${name}=; Max-Age=0; ${attributes}`,
  };
}

/** One key a cookie's name: what one seals, another cannot open. */
async function deriveKey(secret: string, name: string): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const base = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveBits']);
  const info = encoder.encode(`@apigouv/franceconnect ${name}`);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    256,
  );
  return new Uint8Array(bits);
}

function readCookie(source: CookieSource, name: string): string | undefined {
  const header = typeof source === 'object' && source ? cookieHeader(source.headers) : source;
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}

const cookieHeader = (
  headers: { get(name: string): string | null } | { readonly cookie?: string | undefined },
): string | null | undefined =>
  'get' in headers && typeof headers.get === 'function'
    ? headers.get('cookie')
    : (headers as { cookie?: string }).cookie;
