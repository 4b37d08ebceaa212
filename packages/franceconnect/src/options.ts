import { ConfigurationError } from '@apigouv/core';
import { isSecureUrl, readEnv } from '@apigouv/core/internal';
import { environments, platforms } from './generated/tables.ts';
import type { ScopeDonnees, ScopeIdentite } from './generated/types.ts';

/** FranceConnect (eIDAS faible) ou FranceConnect+ (substantiel, élevé). */
export type Platform = 'franceconnect' | 'franceconnect+';
/** Niveau de garantie eIDAS : faible, substantiel, élevé. */
export type Acr = 'eidas1' | 'eidas2' | 'eidas3';
/** Signature des jetons, telle que déclarée à FranceConnect. */
export type SigningAlg = 'ES256' | 'RS256' | 'HS256';
/** Scope d'identité ou de données ; un scope que ce paquet ne connaît pas encore est admis. */
export type Scope = ScopeIdentite | ScopeDonnees | (string & {});

/** Clé au format JWK (RFC 7517), privée ou publique selon son usage. */
export interface Jwk {
  /** `RSA` ou `EC`. */
  kty?: string | undefined;
  /** Nom de la clé, par lequel un jeton chiffré la désigne. */
  kid?: string | undefined;
  [member: string]: unknown;
}

/** Ce que `audit` reçoit de chaque étape : ni jeton, ni identité. */
export interface LoginEvent {
  step: 'startLogin' | 'finishLogin' | 'logoutUrl';
  /** `ok`, ou la raison du refus (`reason` de `FranceConnectError`, sinon `kind` de l'erreur). */
  outcome: string;
  durationMs: number;
}

/** Réglages de {@link createFranceConnect}. */
export interface FranceConnectOptions {
  /** `franceconnect` par défaut. */
  platform?: Platform;
  /**
   * `production`, `sandbox` (FranceConnect seul), `integration`, ou l'adresse de l'émetteur. À défaut, `FRANCECONNECT_ENV` ; il n'y a pas
   * d'autre défaut, les identifiants étant propres à chaque environnement.
   */
  environment?: 'production' | 'sandbox' | 'integration' | (string & {});
  /** À défaut, `FRANCECONNECT_CLIENT_ID`. */
  clientId?: string;
  /** À défaut, `FRANCECONNECT_CLIENT_SECRET`. */
  clientSecret?: string;
  /** Adresse de retour, à la lettre près l'une de celles déclarées ; à défaut, `FRANCECONNECT_REDIRECT_URI`. */
  redirectUri?: string;
  /** Adresse de retour après déconnexion, elle aussi déclarée. */
  postLogoutRedirectUri?: string;
  /** Scopes demandés ; `openid` est ajouté. Donnés en clair, ils précisent le type de l'identité et des réponses d'API Particulier. */
  scopes?: readonly Scope[];
  /** Niveau demandé ; par défaut le plus bas de la plateforme. */
  acr?: Acr;
  /** Algorithme déclaré à FranceConnect. Par défaut, ES256 et RS256 sont admis (ES256 seul sur FranceConnect+), HS256 non. */
  signingAlg?: SigningAlg;
  /** Clés privées dont vous publiez la partie publique : FranceConnect+ chiffre ses jetons. */
  decryptionKeys?: readonly Jwk[];
  /** Délai d'un appel à FranceConnect, en millisecondes ; 10 000 par défaut. */
  timeout?: number;
  /** Remplace `fetch` : proxy, tests. */
  fetch?: typeof fetch;
  /** Reçoit le résultat de chaque étape, sans donnée personnelle. */
  audit?: (event: LoginEvent) => void;
}

export interface Settings {
  issuer: URL;
  /** Plain HTTP, on the machine itself only. */
  insecure: boolean;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  postLogoutRedirectUri: string | undefined;
  scopes: readonly string[];
  acr: Acr;
  acrs: readonly string[];
  algorithms: SigningAlg[];
  encrypted: boolean;
  decryptionKeys: readonly Jwk[];
  timeout: number;
  fetch: typeof fetch;
}

export function readSettings(options: FranceConnectOptions): Settings {
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
    scopes: readScopes(options.scopes ?? ['identite_pivot']),
    acr,
    acrs: facts.acr,
    // HS256 is for those who declared it: FranceConnect asks for ES256 or RS256.
    algorithms: signingAlg ? [signingAlg] : facts.signing.filter((alg) => alg !== 'HS256'),
    encrypted: facts.encrypted,
    decryptionKeys,
    timeout: options.timeout ?? 10_000,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
  };
}

/** `openid` first, each scope once. */
export function readScopes(scopes: readonly string[]): readonly string[] {
  const wrong = scopes.some((scope) => !/^[\w.-]+$/.test(scope));
  if (wrong) refuse('scopes : un scope est vide, ou porte une espace ou un signe inattendu');
  return [...new Set(['openid', ...scopes])];
}

export function checkAcr(known: readonly string[], acr: string): void {
  if (!known.includes(acr)) refuse(`acr : ${known.join(' ou ')} attendu sur cette plateforme`);
}

function issuerOf(platform: Platform, environment: string | undefined): URL {
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
