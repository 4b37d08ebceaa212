/** Paris, Lyon and Marseille are communes, and so are their arrondissements to Insee. */
import type { Range } from './dates.ts';
import { overlaps } from './lineage.ts';
import { type Place, placesOf } from './place.ts';
import { periodsOf } from './store.ts';

/** How the codes of each city's arrondissements begin. */
const ARRONDISSEMENTS: Record<string, string> = { '75056': '751', '69123': '6938', '13055': '132' };

/** Those that the city had in the range. */
export function arrondissementsOf(code: string, range: Range): Place[] {
  const prefix = ARRONDISSEMENTS[code];
  if (!prefix) return [];
  const numbers = Array.from({ length: 20 }, (_, at) => String(at + 1).padStart(5 - prefix.length, '0'));
  const periods = numbers.flatMap((number) => periodsOf(prefix + number));
  return placesOf(periods.filter((one) => overlaps(one, range)));
}
