/** Locks on calls in flight: same token, same operation, same parameters. */
export interface Locks {
  /** Takes the lock; its release, or nothing if someone holds it. */
  take(key: string): (() => void) | undefined;
  reset(): void;
}

export function createLocks(): Locks {
  let held = new Set<string>();
  return {
    take(key) {
      if (held.has(key)) return undefined;
      const set = held;
      set.add(key);
      return () => set.delete(key);
    },
    // Calls that are still running release the former set.
    reset: () => {
      held = new Set();
    },
  };
}
