/**
 * De l'identité rendue par FranceConnect aux paramètres d'API Particulier.
 *
 * @packageDocumentation
 */
export { type DateNaissance, dateNaissance } from './identity/birth-date.ts';
export {
  type IdentiteFranceConnect,
  type IdentiteOptions,
  type IdentitePivot,
  toIdentite,
} from './identity/pivot.ts';
