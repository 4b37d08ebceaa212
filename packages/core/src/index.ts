/**
 * Le cœur commun des clients des API de l'État : authentification, quotas, reprises, erreurs, identifiants.
 *
 * @packageDocumentation
 */
export type { Auth, AuthRequest, Send } from './auth/auth.ts';
export { apiKey, bearer, type TokenSource } from './auth/bearer.ts';
export { type ClientCredentialsOptions, clientCredentials } from './auth/client-credentials.ts';
export { franceConnect, franceConnectBeside } from './auth/france-connect.ts';
export { readToken, type TokenClaims } from './auth/token.ts';
export { connectionOf, createClient, withContext } from './client.ts';
export type { ApiDefinition, Format, Route } from './definition.ts';
export { assertNotBrowser, isSecureUrl, readEnv, resolveBaseUrl } from './environment.ts';
export {
  ApiError,
  type ApiErrorFields,
  type ApiErrorItem,
  AuthenticationError,
  ConflictError,
  GoneError,
  InvalidRequestError,
  LegallyUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  SeveralFoundError,
} from './errors/api.ts';
export { ApigouvError, type ErrorFields, type ErrorKind, type Retry } from './errors/base.ts';
export {
  ConfigurationError,
  ConnectionError,
  type InvalidParameter,
  InvalidParameterError,
  InvalidResponseError,
  TimeoutError,
} from './errors/local.ts';
export type { AuditEvent } from './pipeline/audit.ts';
export type { Bucket } from './pipeline/call.ts';
export type { QuotaOptions } from './pipeline/quota.ts';
export { memoryQuotaStore, type QuotaStore, type Seen } from './quota/store.ts';
export { redact } from './redaction.ts';
export type {
  ApiResponse,
  CallOptions,
  ClientOptions,
  ContextKey,
  ContextKeysOf,
  FranceConnectGrant,
  Nested,
  RateLimit,
  ScopesOf,
  Settings,
  Timeouts,
  Unmask,
  UnmaskFranceConnect,
  WithContext,
} from './types.ts';
