import { TimeoutError } from '../errors/local.ts';
import { orAborted, type Step } from './call.ts';

/** The whole call, waits and retries included, ends before its total delay. */
export const deadline: Step = async (call, next) => {
  const { signal, operation, totalMs } = call;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const forward = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', forward);
  const timer = setTimeout(() => controller.abort(new TimeoutError(operation, 'total', totalMs)), totalMs);
  call.signal = controller.signal;
  call.deadline = performance.now() + totalMs;
  try {
    return await orAborted(next(call), controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
};
