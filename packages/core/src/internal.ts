/**
 * Ce que seuls les paquets `@apigouv` importent. Rien n'y est promis : une version corrective peut tout y changer.
 *
 * @internal
 * @packageDocumentation
 */
export { franceConnectBeside } from './client/auth/france-connect.ts';
export { connectionOf } from './client/beside.ts';
export type { ContextKeysOf, WithContext } from './client/context.ts';
export { createClient } from './client/create-client.ts';
export type { ApiDefinition, Limit, Param, Route } from './client/definition.ts';
export { assertNotBrowser, isSecureUrl, readEnv, resolveBaseUrl } from './client/environment.ts';
export { ADVICE } from './client/errors/advice.ts';
export { situationOf } from './client/errors/classify.ts';
export { connectionError } from './client/errors/connection.ts';
export type { Settings } from './client/options.ts';
export { readRetryAfter } from './client/pipeline/headers.ts';
export { COMMON_KINDS } from './client/result.ts';
export type { Nested, ScopesOf, Unmask, UnmaskFranceConnect } from './client/scopes.ts';
export {
  abortSignalOf,
  LONGEST_TIMER_MS,
  onAbort,
  orAborted,
  patience,
  readText,
  type Signal,
  type Stop,
  sleep,
} from './client/wait.ts';
export {
  anneeFormat,
  cogCommuneFormat,
  cogPaysFormat,
  eoriFormat,
  immatriculationFormat,
  ineFormat,
  nomFormat,
  numeroFiscalFormat,
  numeroTvaFormat,
  prenomFormat,
  rnaFormat,
  rnfFormat,
  sirenFormat,
  sirenOuRnaFormat,
  sirenOuSiretOuRnaFormat,
  sirenOuSiretOuRnfFormat,
  siretFormat,
  siretOuEoriFormat,
  siretOuRnaFormat,
  uuidFormat,
} from './identifiers/checks.ts';
export { capitalesClean, nomClean, prenomClean } from './identifiers/clean.ts';
