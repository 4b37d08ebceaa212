import * as oauth from 'oauth4webapi';
import { lifetimes } from '../generated/tables.ts';
import type { Server } from '../oidc/connection.ts';
import { type Acr, checkAcr, readScopes, type Scope, type Settings } from '../options.ts';

/** Réglages d'une connexion, en plus de ceux du client. */
export interface LoginOptions {
  /** Scopes de cette connexion, à la place de ceux du client. */
  scopes?: readonly Scope[];
  acr?: Acr;
  /** Fournisseur d'identité à présélectionner, parmi ceux permis à votre service. */
  idpHint?: string;
  /** Demande les moyens de connexion (`amr`) dans le jeton d'identité, pour un service autorisé. */
  amr?: boolean;
}

/** Ce qu'il faut garder jusqu'au retour du citoyen, dans sa session et nulle part ailleurs : c'est secret, et ne sert qu'une fois. */
export interface PendingLogin<S extends string = string> {
  state: string;
  nonce: string;
  codeVerifier: string;
  acr: Acr;
  scopes: readonly S[];
  /** Fin de validité, en millisecondes depuis 1970 : au-delà, FranceConnect a oublié la demande. */
  expiresAt: number;
}

export async function buildLogin(
  { as }: Server,
  settings: Settings,
  { scopes: wanted, acr = settings.acr, idpHint, amr }: LoginOptions,
): Promise<{ url: string; kept: PendingLogin }> {
  checkAcr(settings.acrs, acr);
  const scopes = wanted ? readScopes(wanted) : settings.scopes;
  // 32 random bytes each: FranceConnect refuses a nonce under 22 characters, and its older versions under 32.
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const url = new URL(as.authorization_endpoint as string);
  const parameters = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: settings.redirectUri,
    scope: scopes.join(' '),
    acr_values: acr,
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(idpHint ? { idp_hint: idpHint } : {}),
    ...(amr ? { claims: JSON.stringify({ id_token: { amr: { essential: true } } }) } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const expiresAt = Date.now() + lifetimes.session * 1000;
  return { url: url.href, kept: { state, nonce, codeVerifier, acr, scopes, expiresAt } };
}
