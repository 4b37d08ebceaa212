import {
  type ClientOptions,
  ConfigurationError,
  clientCredentials,
  type FranceConnectGrant,
} from '@apigouv/core';
import { createClient, resolveBaseUrl } from '@apigouv/core/internal';
import type {
  ImpotParticulierFranceConnectOperations,
  ImpotParticulierOperations,
} from './generated/operations.ts';
import { definition } from './generated/routes.ts';
import type { ImpotParticulierContext, Scope } from './generated/types.ts';

/** Identifiants que la DGFIP remet à l'application habilitée ; le client s'en sert pour demander ses jetons. */
export interface IdentifiantsDgfip {
  clientId: string;
  clientSecret: string;
  /** Ressources que l'habilitation ouvre, demandées avec chaque jeton. */
  scopes: readonly Scope[];
  /** Adresse qui délivre les jetons ; `/token` sur l'hôte d'`environment` par défaut. */
  tokenUrl?: string;
}

/** Réglages de {@link createImpotParticulier}. */
export interface ImpotParticulierOptions
  extends Omit<ClientOptions, 'environment' | 'quota'>,
    Partial<ImpotParticulierContext> {
  /**
   * Adresse de l'API, telle que la DGFIP vous l'a remise, chemin compris : `https://…/impotparticulier/1.0`. Elle n'est pas publique : rien
   * ne la remplace, sinon la variable d'environnement `API_IMPOT_PARTICULIER_BASE_URL`.
   */
  environment?: string | URL;
  /** Identifiants remis par la DGFIP ; à défaut, `token`. */
  credentials?: IdentifiantsDgfip;
  /** Ressources que le jeton ouvre, si vous donnez `token` : `avisImposition` n'en demande pas d'autres. */
  scopes?: readonly Scope[];
}

/** Client d'un citoyen connecté avec FranceConnect : il n'a que les opérations `franceConnect`. */
export type ImpotParticulierFranceConnect = ImpotParticulierFranceConnectOperations;

/** Client d'API Impôt particulier. */
export interface ImpotParticulier extends ImpotParticulierOperations {
  /**
   * Le même client pour un citoyen connecté avec FranceConnect, le temps de son jeton d'accès (60 secondes). Ce jeton accompagne celui de
   * l'application.
   */
  withFranceConnect(token: string | FranceConnectGrant): ImpotParticulierFranceConnect;
}

/**
 * Crée un client d'API Impôt particulier. Rien n'est envoyé avant le premier appel.
 *
 * @throws `ConfigurationError` : adresse absente ou refusée, jeton donné de deux façons.
 * @example
 * ```ts
 * import { createImpotParticulier } from '@apigouv/impot-particulier';
 *
 * const impotParticulier = createImpotParticulier({
 *   environment: 'https://passerelle.example/impotparticulier/1.0',
 *   credentials: { clientId: 'mon-application', clientSecret: 'mon-secret', scopes: ['RessourceIR'] },
 *   idTeleservice: 'bourses-de-college',
 * });
 * const { data } = await impotParticulier.ir.situation.spi({ spi: '1000000000001', annrev: 2024 });
 * console.log(data.rfr); // 40120
 * ```
 */
export function createImpotParticulier(options: ImpotParticulierOptions = {}): ImpotParticulier {
  const { environment: given, credentials, scopes = credentials?.scopes, token, ...rest } = options;
  if (credentials && token)
    throw new ConfigurationError('Donnez « credentials » ou « token », pas les deux.');
  const environment = addressOf(given, options.dangerouslyAllowHttp);
  const auth = credentials ? tokensFor(credentials, environment, options.fetch) : token;
  const client = createClient(definition, {
    ...rest,
    environment,
    ...(auth ? { token: auth } : {}),
    // The answers are of the DGFIP's own media types, and every known client asks for any.
    headers: { accept: '*/*', ...options.headers },
  }) as ImpotParticulier;
  const { withFranceConnect } = client;
  return remember(
    Object.assign(client, {
      withFranceConnect: (grant: string | FranceConnectGrant) => remember(withFranceConnect(grant), scopes),
    }),
    scopes,
  );
}

function addressOf(environment: string | URL | undefined, allowHttp: boolean | undefined): string {
  try {
    return resolveBaseUrl(definition, environment, allowHttp);
  } catch (error) {
    if (environment !== undefined) throw error;
    throw new ConfigurationError(
      `${(error as Error).message} Cette adresse n'est pas publique : la DGFIP la remet avec l'habilitation (option « environment »).`,
    );
  }
}

function tokensFor(
  { clientId, clientSecret, scopes, tokenUrl }: IdentifiantsDgfip,
  baseUrl: string,
  fetch: typeof globalThis.fetch | undefined,
) {
  return clientCredentials({
    tokenUrl: tokenUrl ?? new URL('/token', baseUrl).href,
    clientId,
    clientSecret,
    scope: scopes.join(' '),
    method: 'client_secret_basic',
    ...(fetch ? { fetch } : {}),
  });
}

const SCOPES = new WeakMap<object, readonly Scope[]>();

function remember<T extends object>(client: T, scopes: readonly Scope[] | undefined): T {
  if (scopes) SCOPES.set(client, scopes);
  return client;
}

/** What the client's token is known to open; undefined when nothing was said of it. */
export const scopesOf = (client: object): readonly Scope[] | undefined => SCOPES.get(client);
