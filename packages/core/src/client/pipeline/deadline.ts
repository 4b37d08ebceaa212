/** Two delays, and one way to keep them: the whole call's, and an attempt's. */
import { TimeoutError } from '../errors/local.ts';
import { within } from '../wait.ts';
import type { Step } from './call.ts';

/** The whole call, waits and retries included, ends before its total delay: single-flight, next, lets go when the signal falls. */
export const deadline: Step = (next) => (call) => {
  const late = () => new TimeoutError(call.operation, 'total', call.totalMs);
  return within(call.totalMs, call.signal, late, (signal) => {
    call.signal = signal;
    call.deadline = performance.now() + call.totalMs;
    return next(call);
  });
};

/** One attempt, headers and body, ends before its delay, or the call's when that comes first. */
export const timeout: Step = (next) => (call) => {
  call.attempts++;
  const ms = Math.min(call.attemptMs, Math.ceil(Math.max(1, call.deadline - performance.now())));
  const late = () => new TimeoutError(call.operation, 'attempt', ms);
  return within(ms, call.signal, late, (signal) => next({ ...call, signal }));
};
