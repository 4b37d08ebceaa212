import { normalize, type Subject } from './cases.ts';
import type { Operation } from './operation.ts';

/** A request that says a place in words says its code too, when the table knows it: the server asks Insee. */
export function placed(subject: Subject, { table }: Pick<Operation, 'table'>): Subject {
  const { values } = subject;
  for (const place of table.server?.places ?? []) {
    const entries = Object.entries(place);
    const [said, missing] = [
      entries.filter(([key]) => values.has(key)),
      entries.filter(([key]) => !values.has(key)),
    ];
    const isThis = said.length > 1 && said.every(([key, value]) => plain(values.get(key)) === plain(value));
    if (!isThis) continue;
    const added = missing.map(([key, value]): [string, string] => [key, normalize(value)]);
    return { ...subject, values: new Map([...values, ...added]) };
  }
  return subject;
}

/** `SAINT ETIENNE` is `Saint-Étienne`. */
const plain = (value: unknown): string =>
  normalize(value)
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ');
