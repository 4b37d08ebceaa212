import { fingerprint } from '../../client/fingerprint.ts';
import type { MockOperation } from '../table/types.ts';

/** An answer's cache headers, and when it was made (milliseconds since 1970). */
interface Cached {
  readonly headers: Readonly<Record<string, string>>;
  readonly madeAt: number;
}

/** What the server's cache says of an answer. Only dates are kept, under a fingerprint: no request data. */
export interface ResponseCache {
  /** What the cache says of an answer it may hold. `bypass`: the request asked for a fresh one. */
  enter(key: string, ttl: number, bypass: boolean): Cached;
  reset(): void;
}

const MAX_ENTRIES = 10_000;

export function createCache(now: () => number): ResponseCache {
  const entries = new Map<string, { madeAt: number; expiry: number }>();
  return {
    enter(key, ttl, bypass) {
      const print = fingerprint(key);
      const { madeAt: first, expiry } = entries.get(print) ?? { madeAt: 0, expiry: 0 };
      if (!bypass && expiry > now()) {
        return {
          headers: {
            'X-Response-Cached': 'true',
            'X-Cache-Expires-in': String(Math.ceil((expiry - now()) / 1000)),
          },
          madeAt: first,
        };
      }
      if (entries.size >= MAX_ENTRIES) entries.clear();
      const madeAt = now();
      entries.set(print, { madeAt, expiry: madeAt + ttl * 1000 });
      return { headers: { 'X-Response-Cached': 'false', 'X-Cache-Expires-in': '' }, madeAt };
    },
    reset: () => entries.clear(),
  };
}

const DAY = 86_400;
const PARIS = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeStyle: 'medium' });

/** How long the server keeps the answer of an operation, in seconds; undefined when it has no cache. */
export function secondsInCache(
  { cacheTtl, cacheUntil }: Pick<MockOperation, 'cacheTtl' | 'cacheUntil'>,
  now: number,
): number | undefined {
  if (cacheUntil === undefined) return cacheTtl;
  const [hours = 0, minutes = 0, seconds = 0] = PARIS.format(now).split(':').map(Number);
  return DAY - (hours * 3600 + minutes * 60 + seconds) + cacheUntil * 3600;
}
