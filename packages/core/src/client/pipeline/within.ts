import { TimeoutError } from '../errors/local.ts';
import type { Call } from './call.ts';

/** Does `work` with a signal that follows the call's own and aborts after `ms`. */
export async function within<T>(
  { signal, operation }: Call,
  phase: TimeoutError['phase'],
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const forward = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward);
  const timer = setTimeout(() => controller.abort(new TimeoutError(operation, phase, ms)), ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}
