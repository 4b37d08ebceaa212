/** Dates as the servers count them: in Paris. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const PARIS = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

export function parisDay(ms: number): Day {
  const [year = 0, month = 0, day = 0] = PARIS.format(ms).split('-').map(Number);
  return { year, month, day };
}

/** A number that sorts like the day. */
export const rank = ({ year, month, day }: Day): number => (year * 100 + month) * 100 + day;

export function exists({ year, month, day }: Day): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Years of age on a day. */
export const ageOn = (birth: Day, today: Day): number =>
  today.year - birth.year - (today.month * 100 + today.day < birth.month * 100 + birth.day ? 1 : 0);

/** A number as the servers read it: the digits that a text begins with, or 0. */
export const leading = (text: string): number => Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
