import type { Jwk, Platform, SigningAlg } from '../options.ts';

/** Un service relié à ce FranceConnect. */
export interface MockClient {
  /** Identifiant du service. */
  clientId: string;
  /** 32 caractères au moins. */
  clientSecret: string;
  /** Adresses de retour, comparées à la lettre près. */
  redirectUris: readonly string[];
  /** Adresses de retour après déconnexion, comparées à la lettre près. */
  postLogoutRedirectUris?: readonly string[];
  /** Scopes auxquels le service a droit ; tous par défaut. */
  scopes?: readonly string[];
  /** ES256 par défaut. */
  signingAlg?: SigningAlg;
  /** Clé publique de chiffrement ; nécessaire sur FranceConnect+. */
  encryptionKey?: Jwk;
}

/** Un fournisseur de données, qui vérifie les jetons par `/checktoken`. */
export interface MockDataProvider {
  /** Identifiant du fournisseur. */
  clientId: string;
  /** Son secret. */
  clientSecret: string;
  /** Clé publique avec laquelle la réponse est chiffrée. */
  encryptionKey: Jwk;
  /** Scopes qu'il connaît : il ne voit pas les autres. */
  scopes: readonly string[];
}

/** Réglages de {@link startFranceConnect}. */
export interface FranceConnectMockOptions {
  /** `franceconnect`, par défaut, ou `franceconnect+`. */
  platform?: Platform;
  /** 0, par défaut : un port libre. */
  port?: number;
  /** Services qui peuvent s’y connecter. */
  clients: readonly MockClient[];
  /** Fournisseurs de données qui vérifient les jetons. */
  dataProviders?: readonly MockDataProvider[];
  /** Durées de vie, en secondes, pour ne pas attendre dans un test. */
  lifetimes?: {
    /** Du jeton d'accès ; 60 par défaut. */
    accessToken?: number;
    /** Du code ; 30 par défaut. */
    code?: number;
  };
}

/** Un FranceConnect qui tourne. */
export interface FranceConnectMock {
  /** Émetteur : à donner comme `environment` à `createFranceConnect`. */
  readonly issuer: string;
  /**
   * Jetons d'accès émis, tenus à jour : à donner comme `tokens` aux autres API simulées, pour qu'elles reconnaissent le citoyen.
   *
   * @example
   * ```ts
   * import { startFranceConnect } from '@apigouv/franceconnect/mocks/node';
   * import { mockParticulier } from '@apigouv/particulier/mocks';
   *
   * const franceConnect = await startFranceConnect({ clients: [] });
   * const particulier = mockParticulier({ tokens: franceConnect.tokens });
   * await franceConnect.close();
   * ```
   */
  readonly tokens: Readonly<Record<string, MockGrant>>;
  /** Panne : à vrai, tout répond 503. */
  down: boolean;
  /** Change les clés de signature, comme FranceConnect le fait de temps en temps. */
  rotateKeys(): Promise<void>;
  /** Arrête le serveur. */
  close(): Promise<void>;
}

/** Un jeton d'accès émis, tel que les autres API simulées le lisent. */
export interface MockGrant {
  /** Citoyen qui s'est connecté. */
  readonly usager: string;
  /** Scopes accordés. */
  readonly scopes: readonly string[];
  /** Son identité, telle que les API la prennent. */
  readonly identite: Readonly<Record<string, unknown>>;
  /** Vrai au bout de 60 secondes, ou de `lifetimes.accessToken`. */
  readonly expired: boolean;
}
