import { LATE_MS, POLL_MS, YIELD_MS } from './rules.ts';
import { learn, newState, refuse, refusing, type State } from './state.ts';
import type { Bucket, QuotaStore, Turn, Wait } from './store.ts';

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
    take(turn) {
      const now = performance.now();
      const all = turn.buckets.map((bucket) => stateOf(bucket, now));
      let longest: Wait | undefined;
      for (const state of all) {
        const ms = waitIn(state, turn, now);
        if (ms > (longest?.ms ?? 0)) longest = { ms, limit: allowed(state, turn), periodMs: state.periodMs };
      }
      if (longest) return longest;
      for (const { flying } of all) flying.set(turn.id, now);
      return 0;
    },

    release({ id, buckets }, seen) {
      const now = performance.now();
      const guilty = refusing(buckets, seen);
      for (const bucket of buckets) {
        const state = stateOf(bucket, now);
        const takenAt = state.flying.get(id) ?? now;
        state.flying.delete(id);
        if (seen.outcome === 'unsent') continue;
        const isTold = bucket.kind === 'habilitation' && learn(state, seen, takenAt, now);
        if (!isTold) hold(state, seen.outcome === 'abandoned' ? now + LATE_MS : now);
        if (bucket === guilty) refuse(state, seen.pauseMs ?? state.periodMs, takenAt, now);
        else if (seen.outcome === 'answered') state.refusals = 0;
      }
    },
  };
}

/** Keeps the place of a call that ended at `moment`, in order. */
function hold({ ended }: State, moment: number): void {
  let index = ended.length;
  while ((ended[index - 1] ?? 0) > moment) index--;
  ended.splice(index, 0, moment);
}

/** Calls of this kind that the limit allows. */
const allowed = ({ limit }: State, { share }: Turn): number => Math.max(1, Math.floor(limit * share));

/** Milliseconds before the call may go; 0: now. */
function waitIn(state: State, turn: Turn, now: number): number {
  const { ended, holdMs, limit, flying, blockedUntil, wantedUntil } = state;
  while ((ended[0] ?? Infinity) + holdMs <= now) ended.shift();
  if (blockedUntil > now) return blockedUntil - now;
  if (turn.low && wantedUntil > now) return wantedUntil - now;
  const isToldOf = state.until > now;
  // Calls in flight may or may not be counted in what is left: taken as not.
  const free = (isToldOf ? Math.min(state.left, limit) : limit) - flying.size - ended.length;
  if (free > limit - allowed(state, turn)) return 0;
  const next = Math.min((ended[0] ?? Infinity) + holdMs, isToldOf ? state.until : Infinity);
  if (!turn.low && free <= 0) state.wantedUntil = (next === Infinity ? now + POLL_MS : next) + YIELD_MS;
  return next - now;
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
