/** Autocompletion. */
import { type Range, rangeOf } from './dates.ts';
import { LARGEST } from './generated/communes.ts';
import { hasArticle, keyOf, wordsOf } from './key.ts';
import { overlaps, todayOf } from './lineage.ts';
import { type Place, placeOf } from './place.ts';
import { followersOf, type Period, periodsNamed } from './store.ts';

/** Réglages de {@link search}. */
export interface SearchOptions {
  /** Nombre de propositions : 10 par défaut. */
  limit?: number;
  /** Date de naissance, si elle est connue (`1987-06-27`, `1987`) : les communes de ce temps-là seules. */
  date?: string | number;
}

let ranks: Map<string, number> | undefined;

const ORDER = new Intl.Collator('fr', { numeric: true });

/**
 * Propose les communes dont le nom commence ainsi, sans égard aux accents, aux articles, aux tirets : les grandes villes d'abord.
 * Sans date, les noms d'aujourd'hui et ceux d'autrefois.
 *
 * @example
 * ```ts
 * import { search } from '@apigouv/cog';
 *
 * const places = search('st denis', { limit: 2 });
 * console.log(places.map(({ nom, departement }) => `${nom} (${departement})`)); // [ 'Saint-Denis (974)', 'Saint-Denis (93)' ]
 * ```
 */
export function search(prefix: string, { limit = 10, date }: SearchOptions = {}): Place[] {
  const range = date === undefined ? undefined : rangeOf(date);
  if (date !== undefined && !range) return [];
  const words = wordsOf(prefix);
  const exact = new Set(periodsNamed(keyOf(words)).filter((one) => range || one.to === Infinity));
  const rankOf = (one: Period): number => sizeOf(one, range) - (exact.has(one) ? 2 * SMALL : 0);
  return [...begunBy(words)]
    .filter((one) => isProposed(one, range))
    .map((one) => ({ one, rank: rankOf(one) }))
    .sort((a, b) => a.rank - b.rank || ORDER.compare(a.one.nom, b.one.nom))
    .slice(0, limit)
    .map(({ one }) => placeOf(one));
}

/** « la ro » wants La Rochelle and Laroche, not Rochefort. */
function begunBy(words: string): Set<Period> {
  const begun = periodsNamed(keyOf(words), true);
  if (!hasArticle(words)) return new Set(begun);
  const whole = words.replaceAll(' ', '');
  const bearsArticle = ({ nom }: Period) => wordsOf(nom).replaceAll(' ', '').startsWith(whole);
  return new Set([...begun.filter(bearsArticle), ...periodsNamed(whole, true)]);
}

/** Without a date, a name is proposed once, by its last code. */
function isProposed(one: Period, range: Range | undefined): boolean {
  if (range) return overlaps(one, range);
  return one.to === Infinity || !followersOf(one).some(({ nom }) => nom === one.nom);
}

/** Beyond the rank of any city. */
const SMALL = 100_000;

/** The rank among large cities, by the code of today; then the others, then names of before. */
function sizeOf(one: Period, range: Range | undefined): number {
  ranks ??= new Map(LARGEST.split(' ').map((code, at) => [code, at]));
  if (one.to !== Infinity && !range) return SMALL;
  const today = one.to === Infinity ? [one] : todayOf(one).filter(({ nom }) => nom === one.nom);
  return Math.min(...today.map(({ code }) => ranks?.get(code) ?? SMALL - 1), SMALL);
}
