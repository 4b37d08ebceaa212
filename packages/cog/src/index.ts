/**
 * Lieux de naissance, pour les API de l'État : du nom d'une commune ou d'un pays au code du jour de la naissance, sans réseau.
 *
 * @packageDocumentation
 */
export {
  type Birthplace,
  type BirthplaceQuery,
  type FoundPlace,
  findBirthplace,
  type UnsurePlace,
} from './birthplace.ts';
export { type Country, type CountryAnswer, findCountry } from './countries.ts';
export type { Moment } from './dates.ts';
export { type Explanation, explain } from './explain.ts';
export type { Place } from './place.ts';
export { type SearchOptions, search } from './search.ts';
