import { AuthenticationError } from '../errors/api.ts';
import { ConfigurationError } from '../errors/local.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Auth } from './auth.ts';

/** Jeton, ou fonction (asynchrone ou non) qui le rend, par exemple depuis un coffre de secrets. */
export type TokenSource = string | (() => string | Promise<string>);

type TokenFunction = Exclude<TokenSource, string>;

/** It holds nothing that a header cannot. */
export const isSendable = (token: string): boolean => /^[\x21-\x7e]+$/.test(token);

/** A header cannot hold a line break; a pasted `Bearer ` would be sent twice. */
export function checkToken(token: unknown): string {
  const clean = typeof token === 'string' ? token.trim() : '';
  if (!clean) throw new ConfigurationError('Jeton absent ou vide.');
  if (/^bearer\s/i.test(clean))
    throw new ConfigurationError('Jeton mal formé : donnez-le sans le mot « Bearer ».');
  if (!isSendable(clean))
    throw new ConfigurationError('Jeton mal formé : il contient une espace ou un signe interdit.');
  return clean;
}

export const keyOf = ({ key }: Auth): string => (typeof key === 'string' ? key : key());

/** A strategy whose token is known only when a call asks for it. */
export const lateAuth = (key: string, resolve: () => Promise<Auth>): Auth => ({
  key,
  resolve,
  apply: async (request, send) => (await resolve()).apply(request, send),
});

let sources = 0;

/** Sends what `source` gives in the header `name`, after `prefix`. */
function headerAuth(source: TokenSource, name: string, prefix: string): Auth {
  const fixed = (given: unknown): Auth => {
    const token = checkToken(given);
    return {
      key: fingerprint(token),
      async apply(request, send) {
        request.secrets.push(token);
        request.headers[name] = prefix + token;
        return send(request);
      },
    };
  };
  if (typeof source !== 'function') return fixed(source);
  return lateAuth(`source-${++sources}`, async () => fixed(await askedOf(source)));
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
