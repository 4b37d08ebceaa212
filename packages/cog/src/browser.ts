/**
 * Pour une page web : un seul fichier, à servir tel quel (`dist/browser.js`).
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
export type { Moment } from './dates.ts';
export type { Place } from './place.ts';
export { type SearchOptions, search } from './search.ts';
