/** Waits `ms` milliseconds (`Infinity`: for ever), or rejects as soon as the caller gives up. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = ms === Infinity ? undefined : setTimeout(done, ms);
    function done() {
      signal?.removeEventListener('abort', abandon);
      resolve();
    }
    function abandon() {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    if (signal?.aborted) abandon();
    else signal?.addEventListener('abort', abandon, { once: true });
  });
}
