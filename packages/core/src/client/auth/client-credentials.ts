import { isSecureUrl } from '../environment.ts';
import { toError } from '../errors/classify.ts';
import { ConfigurationError, InvalidResponseError, TimeoutError } from '../errors/local.ts';
import { readJson } from '../errors/read.ts';
import { fingerprint } from '../fingerprint.ts';
import { abortSignalOf, readText, Shared, type Signal, within } from '../wait.ts';
import type { Auth } from './auth.ts';
import { isSendable } from './bearer.ts';

/** Réglages de {@link clientCredentials}. */
export interface ClientCredentialsOptions {
  /** Adresse HTTPS qui délivre les jetons. */
  tokenUrl: string;
  /** Identifiant de l'application. */
  clientId: string;
  /** Secret de l'application. */
  clientSecret: string;
  /** Scopes demandés, séparés par une espace. */
  scope?: string;
  /** Où vont l'identifiant et le secret : dans le corps (par défaut) ou l'en-tête `Authorization`. */
  method?: 'client_secret_post' | 'client_secret_basic';
  /** Avance, en millisecondes, du renouvellement sur l'expiration ; 30 000 par défaut. */
  skew?: number;
  /** Remplace `fetch`. */
  fetch?: typeof fetch;
}

const LONGEST_MS = 15_000;
const MAX_BYTES = 1024 * 1024;
const DEFAULT_LIFE_MS = 60_000;
/** In seconds: no token is worth keeping longer. */
const LONGEST_LIFE = 86_400;

type Cached = { token: string; until: number };

/**
 * OAuth2 « client credentials » : le jeton est gardé, renouvelé une seule fois quel que soit le nombre d'appels qui l'attendent, et
 * demandé à nouveau une fois après un 401.
 */
export function clientCredentials(options: ClientCredentialsOptions): Auth {
  const { tokenUrl, clientId, clientSecret, skew = 30_000 } = options;
  if (!tokenUrl || !clientId || !clientSecret) {
    throw new ConfigurationError('clientCredentials : tokenUrl, clientId et clientSecret sont obligatoires.');
  }
  if (!URL.canParse(tokenUrl) || !isSecureUrl(new URL(tokenUrl)))
    throw new ConfigurationError(
      'clientCredentials : tokenUrl refusée, adresse complète attendue, en HTTPS hors de la machine locale.',
    );
  let held: Cached | undefined;
  let pending: Shared<Cached> | undefined;
  const renew = async (stop: Signal): Promise<Cached> => {
    const late = () => new TimeoutError('oauth2.token', 'attempt', LONGEST_MS);
    held = await within(LONGEST_MS, stop, late, (own) => requestToken(options, skew, own));
    return held;
  };
  const token = async (signal: Signal): Promise<Cached> => {
    if (held && held.until > Date.now()) return held;
    pending ??= new Shared(renew, () => {
      pending = undefined;
    });
    return pending.join(signal);
  };
  return {
    key: `cc-${fingerprint(`${tokenUrl} ${clientId}`)}`,
    async apply(request, send) {
      const attempt = async (): Promise<[Response, Cached]> => {
        const own = await token(request.signal);
        request.secrets.push(own.token);
        request.headers.authorization = `Bearer ${own.token}`;
        return [await send(request), own];
      };
      const [response, used] = await attempt();
      if (response.status !== 401) return response;
      await response.body?.cancel();
      // Another caller may have renewed it already.
      if (held === used) held = undefined;
      return (await attempt())[0];
    },
  };
}

async function requestToken(options: ClientCredentialsOptions, skew: number, stop: Signal): Promise<Cached> {
  const { tokenUrl, clientId, clientSecret, scope, method, fetch: send = fetch } = options;
  const basic = method === 'client_secret_basic';
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope ? { scope } : {}) });
  if (!basic) {
    form.set('client_id', clientId);
    form.set('client_secret', clientSecret);
  }
  const credentials = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  const response = await send(tokenUrl, {
    method: 'POST',
    redirect: 'manual',
    body: form,
    headers: basic ? { authorization: `Basic ${credentials}` } : {},
    signal: abortSignalOf(stop),
  });
  if (response.status < 400 && !response.ok)
    throw new InvalidResponseError('oauth2.token', response.status, 'redirection refusée');
  if (!response.ok) throw toError('oauth2.token', response.status, []);
  const body = readJson((await readText(response, MAX_BYTES, stop)) ?? '') as
    | Partial<Record<string, unknown>>
    | undefined;
  const token = body?.access_token;
  if (typeof token !== 'string' || !isSendable(token))
    throw new InvalidResponseError('oauth2.token', response.status, 'aucun jeton dans la réponse');
  return { token, until: Date.now() + usefulMs(body?.expires_in, skew) };
}

/** How long a token is of use, in milliseconds: half its life at the least, so that a short one is not asked for at each call. */
function usefulMs(seconds: unknown, skew: number): number {
  const life = Number(seconds) > 0 ? Math.min(Number(seconds), LONGEST_LIFE) * 1000 : DEFAULT_LIFE_MS;
  return Math.max(life - skew, life / 2);
}
