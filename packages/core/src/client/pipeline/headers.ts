import type { RateLimit } from '../response.ts';

function readNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  return value && Number.isFinite(+value) ? +value : undefined;
}

const serverNow = (headers: Headers): number => Date.parse(headers.get('date') ?? '') || Date.now();

export function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = readNumber(headers, 'ratelimit-limit');
  const remaining = readNumber(headers, 'ratelimit-remaining');
  if (limit === undefined || remaining === undefined) return undefined;
  const reset = readNumber(headers, 'ratelimit-reset');
  return { limit, remaining, ...(reset ? { resetAt: new Date(reset * 1000) } : {}) };
}

/** What every answer tells its caller beside the data. */
export function readUsage(headers: Headers): { cached: boolean; rateLimit?: RateLimit } {
  const rateLimit = readRateLimit(headers);
  return { cached: headers.get('x-response-cached') === 'true', ...(rateLimit ? { rateLimit } : {}) };
}

/** `Retry-After` in seconds, whether it is a delay or a date; the server's own clock is the reference for a date. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (!value) return undefined;
  const seconds = Number.isFinite(+value) ? +value : (Date.parse(value) - serverNow(headers)) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** Milliseconds until the window ends, by the server's clock; never more than a period. */
export function resetIn(headers: Headers, periodMs: number): number {
  const reset = readNumber(headers, 'ratelimit-reset');
  if (reset === undefined) return periodMs;
  return Math.min(periodMs, Math.max(0, reset * 1000 - serverNow(headers)));
}
