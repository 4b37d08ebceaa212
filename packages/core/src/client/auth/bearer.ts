import { AuthenticationError } from '../errors/api.ts';
import { ConfigurationError } from '../errors/local.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Auth } from './auth.ts';

/** Jeton, ou fonction (asynchrone ou non) qui le rend, par exemple depuis un coffre de secrets. */
export type TokenSource = string | TokenFunction;

type TokenFunction = () => string | Promise<string>;

/** A header cannot hold a line break; a pasted `Bearer ` would be sent twice. */
export function checkToken(token: unknown): string {
  const clean = typeof token === 'string' ? token.trim() : '';
  if (!clean) throw new ConfigurationError('Jeton absent ou vide.');
  if (/^bearer\s/i.test(clean))
    throw new ConfigurationError('Jeton mal formé : donnez-le sans le mot « Bearer ».');
  if (!/^[\x21-\x7e]+$/.test(clean))
    throw new ConfigurationError('Jeton mal formé : il contient une espace ou un signe interdit.');
  return clean;
}

let sources = 0;

/** Sends what `source` gives in the header `name`, after `prefix`. */
function headerAuth(source: TokenSource, name: string, prefix: string): Auth {
  const fixed = typeof source === 'string' ? checkToken(source) : undefined;
  const key = fixed ? fingerprint(fixed) : `source-${++sources}`;
  return {
    key,
    async apply(request, send) {
      const token = fixed ?? checkToken(await askedOf(source as TokenFunction));
      request.secrets.push(token);
      request.headers[name] = prefix + token;
      return send(request);
    },
  };
}

/** What the caller's function gives; when it fails, nothing was sent and no wait mends it. */
async function askedOf(source: TokenFunction): Promise<string> {
  try {
    return await source();
  } catch (cause) {
    throw new AuthenticationError(
      "La fonction qui donne le jeton a échoué (voir « cause ») : rien n'a été envoyé.",
      {
        kind: 'authentication',
        retry: 'never',
        userMessage: "Le logiciel n'a pas pu obtenir son jeton. Prévenez votre administrateur.",
        httpStatus: 401,
        codes: [],
        sent: false,
      },
      [],
      cause,
    );
  }
}

/** Jeton d'habilitation dans l'en-tête `Authorization`. */
export function bearer(token: TokenSource): Auth {
  return headerAuth(token, 'authorization', 'Bearer ');
}

/** Clé dans un en-tête à elle, `X-Api-Key` par défaut. */
export function apiKey(key: TokenSource, header = 'X-Api-Key'): Auth {
  return headerAuth(key, header.toLowerCase(), '');
}
