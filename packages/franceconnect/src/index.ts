/**
 * Connexion des citoyens avec FranceConnect et FranceConnect+ : jetons vérifiés, identité typée, déconnexion, session scellée.
 *
 * @packageDocumentation
 */
export {
  type IdentiteFranceConnect,
  type IdentiteOptions,
  type IdentitePivot,
  toIdentite,
} from '@apigouv/core/identite';
export type { LoginEvent } from './audit.ts';
export { createFranceConnect, type FranceConnect, type KeptOf, type SessionOf } from './client.ts';
export { type FaultDetails, FranceConnectError } from './errors/error.ts';
export { explainPage } from './errors/pages.ts';
export type { LoginFault } from './errors/situations.ts';
export type {
  AssuredClaim,
  ClaimsByScope,
  DataScope,
  Identite,
  IdentiteScope,
} from './generated/types.ts';
export type { IdentiteOf } from './login/identite.ts';
export type { Callback, FranceConnectSession, LoginOptions, PendingLogin } from './login/types.ts';
export type { Acr, FranceConnectOptions, Jwk, Platform, Scope, SigningAlg } from './options.ts';
export {
  type CookieSource,
  createSessionCookie,
  type SessionCookie,
  type SessionCookieOptions,
} from './session-cookie.ts';
