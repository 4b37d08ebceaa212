/** From links between codes to what came right after a period, or was there right before: by their numbers in the list. */
import type { Link, Period } from './history.ts';

interface Neighbours {
  after(period: Period): number[];
  before(period: Period): number[];
}

export function neighboursAmong(periods: readonly Period[], links: readonly Link[]): Neighbours {
  const linesOf = indexBy(periods.map(({ code }, line) => [code, line]));
  const given = indexBy(links.map(({ date, before, after }) => [`${date} ${before}`, after]));
  const taken = indexBy(links.map(({ date, before, after }) => [`${date} ${after}`, before]));
  const among = (self: Period, codes: readonly string[], isThere: (one: Period) => boolean): number[] =>
    [...codes, self.code]
      .flatMap((code) => linesOf(code))
      .filter((line) => {
        const one = periods[line];
        return one !== undefined && one !== self && isThere(one);
      });
  return {
    after: (self) =>
      self.to ? among(self, given(`${self.to} ${self.code}`), (one) => isThereFrom(one, self.to)) : [],
    before: (self) =>
      self.from
        ? among(self, taken(`${self.from} ${self.code}`), (one) => wasThereUntil(one, self.from))
        : [],
  };
}

const isThereFrom = ({ from, to }: Period, day: string): boolean =>
  from <= day && (to === '' || day < to || isStep(from, to, day));

const wasThereUntil = ({ from, to }: Period, day: string): boolean =>
  (to === '' || day <= to) && (from < day || isStep(from, to, day));

/** It came and went on that day, between two others. */
const isStep = (from: string, to: string, day: string): boolean => from === day && to === day;

function indexBy<Value>(entries: readonly (readonly [string, Value])[]): (key: string) => Value[] {
  const index = new Map<string, Value[]>();
  for (const [key, value] of entries) {
    const known = index.get(key);
    if (known) known.push(value);
    else index.set(key, [value]);
  }
  return (key) => index.get(key) ?? [];
}
