/** From options and environment variables to settings; what FranceConnect would refuse without a way back is refused here. */
import { ConfigurationError } from '@apigouv/core';
import { isSecureUrl, readEnv } from '@apigouv/core/internal';
import type { JWK } from 'jose';
import type { LoginEvent } from './audit.ts';
import { environments, platforms } from './generated/tables.ts';
import type { Acr, FranceConnectOptions, Platform, Scope, SigningAlg } from './options.ts';

/** The options once read and checked: nothing in them is the caller's own object. */
export interface Settings<S extends string = string> {
  issuer: URL;
  /** Plain HTTP, on the machine itself only. */
  insecure: boolean;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  postLogoutRedirectUri: string | undefined;
  /** What a login asks for when it does not say. */
  scopes: readonly S[];
  acr: Acr;
  /** Levels of the platform, the lowest first. */
  acrs: readonly Acr[];
  algorithms: SigningAlg[];
  encrypted: boolean;
  /** Seconds that FranceConnect leaves the citizen to log in. */
  session: number;
  decryptionKeys: readonly JWK[];
  timeout: number;
  fetch: typeof fetch;
  audit: ((event: LoginEvent) => void) | undefined;
}

export function readSettings<S extends Scope>(options: FranceConnectOptions<S>): Settings<S | 'openid'> {
  const { platform = 'franceconnect', postLogoutRedirectUri, signingAlg } = options;
  if (!Object.hasOwn(platforms, platform))
    refuse('platform : « franceconnect » ou « franceconnect+ » attendu');
  const facts = platforms[platform];
  const issuer = issuerOf(platform, options.environment ?? readEnv('FRANCECONNECT_ENV'));
  const redirectUri = required('redirectUri', options.redirectUri, 'FRANCECONNECT_REDIRECT_URI');
  checkUrl('redirectUri', redirectUri);
  if (postLogoutRedirectUri !== undefined) checkUrl('postLogoutRedirectUri', postLogoutRedirectUri);
  const signing: readonly string[] = facts.signing;
  if (signingAlg !== undefined && !signing.includes(signingAlg))
    refuse(`signingAlg : ${signing.join(', ')} attendu`);
  const acr = options.acr ?? facts.acr[0];
  checkAcr(facts.acr, acr);
  const decryptionKeys = options.decryptionKeys ?? [];
  if (facts.encrypted && decryptionKeys.length === 0)
    refuse('decryptionKeys : FranceConnect+ chiffre ses jetons, une clé privée est nécessaire');
  return {
    issuer,
    insecure: issuer.protocol === 'http:',
    clientId: required('clientId', options.clientId, 'FRANCECONNECT_CLIENT_ID'),
    clientSecret: required('clientSecret', options.clientSecret, 'FRANCECONNECT_CLIENT_SECRET'),
    redirectUri,
    postLogoutRedirectUri,
    scopes: readScopes<S>(options.scopes ?? ['identite_pivot']),
    acr,
    acrs: facts.acr,
    // HS256 is for those who declared it: FranceConnect asks for ES256 or RS256.
    algorithms: signingAlg ? [signingAlg] : facts.signing.filter((alg) => alg !== 'HS256'),
    encrypted: facts.encrypted,
    session: facts.session,
    // A copy, which jose will check.
    decryptionKeys: structuredClone(decryptionKeys) as JWK[],
    timeout: options.timeout ?? 10_000,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    audit: options.audit,
  };
}

/** `openid` first, each scope once, in a list of our own: of the type `S` that the caller's parameters or their defaults gave. */
export function readScopes<S extends string>(scopes: readonly string[]): readonly (S | 'openid')[] {
  const wrong = scopes.some((scope) => !/^[\w.-]+$/.test(scope));
  if (wrong) refuse('scopes : un scope est vide, ou porte une espace ou un signe inattendu');
  return [...new Set(['openid', ...scopes])] as (S | 'openid')[];
}

export function checkAcr(known: readonly string[], acr: string): void {
  if (!known.includes(acr)) refuse(`acr : ${known.join(' ou ')} attendu sur cette plateforme`);
}

function issuerOf(platform: Platform, wanted: string | URL | undefined): URL {
  const environment = wanted && String(wanted);
  const known: Readonly<Record<string, string>> = environments[platform];
  const names = [...Object.keys(known), 'une adresse complète'].join(', ');
  if (!environment) return refuse(`environment (ou FRANCECONNECT_ENV) est obligatoire : ${names}`);
  const url = Object.hasOwn(known, environment) ? known[environment] : environment;
  if (!url || !URL.canParse(url)) return refuse(`environment inconnu : ${names} attendu`);
  checkUrl('environment', url);
  return new URL(url);
}

function checkUrl(name: string, url: string): void {
  if (!URL.canParse(url) || !isSecureUrl(new URL(url)))
    refuse(`${name} : adresse complète attendue, en HTTPS hors de la machine locale`);
}

function required(name: string, value: string | undefined, variable: string): string {
  return value || readEnv(variable) || refuse(`${name} (ou ${variable}) est obligatoire`);
}

function refuse(problem: string): never {
  throw new ConfigurationError(`FranceConnect : ${problem}.`);
}
