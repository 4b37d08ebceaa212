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
export { createFranceConnect, type FranceConnect, type KeptOf, type SessionOf } from './client.ts';
export { explainPage, type FaultDetails, FranceConnectError, type LoginFault } from './errors.ts';
export type { Callback, FranceConnectSession } from './finish-login.ts';
export type {
  ChampAssure,
  ChampsParScope,
  Identite,
  ScopeDonnees,
  ScopeIdentite,
} from './generated/types.ts';
export type { IdentiteDe } from './identity.ts';
export type { Acr, FranceConnectOptions, Jwk, LoginEvent, Platform, Scope, SigningAlg } from './options.ts';
export {
  type CookieSource,
  createSessionCookie,
  type SessionCookie,
  type SessionCookieOptions,
} from './session-cookie.ts';
export type { LoginOptions, PendingLogin } from './start-login.ts';
