/** What is known of one bucket, and how the end of a call changes it. */
import {
  BAN_LONGEST_MS,
  banAfter,
  DRIFT,
  GRAIN_MS,
  LONGEST_PERIOD_MS,
  ROW_MS,
  USUAL_PERIOD_MS,
} from './rules.ts';
import type { Bucket, Seen } from './store.ts';

export type State = {
  limit: number;
  /** The period, at least; the smallest step between two windows, which is one or several. */
  periodMs: number;
  stepMs: number;
  /** How long to hold the place of a call of which no window tells: a period, at most. */
  holdMs: number;
  /** When each call in flight took its place, oldest first. */
  flying: Map<string, number>;
  /** When each call ended of which no window of the server tells, oldest first. */
  ended: number[];
  /** The server's last window: its end by the server's clock, by ours at the latest, and the least that was said to be left. */
  window: number;
  until: number;
  left: number;
  /** End of the last window heard of, whatever the dates say: two of them tell a period. */
  heard: number;
  /** Our clock minus the server's, at most, and when that was known. */
  skew: number;
  skewAt: number;
  /** Until then its clock is not believed. */
  doubtUntil: number;
  blockedUntil: number;
  refusals: number;
  refusedAt: number;
  /** Until then, calls of low priority leave the places to those that wait for one. */
  wantedUntil: number;
  usedAt: number;
};

export const newState = ({ limit, periodMs }: Bucket, now: number): State => ({
  limit,
  periodMs,
  stepMs: Infinity,
  holdMs: periodMs,
  flying: new Map(),
  ended: [],
  window: 0,
  until: 0,
  left: 0,
  heard: 0,
  skew: Infinity,
  skewAt: now,
  doubtUntil: 0,
  blockedUntil: 0,
  refusals: 0,
  refusedAt: 0,
  wantedUntil: 0,
  usedAt: now,
});

/** The bucket that a refusal is about: when the habilitation has calls left, it comes from the address. */
export function refusing(buckets: readonly Bucket[], { outcome, remaining = 0 }: Seen): Bucket | undefined {
  if (outcome !== 'refused') return undefined;
  const address = buckets.find(({ kind }) => kind === 'address');
  return (remaining > 0 && address) || buckets[0];
}

/** What an answer says of its window. True when that tells of its own call too, whose place nobody has to hold. */
export function learn(state: State, seen: Seen, takenAt: number, now: number): boolean {
  const { limit, remaining, serverTime, pauseMs } = seen;
  // A window of which nothing is left to tell is of no use.
  const windowEnd = remaining === undefined ? 0 : (seen.windowEnd ?? 0);
  const ahead = serverTime === undefined ? Infinity : windowEnd - serverTime;
  // An answer may come after its window, which did not end before the call left.
  const isClear = ahead <= LONGEST_PERIOD_MS && ahead > takenAt - now - GRAIN_MS;
  const isLater = windowEnd > state.window;
  // Within a window, an answer that was slow may tell what was true before the others'.
  if (limit !== undefined) state.limit = windowEnd === 0 || isLater ? limit : Math.min(state.limit, limit);
  // Counted in a window that was over when the call left: the clock of the windows is not that of the dates.
  if (isClear && !isLater && takenAt > state.until) state.doubtUntil = now + BAN_LONGEST_MS;
  const pause = pauseMs !== undefined && pauseMs <= USUAL_PERIOD_MS ? pauseMs : 0;
  learnPeriod(state, windowEnd, isClear ? ahead - 2 * GRAIN_MS : pause, isClear);
  if (isLater && (isClear || serverTime === undefined)) state.window = windowEnd;
  if (remaining === undefined) return false;
  if (!isClear || state.doubtUntil > now) {
    // Its own place and the others that are held are among those that do not remain.
    state.left = remaining + state.ended.length + 1;
    state.until = now + state.holdMs;
    return false;
  }
  state.skew = Math.min(state.skew + (now - state.skewAt) * DRIFT, now - (serverTime as number));
  state.skewAt = now;
  if (windowEnd < state.window) return true;
  state.left = isLater ? remaining : Math.min(state.left, remaining);
  state.until = windowEnd + state.skew;
  // Whatever had ended when this call left is counted in what remains.
  while ((state.ended[0] ?? Infinity) <= takenAt) state.ended.shift();
  return true;
}

/** `shown`: a period is as long as that at least. */
function learnPeriod(state: State, windowEnd: number, shown: number, isClear: boolean): void {
  const ahead = windowEnd - state.heard;
  const step = state.heard > 0 && ahead > 0 && ahead <= LONGEST_PERIOD_MS ? ahead : Infinity;
  // One that was absurd is forgotten.
  if (windowEnd > 0 && (ahead > 0 || -ahead > LONGEST_PERIOD_MS)) state.heard = windowEnd;
  // It grew.
  if (shown > state.stepMs) state.stepMs = Infinity;
  state.stepMs = Math.min(state.stepMs, step);
  state.periodMs = Math.min(state.stepMs, Math.max(state.periodMs, shown));
  // A step over several windows is no period.
  const most = Math.min(state.stepMs, Math.max(USUAL_PERIOD_MS, 2 * state.periodMs));
  const isKnown = isClear || state.stepMs < Infinity;
  state.holdMs = isKnown ? most : Math.max(state.holdMs, state.periodMs);
}

export function refuse(state: State, pauseMs: number, takenAt: number, now: number): void {
  // A call that had left before the last refusal came back says nothing new.
  if (takenAt >= state.refusedAt) {
    state.refusals = now > state.blockedUntil + ROW_MS ? 1 : state.refusals + 1;
    state.refusedAt = now;
  }
  const pause = Math.min(BAN_LONGEST_MS, Math.max(pauseMs, banAfter(state.refusals)));
  state.blockedUntil = Math.max(state.blockedUntil, now + pause);
}
