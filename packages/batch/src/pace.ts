import type { ApiResponse, RateLimit } from '@apigouv/core';

/** Calls in so many seconds. */
export type Limit = readonly [calls: number, seconds: number];

/** No quota's window is longer: two answers further apart say nothing of it. */
const LONGEST_WINDOW_S = 3_600;

/** The quota that the answers tell of: their limit, and the step between the ends of two windows. */
export class Pace {
  #limit: Limit | undefined;
  #last: RateLimit | undefined;

  constructor(limit: Limit | undefined) {
    this.#limit = limit;
  }

  get limit(): Limit | undefined {
    return this.#limit;
  }

  /** True when what is known has changed. */
  learn(answer: unknown): boolean {
    const { rateLimit } = Object(answer) as Partial<ApiResponse<unknown>>;
    if (!rateLimit?.resetAt) return false;
    const former = this.#last;
    this.#last = rateLimit;
    if (!former?.resetAt) return false;
    const seconds = (+rateLimit.resetAt - +former.resetAt) / 1000;
    if (seconds <= 0 || seconds > LONGEST_WINDOW_S) return false;
    const [calls, period] = this.#limit ?? [];
    const isSame = calls === rateLimit.limit && period !== undefined && period <= seconds;
    if (!isSame) this.#limit = [rateLimit.limit, seconds];
    return !isSame;
  }

  /** Milliseconds that so many calls take under a share of the quota. */
  time(calls: number, share: number): number | undefined {
    if (!this.#limit) return undefined;
    const [limit, seconds] = this.#limit;
    return (calls * seconds * 1000) / Math.max(1, Math.floor(limit * share));
  }
}

/** How many ended within the last minute. */
export class Rate {
  readonly #seconds: { at: number; ended: number }[] = [];
  readonly #since = performance.now();

  add(now = performance.now()): void {
    const last = this.#seconds.at(-1);
    if (last && now - last.at < 1_000) last.ended++;
    else this.#seconds.push({ at: now, ended: 1 });
  }

  perSecond(now = performance.now()): number {
    while ((this.#seconds[0]?.at ?? now) < now - 60_000) this.#seconds.shift();
    const ended = this.#seconds.reduce((sum, second) => sum + second.ended, 0);
    return ended / Math.max(1, Math.min(60_000, now - this.#since) / 1000);
  }
}
