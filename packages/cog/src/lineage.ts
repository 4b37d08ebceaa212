/** What a commune was before, and what it became: from a name that it had once to the codes of a given day. */
import type { Range } from './dates.ts';
import { UNKNOWN_DATE } from './generated/communes.ts';
import { type Period, periodsOf } from './store.ts';

// What changed since Insee's last movement may have done so on any day.
const latest = (day: number): number => (day === UNKNOWN_DATE ? Infinity : day);

/** Whether the code may have had that name in the range. */
export const overlaps = ({ from, to }: Period, { first, last }: Range): boolean =>
  from < to && from <= last && first < latest(to);

/** What came right after. */
export function followersOf(period: Period): Period[] {
  const { code, to, after } = period;
  if (to === Infinity) return [];
  const isThere = (one: Period) => one.from <= to && (to < one.to || isStep(one, to));
  return [...after, code].flatMap(periodsOf).filter((one) => one !== period && isThere(one));
}

/** What was there right before. */
function forerunnersOf(period: Period): Period[] {
  const { code, from, before } = period;
  if (from === 0) return [];
  const isThere = (one: Period) => from <= one.to && (one.from < from || isStep(one, from));
  return [...before, code].flatMap(periodsOf).filter((one) => one !== period && isThere(one));
}

/** It came and went on that day, between two others. */
const isStep = ({ from, to }: Period, day: number): boolean => from === day && to === day;

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
