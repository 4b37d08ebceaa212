import { TimeoutError } from '../errors/local.ts';
import type { Step } from './call.ts';

/** One attempt, headers and body, ends before its delay. */
export const timeout: Step = async (call, next) => {
  const outer = call.signal;
  const controller = new AbortController();
  const forward = (): void => controller.abort(outer?.reason);
  if (outer?.aborted) forward();
  outer?.addEventListener('abort', forward);
  call.attempts++;
  const ms = Math.min(call.attemptMs, Math.ceil(Math.max(1, call.deadline - performance.now())));
  const timer = setTimeout(() => controller.abort(new TimeoutError(call.operation, 'attempt', ms)), ms);
  try {
    return await next({ ...call, signal: controller.signal });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', forward);
  }
};
