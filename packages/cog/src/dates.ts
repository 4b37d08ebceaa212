/** Days as numbers, 19870627: they compare, and JSON needs no word for them. */

/** Une date de naissance : l'année seule, ou ce qu'on en sait. */
export type Moment =
  | {
      /** Année de naissance. */
      annee: number | string;
      date?: undefined;
    }
  | {
      /** Date de naissance, en entier ou non : `1987-06-27`, `1987-06`, `1987`. */
      date: string;
      annee?: undefined;
    };

/** From a day to another, both included. */
export interface Range {
  first: number;
  last: number;
}

/** Insee tells of no movement before. */
export const BEGINNING = 1943_01_01;

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Undefined: no date is written there. */
export function rangeOf(moment: Moment | number | string): Range | undefined {
  const given = typeof moment === 'object' ? (moment.date ?? moment.annee) : moment;
  const parts = DATE.exec(String(given ?? '').trim());
  if (!parts) return undefined;
  const [, year, month = '00', day = '00'] = parts;
  const last = `${year}${month === '00' ? 12 : month}${day === '00' ? 31 : day}`;
  return { first: Number(`${year}${month}${day}`), last: Number(last) };
}

export const isoOf = (day: number): string => String(day).replace(/(....)(..)(..)/, '$1-$2-$3');
