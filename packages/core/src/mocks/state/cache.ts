import { fingerprint } from '../../client/fingerprint.ts';

/** An answer's cache headers, and when it was made (milliseconds since 1970). */
interface Cached {
  readonly headers: Readonly<Record<string, string>>;
  readonly madeAt: number;
}

/** What the server's cache says of an answer. Only expiry dates are kept, under a fingerprint: no request data. */
export interface ResponseCache {
  /** What the cache says of an answer it may hold. `bypass`: the request asked for a fresh one. */
  enter(key: string, ttl: number, bypass: boolean): Cached;
  reset(): void;
}

const MAX_ENTRIES = 10_000;

export function createCache(now: () => number): ResponseCache {
  const expiries = new Map<string, number>();
  return {
    enter(key, ttl, bypass) {
      const print = fingerprint(key);
      const expiry = expiries.get(print) ?? 0;
      if (!bypass && expiry > now()) {
        return {
          headers: {
            'X-Response-Cached': 'true',
            'X-Cache-Expires-in': String(Math.ceil((expiry - now()) / 1000)),
          },
          madeAt: expiry - ttl * 1000,
        };
      }
      if (expiries.size >= MAX_ENTRIES) expiries.clear();
      const madeAt = now();
      expiries.set(print, madeAt + ttl * 1000);
      return { headers: { 'X-Response-Cached': 'false', 'X-Cache-Expires-in': '' }, madeAt };
    },
    reset: () => expiries.clear(),
  };
}
