import { orAborted, type Step } from './call.ts';
import { within } from './within.ts';

/** The whole call, waits and retries included, ends before its total delay. */
export const deadline: Step = async (call, next) => {
  call.signal?.throwIfAborted();
  return within(call, 'total', call.totalMs, (signal) => {
    call.signal = signal;
    call.deadline = performance.now() + call.totalMs;
    return orAborted(next(call), signal);
  });
};
