import type { Seen } from '../quota/store.ts';
import type { RateLimit } from '../response.ts';
import type { Answer } from './call.ts';

/** A whole number that somebody may have meant: a proxy may write anything. */
function readNumber(headers: Headers, name: string, most: number): number | undefined {
  const value = headers.get(name) ?? '';
  return /^\d+$/.test(value) && +value <= most ? +value : undefined;
}

const MOST_CALLS = 1e9;
/** Below, a number of seconds is a delay; above, a moment since 1970. */
const FIRST_MOMENT = 1e9;
const LAST_MOMENT = 1e11;

const dateOf = (headers: Headers): number | undefined => Date.parse(headers.get('date') ?? '') || undefined;

const serverNow = (headers: Headers): number => dateOf(headers) ?? Date.now();

/** When the window ends by the server's clock, in milliseconds. */
function windowEndOf(headers: Headers): number | undefined {
  // Some windows of tests and of the sandbox end within a second.
  const value = +(headers.get('ratelimit-reset') ?? '');
  return value >= FIRST_MOMENT && value <= LAST_MOMENT ? value * 1000 : undefined;
}

function readRateLimit(headers: Headers): RateLimit | undefined {
  const limit = readNumber(headers, 'ratelimit-limit', MOST_CALLS);
  const remaining = readNumber(headers, 'ratelimit-remaining', MOST_CALLS);
  if (!limit || remaining === undefined) return undefined;
  const end = windowEndOf(headers);
  return { limit, remaining, ...(end ? { resetAt: new Date(end) } : {}) };
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

/** How long a refusal asks to wait, in milliseconds. */
function pauseOf(headers: Headers): number | undefined {
  const seconds = readRetryAfter(headers) ?? readNumber(headers, 'ratelimit-reset', FIRST_MOMENT);
  if (seconds !== undefined) return seconds * 1000;
  const end = windowEndOf(headers);
  return end && Math.max(0, end - serverNow(headers));
}

/** What an answer says of the quota. */
export function seenIn({ headers, status }: Answer): Seen {
  const rate = readRateLimit(headers);
  const [windowEnd, serverTime] = [windowEndOf(headers), dateOf(headers)];
  const pauseMs = status === 429 ? pauseOf(headers) : undefined;
  return {
    outcome: status === 429 ? 'refused' : 'answered',
    ...(rate && { limit: rate.limit, remaining: rate.remaining }),
    ...(windowEnd && { windowEnd }),
    ...(serverTime && { serverTime }),
    ...(pauseMs !== undefined && { pauseMs }),
  };
}
