/** The communes: the names and codes that they have had. */
import { MOVED, QUIET } from './generated/communes.ts';
import { type Period, Table } from './table.ts';

export type { Period } from './table.ts';

// Codes that have always had one name are apart: they are most of them, and come from nothing else.
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

/** What came right after. */
export const followersOf = ({ after }: Period): Period[] => after.map((place) => moved.at(place));

/** What there was right before. */
export const forerunnersOf = ({ before }: Period): Period[] => before.map((place) => moved.at(place));
