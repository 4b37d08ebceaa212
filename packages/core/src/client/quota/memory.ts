import { leavePlaces, takePlaces } from './places.ts';
import { newState, type State } from './state.ts';
import type { Bucket, QuotaStore } from './store.ts';

/** Past so many states, those that nobody used for a day are dropped. */
const MANY = 1_000;
const FORGOTTEN_MS = 24 * 3_600_000;

/**
 * Compte en mémoire, pour un seul processus.
 *
 * Dès la première réponse, le serveur dit lui-même sa limite, sa période et ce qu'il en reste. Un appel dont aucun en-tête ne parle (réponse
 * perdue, API muette) garde sa place une période après sa fin : où que commencent les périodes du serveur, aucune ne voit plus d'appels
 * que permis.
 */
export function memoryQuotaStore(): QuotaStore {
  const states = new Map<string, State>();

  function stateOf(bucket: Bucket, now: number): State {
    let state = states.get(bucket.key);
    if (!state) {
      if (states.size >= MANY) forget(states, now - FORGOTTEN_MS);
      state = newState(bucket, now);
      states.set(bucket.key, state);
    }
    state.usedAt = now;
    return state;
  }

  return {
    take: (turn) => takePlaces(turn, performance.now(), stateOf),
    release: (turn, seen) => leavePlaces(turn, seen, performance.now(), stateOf),
  };
}

function forget(states: Map<string, State>, before: number): void {
  for (const [key, { usedAt, flying }] of states)
    if (usedAt < before && flying.size === 0) states.delete(key);
}

/** What clients send through when they are not told otherwise. */
const PLATFORM = {};
const shared = new WeakMap<object, QuotaStore>();

/** One store for all the clients that send through the same function: they have one address. */
export function sharedStore(fetcher: object = PLATFORM): QuotaStore {
  let store = shared.get(fetcher);
  if (!store) {
    store = memoryQuotaStore();
    shared.set(fetcher, store);
  }
  return store;
}
