import type { Step } from './call.ts';
import { within } from './within.ts';

/** One attempt, headers and body, ends before its delay. */
export const timeout: Step = async (call, next) => {
  call.attempts++;
  const ms = Math.min(call.attemptMs, Math.ceil(Math.max(1, call.deadline - performance.now())));
  return within(call, 'attempt', ms, (signal) => next({ ...call, signal }));
};
