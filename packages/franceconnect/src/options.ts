import type { LoginEvent } from './audit.ts';
import type { DataScope, IdentiteScope } from './generated/types.ts';

/** FranceConnect (eIDAS faible) ou FranceConnect+ (substantiel, élevé). */
export type Platform = 'franceconnect' | 'franceconnect+';
/** Niveau de garantie eIDAS : faible, substantiel, élevé. */
export type Acr = 'eidas1' | 'eidas2' | 'eidas3';
/** Signature des jetons, telle que déclarée à FranceConnect. */
export type SigningAlg = 'ES256' | 'RS256' | 'HS256';
/** Scope d'identité ou de données ; un scope que ce paquet ne connaît pas encore est admis. */
export type Scope = IdentiteScope | DataScope | (string & {});

/** Clé au format JWK (RFC 7517), privée ou publique selon son usage. */
export interface Jwk {
  /** `RSA` ou `EC`. */
  kty?: string | undefined;
  /** Nom de la clé, par lequel un jeton chiffré la désigne. */
  kid?: string | undefined;
  /** Les autres champs de la clé, selon son type. */
  [member: string]: unknown;
}

/** Réglages de {@link createFranceConnect}, copiés à la création : les changer ensuite ne change rien. `S` : les scopes demandés. */
export interface FranceConnectOptions<S extends Scope = Scope> {
  /** `franceconnect` (par défaut), ou `franceconnect+`. */
  platform?: Platform;
  /**
   * `production`, `sandbox` (FranceConnect seul), `integration`, ou l'adresse de l'émetteur (HTTPS, ou HTTP sur la machine locale). À
   * défaut, `FRANCECONNECT_ENV` ; il n'y a pas d'autre défaut, les identifiants étant propres à chaque environnement.
   */
  environment?: 'production' | 'sandbox' | 'integration' | (string & {}) | URL;
  /** Identifiant du service, donné par FranceConnect ; à défaut, `FRANCECONNECT_CLIENT_ID`. */
  clientId?: string;
  /** Secret du service, donné par FranceConnect ; à défaut, `FRANCECONNECT_CLIENT_SECRET`. */
  clientSecret?: string;
  /** Adresse de retour, à la lettre près l'une de celles déclarées ; à défaut, `FRANCECONNECT_REDIRECT_URI`. */
  redirectUri?: string;
  /** Adresse de retour après déconnexion, elle aussi déclarée. */
  postLogoutRedirectUri?: string;
  /**
   * Scopes demandés, `identite_pivot` par défaut ; `openid` est ajouté. Écrits ici même, ils précisent le type de l'identité et des réponses
   * d'API Particulier. FranceConnect+ ne connaît que les données de la DGFIP, de la Cnam et du Cnous.
   */
  // `Scope` is what an editor offers, where `S` is only what is already written.
  scopes?: readonly S[] | readonly Scope[];
  /** Niveau de garantie demandé ; par défaut le plus bas de la plateforme. */
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
