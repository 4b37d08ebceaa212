/**
 * Client d'API Impôt particulier : les données fiscales d'un particulier, que la DGFIP transmet aux administrations habilitées.
 *
 * @packageDocumentation
 */
// What a user of this package alone needs of core: pnpm does not resolve what a project has not installed by name.
export {
  ApiError,
  type ApiErrorFields,
  ApigouvError,
  type ApiResponse,
  type AuditEvent,
  type Auth,
  AuthenticationError,
  type Call,
  type CallOptions,
  type ClientCredentialsOptions,
  type ClientOptions,
  type CommonKind,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  type ConnectionProblem,
  clientCredentials,
  type ErrorFields,
  type ErrorKind,
  type Failures,
  type FranceConnectGrant,
  GoneError,
  type InvalidParameter,
  InvalidParameterError,
  InvalidRequestError,
  InvalidResponseError,
  LegallyUnavailableError,
  LoginAgainError,
  NotDeliverableError,
  NotEligibleError,
  NotFoundError,
  NotRecognisedError,
  NotUpToDateError,
  PermissionError,
  type Problem,
  type ProblemField,
  type ProblemOptions,
  type ProblemResponse,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  type QuotaOptions,
  type RateLimit,
  type Result,
  type Retry,
  result,
  type ServerError,
  SeveralFoundError,
  type Success,
  TimeoutError,
  type Timeouts,
  toProblem,
} from '@apigouv/core';
export type {
  AdresseAvis,
  AvisField,
  AvisImposition,
  AvisOperation,
  AvisRefusal,
  Declarant,
  SituationFamiliale,
  UnavailableField,
} from './avis/avis.ts';
export { type AvisOptions, allAvis, avisImposition } from './avis/avis-imposition.ts';
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
