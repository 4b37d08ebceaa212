/** Two delays, and one way to keep them: the whole call's, and an attempt's. */
import { quotaError } from '../errors/classify.ts';
import { TimeoutError } from '../errors/local.ts';
import { within } from '../wait.ts';
import type { Step } from './call.ts';

/** The whole call, waits and retries included, ends before its total delay: single-flight, next, lets go when the signal falls. */
export const deadline: Step = (next) => (call) => {
  const late = () => {
    // Nothing was sent: its turn had not come, or that of the call it joined.
    const ms = (call.leader ?? call).expected?.();
    return ms === undefined
      ? new TimeoutError(call.operation, 'total', call.totalMs)
      : quotaError(call.operation, ms);
  };
  return within(call.totalMs, call.signal, late, (stop) => {
    call.signal = stop;
    call.deadline = performance.now() + call.totalMs;
    return next(call);
  });
};

/** One attempt, headers and body, ends before its delay; the call's own deadline, which may be another's too, is not its business. */
export const timeout: Step = (next) => (call) => {
  call.attempts++;
  const late = () => new TimeoutError(call.operation, 'attempt', call.attemptMs);
  return within(call.attemptMs, call.signal, late, (stop) => next({ ...call, signal: stop }));
};
