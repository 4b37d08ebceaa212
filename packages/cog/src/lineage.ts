/** What a commune was before, and what it became: from a name that it had once to the codes of a given day. */
import type { Range } from './dates.ts';
import { UNKNOWN_DATE } from './generated/communes.ts';
import { followersOf, forerunnersOf, type Period } from './store.ts';

// What changed since Insee's last movement may have done so on any day.
const latest = (day: number): number => (day === UNKNOWN_DATE ? Infinity : day);

/** Whether the code may have had that name in the range. */
export const overlaps = ({ from, to }: Period, { first, last }: Range): boolean =>
  from < to && from <= last && first < latest(to);

/** What was there in the range, where this name was once: one period, several, or none that is known. */
export function thereIn(period: Period, range: Range): Period[] {
  const found = new Set<Period>(overlaps(period, range) ? [period] : []);
  const seen = new Set<Period>([period]);
  const walk = (from: Period, next: (one: Period) => Period[], goesOn: (one: Period) => boolean): void => {
    if (!goesOn(from)) return;
    for (const one of next(from)) {
      if (seen.has(one)) continue;
      seen.add(one);
      if (overlaps(one, range)) found.add(one);
      walk(one, next, goesOn);
    }
  };
  walk(period, followersOf, ({ to }) => to <= range.last);
  walk(period, forerunnersOf, ({ from }) => range.first < latest(from));
  return [...found];
}

/** What it is by the newest list. */
export const todayOf = (period: Period): Period[] =>
  thereIn(period, { first: 9999_12_31, last: 9999_12_31 }).filter(({ to }) => to === Infinity);
