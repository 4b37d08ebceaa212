/** What a code was on a day, and what became of it. */
import { BEGINNING, isoOf, rangeOf } from './dates.ts';
import { UNKNOWN_DATE } from './generated/communes.ts';
import { overlaps, thereIn, todayOf } from './lineage.ts';
import { type Place, placeOf } from './place.ts';
import { followersOf, type Period, periodsOf } from './store.ts';

/** Ce qu'un code était un jour donné. Sans commune de ce code ce jour-là, le nom est le dernier qu'il a porté, ou le premier. */
export interface Explanation extends Place {
  /** Vrai si une commune avait ce code ce jour-là. */
  existed: boolean;
  /** Ce qu'il y avait ce jour-là : elle-même, celle qui l'a absorbée, ou ce dont elle a été faite. */
  there: Place[];
  /** Ce qui lui a fait suite : un nouveau nom, un nouveau code, une autre commune. */
  became: {
    /** Premier jour, s'il est connu. */
    date?: string;
    /** Ce qu'il y a eu ensuite. */
    places: Place[];
  };
  /** Ce qu'il y a aujourd'hui. */
  today: Place[];
}

/**
 * Explique un code COG de commune à une date (`1987-06-27`, `1987`) ; `undefined` s'il n'a jamais existé. Avant 1943, l'état de 1943.
 *
 * @example
 * ```ts
 * import { explain } from '@apigouv/cog';
 *
 * const code = explain('50416', '1990-05-12');
 * console.log(code?.nom, code?.departement, code?.became.date); // Querqueville 50 2016-01-01
 * console.log(code?.became.places[0]?.nom); // Cherbourg-en-Cotentin
 * ```
 */
export function explain(code: string, date: string | number): Explanation | undefined {
  const given = rangeOf(date);
  if (!given) return undefined;
  const range = given.last < BEGINNING ? { first: BEGINNING, last: BEGINNING } : given;
  const periods = periodsOf(code.toUpperCase());
  const known = periods.findLast((one) => overlaps(one, range));
  const period = known ?? periods.findLast(({ to }) => to <= range.first) ?? periods[0];
  if (!period) return undefined;
  return {
    ...placeOf(period),
    existed: known !== undefined,
    there: (known ? [known] : thereIn(period, range)).map(placeOf),
    became: becameOf(period),
    today: todayOf(period).map(placeOf),
  };
}

function becameOf(period: Period): Explanation['became'] {
  if (period.to === Infinity) return { places: [] };
  const places = followersOf(period).map(placeOf);
  return period.to === UNKNOWN_DATE ? { places } : { date: isoOf(period.to), places };
}
