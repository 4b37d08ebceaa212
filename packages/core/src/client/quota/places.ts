/** Who takes a place, and what the end of a call makes of it: the same wherever the states are kept. */
import { LATE_MS, POLL_MS, YIELD_MS } from './rules.ts';
import { learn, refuse, refusing, type State } from './state.ts';
import type { Bucket, Seen, Turn, Wait } from './store.ts';

/** Finds what is known of a bucket. */
export type StateOf = (bucket: Bucket, now: number) => State;

/** Takes a place in each bucket, or in none. */
export function takePlaces(turn: Turn, now: number, stateOf: StateOf): 0 | Wait {
  const all = turn.buckets.map((bucket) => stateOf(bucket, now));
  let longest: Wait | undefined;
  for (const state of all) {
    const ms = waitIn(state, turn, now);
    if (ms > (longest?.ms ?? 0)) longest = { ms, limit: allowed(state, turn), periodMs: state.periodMs };
  }
  if (longest) return longest;
  for (const { flying } of all) flying.set(turn.id, now);
  return 0;
}

/** Gives them back, with what the end of the call said. */
export function leavePlaces({ id, buckets }: Turn, seen: Seen, now: number, stateOf: StateOf): void {
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
