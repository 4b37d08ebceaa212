/**
 * Les communes d'un code postal.
 *
 * @packageDocumentation
 */
import { type Moment, rangeOf } from './dates.ts';
import { POSTAL_CODES } from './generated/postal-codes.ts';
import { thereIn } from './lineage.ts';
import { type Place, placeOf } from './place.ts';
import { periodsOf } from './store.ts';

export type { Moment } from './dates.ts';
export type { Place } from './place.ts';

let byPostalCode: Map<string, string[]> | undefined;

/**
 * Donne les communes qu'un code postal d'aujourd'hui dessert ; avec une date, ce qu'elles étaient alors. Un code postal n'est pas un code
 * de commune : il en a souvent plusieurs, et c'est à la personne de choisir.
 *
 * @example
 * ```ts
 * import { fromPostalCode } from '@apigouv/cog/postal-codes';
 *
 * console.log(fromPostalCode('92230', { annee: 1960 })[0]?.code); // 75036
 * ```
 */
export function fromPostalCode(postalCode: string, moment?: Moment): Place[] {
  byPostalCode ??= new Map(
    POSTAL_CODES.split('\n').map((line) => [line.slice(0, 5), line.slice(6).split(';')]),
  );
  const codes = byPostalCode.get(postalCode.replace(/\s/g, '')) ?? [];
  const current = codes.flatMap((code) => periodsOf(code).filter(({ to }) => to === Infinity));
  if (!moment) return current.map(placeOf);
  const range = rangeOf(moment);
  return range ? [...new Set(current.flatMap((one) => thereIn(one, range)))].map(placeOf) : [];
}
