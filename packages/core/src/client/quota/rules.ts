/** Numbers that every store agrees on. */

const BAN_AFTER = 5;
const BAN_FIRST_MS = 60_000;
/** The longest ban: no pause that a server asks for lasts longer here. */
export const BAN_LONGEST_MS = 12 * 3_600_000;

/** Whoever keeps calling while refused gets the whole server's address banned: how long to stop after so many refusals in a row. */
export const banAfter = (refusals: number): number =>
  refusals < BAN_AFTER ? 0 : Math.min(BAN_LONGEST_MS, BAN_FIRST_MS * 2 ** (refusals - BAN_AFTER));

/** Refusals are in a row when the next one comes within this of the end of the pause. */
export const ROW_MS = 300_000;

/** No window that headers tell of is longer. */
export const LONGEST_PERIOD_MS = 3_600_000;

/** The longest period met so far: `Retry-After` tells one as long as this, a longer one is a pause. */
export const USUAL_PERIOD_MS = 60_000;

/** A `Date` has whole seconds, and so has the end of a window. */
export const GRAIN_MS = 1_000;

/** How fast two clocks may drift apart, at most. */
export const DRIFT = 1e-3;

/** How long a call of low priority leaves a place that just came back to those that waited for it. */
export const YIELD_MS = 50;

/** How often to ask again when only the end of a call in flight can free a place. */
export const POLL_MS = 100;

/** How long after its caller has left a call may still reach the server, and be counted. */
export const LATE_MS = 1_000;
