/** The communes: the names and codes that they have had. */
import { MOVED, QUIET } from './generated/communes.ts';
import { type Period, Table } from './table.ts';

export type { Period } from './table.ts';

// Apart, so that following a commune through its history does not index those that have none.
const moved = new Table(MOVED);
const quiet = new Table(QUIET);

/** Those whose key this one is, or begins, if `isPrefix`. */
export const periodsNamed = (key: string, isPrefix = false): Period[] =>
  key ? [...moved.named(key, isPrefix), ...quiet.named(key, isPrefix)] : [];

/** In the order of time. */
export function periodsOf(code: string): Period[] {
  const periods = moved.of(code);
  return periods.length > 0 ? periods.sort((a, b) => a.from - b.from) : quiet.of(code);
}
