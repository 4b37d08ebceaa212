/**
 * Client d'API Impôt particulier : les données fiscales d'un particulier, que la DGFIP transmet aux administrations habilitées.
 *
 * @packageDocumentation
 */
export type {
  AdresseAvis,
  AvisImposition,
  Declarant,
  DonneeAvis,
  DonneeIndisponible,
  OperationAvis,
  RefusAvis,
  SituationFamiliale,
} from './avis/avis.ts';
export { type AvisOptions, avisImposition, tousLesAvis } from './avis/avis-imposition.ts';
export {
  createImpotParticulier,
  type IdentifiantsDgfip,
  type ImpotParticulier,
  type ImpotParticulierFranceConnect,
  type ImpotParticulierOptions,
} from './client.ts';
export type { CodeErreur, CodesParOperation } from './generated/errors.ts';
export type * from './generated/operations.ts';
export type * from './generated/types.ts';
