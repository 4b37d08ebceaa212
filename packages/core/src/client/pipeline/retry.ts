import { ApiError } from '../errors/api.ts';
import { ApigouvError } from '../errors/base.ts';
import { LONGEST_WAIT, SITUATIONS } from '../errors/situations.ts';
import { sleep } from '../wait.ts';
import type { Step } from './call.ts';

const BASE_MS = 200;
const CAP_MS = 5_000;
const LOCK = '00015';
const LOCK_MS = 500;
const LOCK_CAP_MS = 10_000;
/** Enough for a lock's whole life, of a minute. */
const MOST_LOCKS = 9;
const MOST_REFUSALS = 2;
const BUDGET = 10;
const REFILL = 0.1;

/**
 * Does what the table of situations says of each kind of error. A budget shared by the client keeps an outage from being multiplied; a wait that
 * would pass the deadline, or that is the caller's to plan, is not begun.
 */
export const retry: Step = (next) => {
  let budget = BUDGET;
  return async (call) => {
    let again = 0;
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

    /** Milliseconds before asking again; undefined: the error is the caller's. */
    function plan(error: ApigouvError): number | undefined {
      const { kind, retry, retryAfter } = error;
      const client = SITUATIONS.find((situation) => situation.kind === kind)?.client;
      if (client === 'waits-for-lock') {
        // It falls by itself when the other call ends; a conflict that the API did not write is no lock.
        const isLock = error instanceof ApiError && error.code === LOCK;
        if (!isLock || !call.retries || locks === MOST_LOCKS) return undefined;
        return Math.min(LOCK_CAP_MS, LOCK_MS * 2 ** locks++);
      }
      if (again >= call.retries) return undefined;
      if (client === 'waits-its-turn') {
        // The quota step's own refusals are final.
        const isRefusal = error instanceof ApiError && error.sent;
        if (!isRefusal || refusals === MOST_REFUSALS) return undefined;
        refusals++;
        again++;
        // A new attempt passes through that step, which does the waiting; without a known quota, only the server can say how long.
        if (call.buckets.length > 0) return 0;
        return retryAfter === undefined || retryAfter > LONGEST_WAIT ? undefined : retryAfter * 1000;
      }
      if (retry !== 'now' || budget < 1) return undefined;
      budget--;
      return Math.max((retryAfter ?? 0) * 1000, backoff(again++));
    }
  };
};

/** Full jitter: callers that failed together do not come back together. */
const backoff = (attempt: number): number => Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt);
