import type { ApiError } from '../errors/api.ts';
import { ApigouvError } from '../errors/base.ts';
import { LONGEST_WAIT } from '../errors/classify.ts';
import { type Step, sleep } from './call.ts';

const BASE_MS = 200;
const CAP_MS = 5_000;
const LOCK_MS = 500;
const BUDGET = 10;
const REFILL = 0.1;

/** Full jitter: callers that failed together do not come back together. */
const backoff = (attempt: number): number => Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);

/**
 * Tries again what is safe and worth it. A budget shared by the client keeps an outage from being multiplied; a wait that would
 * pass the deadline, or that is the caller's to plan, is not begun.
 */
export function retry(): Step {
  let budget = BUDGET;
  return async (call, next) => {
    let failures = 0;
    let locks = 0;
    let refusals = 0;
    for (;;) {
      try {
        const answer = await next(call);
        budget = Math.min(BUDGET, budget + REFILL);
        return answer;
      } catch (error) {
        const wait = error instanceof ApigouvError ? plan(error) : undefined;
        if (wait === undefined || call.signal?.aborted || performance.now() + wait >= call.deadline)
          throw error;
        await sleep(wait, call.signal);
      }
    }

    function plan(error: ApigouvError): number | undefined {
      const { kind, retry, retryAfter } = error;
      // The lock falls by itself when the other call ends: it is waited for as long as the deadline allows.
      if (kind === 'locked') return Math.min(CAP_MS, LOCK_MS * 2 ** locks++);
      if (kind === 'quota') {
        // The quota step's own refusals are final.
        if (!(error as ApiError).sent || !call.retries || refusals++ >= 2) return undefined;
        // A new attempt passes through that step, which does the waiting; without a known quota, only the server can say how long.
        if (call.bucket) return 0;
        return retryAfter === undefined || retryAfter > LONGEST_WAIT ? undefined : retryAfter * 1000;
      }
      if (retry !== 'now' || failures >= call.retries || budget < 1) return undefined;
      if (retryAfter !== undefined && retryAfter > LONGEST_WAIT) return undefined;
      budget--;
      return Math.max((retryAfter ?? 0) * 1000, backoff(failures++));
    }
  };
}
