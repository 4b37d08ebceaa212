/**
 * Le cœur commun des clients des API de l'État : authentification, quotas, reprises, erreurs, identifiants.
 *
 * @packageDocumentation
 */
export type { Auth, AuthRequest, Send } from './client/auth/auth.ts';
export { apiKey, bearer, type TokenSource } from './client/auth/bearer.ts';
export { type ClientCredentialsOptions, clientCredentials } from './client/auth/client-credentials.ts';
export { type FranceConnectGrant, franceConnect } from './client/auth/france-connect.ts';
export { readToken, type TokenClaims } from './client/auth/token.ts';
export { withContext } from './client/create-client.ts';
export {
  ApiError,
  type ApiErrorFields,
  AuthenticationError,
  ConflictError,
  GoneError,
  InvalidRequestError,
  LegallyUnavailableError,
  LoginAgainError,
  NotDeliverableError,
  NotEligibleError,
  NotFoundError,
  NotRecognisedError,
  NotUpToDateError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  type ServerError,
  SeveralFoundError,
} from './client/errors/api.ts';
export { ApigouvError, type ErrorFields, type ErrorKind, type Retry } from './client/errors/base.ts';
export { ConnectionError, type ConnectionProblem } from './client/errors/connection.ts';
export {
  ConfigurationError,
  type InvalidParameter,
  InvalidParameterError,
  InvalidResponseError,
  TimeoutError,
} from './client/errors/local.ts';
export {
  type Problem,
  type ProblemField,
  type ProblemOptions,
  type ProblemResponse,
  toProblem,
} from './client/errors/problem.ts';
export type { CallOptions, ClientOptions, Timeouts } from './client/options.ts';
export type { AuditEvent } from './client/pipeline/audit.ts';
export type { QuotaOptions } from './client/pipeline/quota.ts';
export { memoryQuotaStore } from './client/quota/memory.ts';
export type { Bucket, QuotaStore, Seen, Turn, Wait } from './client/quota/store.ts';
export type { ApiResponse, RateLimit } from './client/response.ts';
export {
  type Call,
  type CommonKind,
  type Failures,
  type Result,
  result,
  type Success,
} from './client/result.ts';
export { type PartialDate, partialDate } from './partial-date.ts';
