/**
 * Client d'API Particulier : les données qu'une administration détient déjà sur un particulier, pour celles qui sont habilitées
 * à les recevoir.
 *
 * @packageDocumentation
 */
import { type ClientOptions, type FranceConnectGrant, withContext as withAnyContext } from '@apigouv/core';
import { type ContextKeysOf, createClient, type ScopesOf, type Settings } from '@apigouv/core/internal';
import type { ParticulierFranceConnectOperations, ParticulierOperations } from './generated/operations.ts';
import { definition } from './generated/routes.ts';
import type { ParticulierContext, QuotaGroup, Scope } from './generated/types.ts';

/** Ce que {@link Particulier.forRecipient} peut donner avec le destinataire : le reste du contexte. */
export type RecipientContext = Partial<Omit<ParticulierContext, 'recipient'>>;

type Given<O> = ContextKeysOf<O, keyof ParticulierContext>;

/** Réglages de {@link createParticulier}. */
export interface ParticulierOptions extends ClientOptions<QuotaGroup>, Partial<ParticulierContext> {
  /** Scopes de votre jeton : donnés en clair (`['cnaf_quotient_familial']`), ils précisent le type des réponses. */
  // The empty list has the compiler read a literal one as a tuple, whose scopes it then knows.
  scopes?: readonly Scope[] | readonly [];
}

/** Jeton d'accès FranceConnect d'un citoyen, avec les scopes auxquels il a consenti. */
export interface FranceConnectConsent<S extends string = string> extends FranceConnectGrant {
  /** Scopes accordés par le citoyen ; ils précisent le type des réponses. */
  scopes?: readonly S[];
}

/** Client d'un citoyen connecté avec FranceConnect : il n'a que les opérations `franceConnect`. */
export type ParticulierFranceConnect<
  S extends string = string,
  C extends string = never,
> = ParticulierFranceConnectOperations<S, C>;

/**
 * Client d'API Particulier. `S` : les scopes connus du jeton ; `C` : les paramètres de contexte donnés au client.
 */
export interface Particulier<S extends string = string, C extends string = never>
  extends ParticulierOperations<S, C> {
  /**
   * Le même client pour un citoyen connecté avec FranceConnect, le temps de son jeton d'accès (60 secondes).
   * Les opérations `…/france_connect` n'acceptent pas le jeton d'habilitation.
   */
  withFranceConnect<const T extends string = string>(
    consent: string | FranceConnectConsent<T>,
  ): ParticulierFranceConnect<T, C>;
  /**
   * Le même client pour une autre administration : jeton, quotas et connexions restent communs.
   *
   * @example
   * ```ts
   * const commune = particulier.forRecipient('21920023500014');
   * const { data } = await commune.withFranceConnect('jeanne-roux').dss.quotientFamilial.franceConnect();
   * console.log(data.quotient_familial?.valeur); // 650
   * ```
   */
  forRecipient<O extends RecipientContext = Record<never, never>>(
    recipient: string,
    context?: Settings<RecipientContext, O>,
  ): Particulier<S, C | 'recipient' | Given<O>>;
}

/**
 * Crée un client d'API Particulier. Ce qui n'est pas donné est lu dans l'environnement : `API_PARTICULIER_TOKEN`,
 * `API_PARTICULIER_ENV` (`production` ou `staging`), `API_PARTICULIER_BASE_URL`.
 *
 * @example
 * ```ts
 * import { createParticulier } from '@apigouv/particulier';
 *
 * const particulier = createParticulier({ recipient: '13002526500013' });
 * ```
 */
export function createParticulier<O extends ParticulierOptions = Record<never, never>>(
  options?: Settings<ParticulierOptions, O>,
): Particulier<ScopesOf<O>, Given<O>> {
  return createClient(definition, options) as Particulier<ScopesOf<O>, Given<O>>;
}

/** Le même client avec d'autres valeurs de contexte : quotas et connexions restent communs. */
export function withContext<T extends object>(client: T, context: Partial<ParticulierContext>): T {
  return withAnyContext(client, context);
}

// What a user of this package alone needs of core: pnpm does not resolve what a project has not installed by name.
export {
  ApiError,
  type ApiErrorFields,
  ApigouvError,
  type ApiResponse,
  type AuditEvent,
  type Auth,
  AuthenticationError,
  type Call,
  type CallOptions,
  type ClientOptions,
  type CommonKind,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  type ConnectionProblem,
  type ErrorFields,
  type ErrorKind,
  type Failures,
  type FranceConnectGrant,
  GoneError,
  type InvalidParameter,
  InvalidParameterError,
  InvalidRequestError,
  InvalidResponseError,
  LegallyUnavailableError,
  LoginAgainError,
  NotDeliverableError,
  NotEligibleError,
  NotFoundError,
  NotRecognisedError,
  NotUpToDateError,
  type PartialDate,
  PermissionError,
  type Problem,
  type ProblemField,
  type ProblemOptions,
  type ProblemResponse,
  ProviderDownError,
  ProviderMaintenanceError,
  partialDate,
  QuotaError,
  type QuotaOptions,
  type RateLimit,
  type Result,
  type Retry,
  result,
  type ServerError,
  SeveralFoundError,
  type Success,
  TimeoutError,
  type Timeouts,
  toProblem,
} from '@apigouv/core';
export {
  type DateNaissance,
  dateNaissance,
  type IdentiteFranceConnect,
  type IdentiteOptions,
  type IdentitePivot,
  toIdentite,
} from '@apigouv/core/identite';
export type { CodeErreur, CodesParOperation } from './generated/errors.ts';
export type * from './generated/masks.ts';
export type * from './generated/operations.ts';
export type * from './generated/types.ts';
export { quotientOfMonth } from './quotient.ts';
