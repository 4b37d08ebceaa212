/** The ways to wait: each can be given up, and leaves nothing behind it. */

/** What is used of an AbortSignal. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal, and what makes it fall, for a small part of an AbortController's cost: only `fetch` needs a real one. */
export class Stop implements Signal {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<() => void>();

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const listener of this.#listeners) listener();
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }
}

/** The same, as `fetch` takes it. */
export function abortSignalOf(signal: Signal | undefined): AbortSignal {
  const controller = new AbortController();
  if (signal?.aborted) controller.abort(signal.reason);
  signal?.addEventListener('abort', () => controller.abort(signal.reason));
  return controller.signal;
}

const followed = new WeakMap<Signal, { listeners: Set<() => void>; tell: () => void }>();

/** Tells `listener` when the signal falls, until the function given back is called. */
export function onAbort(signal: Signal, listener: () => void): () => void {
  if (signal instanceof Stop) {
    signal.addEventListener('abort', listener);
    return () => signal.removeEventListener('abort', listener);
  }
  // One listener of ours on a caller's signal, however many calls it governs: past ten, Node warns of a leak.
  let entry = followed.get(signal);
  if (!entry) {
    const listeners = new Set<() => void>();
    entry = { listeners, tell: () => listeners.forEach((each) => void each()) };
    followed.set(signal, entry);
    signal.addEventListener('abort', entry.tell);
  }
  const { listeners, tell } = entry;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    followed.delete(signal);
    signal.removeEventListener('abort', tell);
  };
}

/** Waits for `promise`, or fails with the signal's reason. */
export function orAborted<T>(promise: Promise<T>, signal: Signal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      off();
      reject(signal.reason);
    };
    const off = onAbort(signal, abort);
    if (signal.aborted) abort();
    const settle =
      <V>(end: (value: V) => void) =>
      (value: V): void => {
        off();
        end(value);
      };
    promise.then(settle(resolve), settle(reject));
  });
}

/** A longer one would ring at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

const startTimer = (ring: () => void, ms: number): ReturnType<typeof setTimeout> | undefined =>
  ms === Infinity ? undefined : setTimeout(ring, Math.min(ms, LONGEST_TIMER_MS));

/** Waits `ms` milliseconds (`Infinity`: until given up). */
export function sleep(ms: number, signal: Signal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = startTimer(resolve, ms);
  });
  return orAborted(elapsed, signal).finally(() => clearTimeout(timer));
}

/** A stop that follows the caller's signal, and falls after `ms` for the reason that `late` gives, until `end` is called. */
export function patience(
  ms: number,
  signal: Signal | undefined,
  late: () => unknown,
): { stop: Stop; end: () => void } {
  const stop = new Stop();
  const off = signal && onAbort(signal, () => stop.abort(signal.reason));
  const timer = startTimer(() => stop.abort(late()), ms);
  return {
    stop,
    end() {
      clearTimeout(timer);
      off?.();
    },
  };
}

/** Does `work` with such a stop. Nobody waits longer, though `work` would not hear. */
export async function within<T>(
  ms: number,
  signal: Signal | undefined,
  late: () => unknown,
  work: (stop: Stop) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) throw signal.reason;
  const { stop, end } = patience(ms, signal, late);
  try {
    return await orAborted(work(stop), stop);
  } finally {
    end();
  }
}

/** Work that several wait for: it is given up when the last of them leaves. `forget` is called once, when there is nothing to join any more. */
export class Shared<T> {
  readonly #stop = new Stop();
  readonly #result: Promise<T>;
  #forget: (() => void) | undefined;
  #waiting = 0;

  constructor(work: (stop: Stop) => Promise<T>, forget: () => void) {
    this.#forget = forget;
    this.#result = work(this.#stop).finally(() => this.#end());
  }

  #end(): void {
    this.#forget?.();
    this.#forget = undefined;
  }

  async join(signal: Signal | undefined): Promise<T> {
    this.#waiting++;
    try {
      return await orAborted(this.#result, signal);
    } catch (error) {
      if (signal?.aborted && --this.#waiting === 0) {
        this.#end();
        this.#stop.abort(signal.reason);
      }
      throw error;
    }
  }
}

/** The text of a body, given up with the signal; undefined when it is longer than allowed, as inflated, and then not read to its end. */
export async function readText(
  response: Response,
  maxBytes: number,
  signal: Signal | undefined,
): Promise<string | undefined> {
  // Some replacements of `fetch` have streams of their own.
  const reader = response.body?.getReader?.();
  if (!reader) {
    const text = await response.text();
    return text.length > maxBytes ? undefined : text;
  }
  const cancel = (): void => void reader.cancel().catch(() => {});
  if (signal?.aborted) cancel();
  const off = signal && onAbort(signal, cancel);
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      read += value.length;
      if (read > maxBytes) return cancel() as undefined;
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    off?.();
  }
}
