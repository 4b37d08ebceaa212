/** Locks on calls that wait for their answer: same token, same operation, same parameters. */
export interface Locks {
  isHeld(key: string): boolean;
  /** Holds the lock; its release. */
  hold(key: string): () => void;
  reset(): void;
}

export function createLocks(): Locks {
  let held = new Set<string>();
  return {
    isHeld: (key) => held.has(key),
    hold(key) {
      const set = held.add(key);
      return () => set.delete(key);
    },
    // Calls that are still running release the former set.
    reset: () => {
      held = new Set();
    },
  };
}
