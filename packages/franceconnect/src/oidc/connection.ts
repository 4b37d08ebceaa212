/** What FranceConnect publishes of itself, kept for an hour, and how it is called. */
import { TimeoutError } from '@apigouv/core';
import { connectionError, isSecureUrl } from '@apigouv/core/internal';
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import * as oauth from 'oauth4webapi';
import { FranceConnectError } from '../errors/error.ts';
import type { Settings } from '../settings.ts';
import { unusable } from './refusal.ts';

const CACHE_MS = 3_600_000;

export interface Server {
  readonly as: Configuration;
  readonly keys: JWTVerifyGetKey;
}

/** A request as the library makes it. */
interface LibraryRequest extends Pick<RequestInit, 'method' | 'headers' | 'redirect' | 'signal'> {
  body: URLSearchParams | undefined;
}

/** How the library is to send a request. */
interface Transport {
  signal: AbortSignal;
  [oauth.customFetch]: (url: string, request: LibraryRequest) => Promise<Response>;
  [oauth.allowInsecureRequests]: boolean;
}

export interface Connection {
  /** Read once however many logins wait for it; a failure is not kept. */
  server(): Promise<Server>;
  /** Calls FranceConnect; a failure of the network is told apart from a refusal. */
  call<T>(operation: string, send: (options: Transport) => Promise<T>): Promise<T>;
}

// A citizen must not be sent away when what follows cannot be asked.
const NEEDED = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'] as const;

/** What FranceConnect publishes, once it is known to hold the addresses of a login. */
type Configuration = oauth.AuthorizationServer & { readonly [K in (typeof NEEDED)[number]]: string };

/** The citizen, their code and our secret go where the configuration says: in HTTPS, but between two programs of one machine. */
function checkAddresses(as: oauth.AuthorizationServer, { insecure }: Settings): asserts as is Configuration {
  const isSafe = (address: unknown): boolean => {
    const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined;
    return url !== undefined && isSecureUrl(url) && (insecure || url.protocol === 'https:');
  };
  const named = Object.keys(as).filter((name) => name.endsWith('_endpoint'));
  const wrong = [...new Set([...NEEDED, ...named])].filter((name) => !isSafe(as[name]));
  if (wrong.length > 0) throw wrongAddresses(wrong);
}

/** The configuration lacks these addresses, or gives them wrong. */
export const wrongAddresses = (names: readonly string[]): FranceConnectError =>
  new FranceConnectError('response', { operation: 'oidc.configuration', names });

export function connect(settings: Settings): Connection {
  let kept: { server: Promise<Server>; until: number } | undefined;

  async function call<T>(operation: string, send: (options: Transport) => Promise<T>): Promise<T> {
    const signal = AbortSignal.timeout(settings.timeout);
    try {
      return await send({
        signal,
        [oauth.customFetch]: (url, { body, ...request }) =>
          settings.fetch(url, body ? { ...request, body } : request),
        [oauth.allowInsecureRequests]: settings.insecure,
      });
    } catch (error) {
      if (error instanceof FranceConnectError) throw error;
      if (signal.aborted) throw new TimeoutError(operation, 'attempt', settings.timeout);
      throw unusable(error, operation) ?? connectionError(operation, error);
    }
  }

  async function read(): Promise<Server> {
    const as = await call('oidc.configuration', async (options) => {
      const response = await oauth.discoveryRequest(settings.issuer, options);
      if (response.status >= 500)
        throw new FranceConnectError('unavailable', { operation: 'oidc.configuration' });
      return oauth.processDiscoveryResponse(settings.issuer, response);
    });
    checkAddresses(as, settings);
    // No rest between two readings: tokens come from FranceConnect's own answer, so nobody can make us read the keys in a loop.
    const keys = createRemoteJWKSet(new URL(as.jwks_uri), {
      cooldownDuration: 0,
      timeoutDuration: settings.timeout,
      [customFetch]: settings.fetch,
    });
    return { as, keys };
  }

  return {
    call,
    server() {
      if (kept && Date.now() < kept.until) return kept.server;
      const server = read();
      const mine = { server, until: Date.now() + CACHE_MS };
      kept = mine;
      server.catch(() => {
        if (kept === mine) kept = undefined;
      });
      return server;
    },
  };
}
