/**
 * Client d'API Entreprise : les données et documents que l'administration détient déjà sur une entreprise ou une association.
 *
 * @packageDocumentation
 */
import { type ClientOptions, withContext as withAnyContext } from '@apigouv/core';
import { type ContextKeysOf, createClient, type Settings } from '@apigouv/core/internal';
import type { EntrepriseOperations, EntrepriseStagingOperations } from './generated/operations.ts';
import { definition } from './generated/routes.ts';
import type { EntrepriseContext, QuotaGroup } from './generated/types.ts';

/** Réglages de {@link createEntreprise}. */
export interface EntrepriseOptions extends ClientOptions<QuotaGroup>, Partial<EntrepriseContext> {}

/** Ce que {@link Entreprise.forRecipient} peut donner avec le destinataire : le reste du contexte. */
export type RecipientContext = Partial<Omit<EntrepriseContext, 'recipient'>>;

type Given<O> = ContextKeysOf<O, keyof EntrepriseContext>;

/** Client d'API Entreprise. `C` : les paramètres de contexte donnés au client. */
export interface Entreprise<C extends string = never> extends EntrepriseOperations<string, C> {
  /**
   * Le même client pour une autre administration : jeton, quotas et connexions restent communs.
   *
   * @example
   * ```ts
   * const mairie = entreprise.forRecipient('13002526500013', { context: 'Marché public', object: 'Marché 2026-127' });
   * const { data } = await mairie.insee.uniteLegale({ siren: '552049447' });
   * console.log(data.etat_administratif); // A
   * ```
   */
  forRecipient<O extends RecipientContext = Record<never, never>>(
    recipient: string,
    context?: Settings<RecipientContext, O>,
  ): Entreprise<C | 'recipient' | Given<O>>;
}

/** Client du bac à sable : il a aussi les opérations qui n'existent pas encore en production. */
export interface EntrepriseStaging<C extends string = never>
  extends EntrepriseOperations<string, C>,
    EntrepriseStagingOperations<string, C> {
  /** Le même client pour une autre administration : jeton, quotas et connexions restent communs. */
  forRecipient<O extends RecipientContext = Record<never, never>>(
    recipient: string,
    context?: Settings<RecipientContext, O>,
  ): EntrepriseStaging<C | 'recipient' | Given<O>>;
}

/** Le client que rend {@link createEntreprise} : celui du bac à sable quand `environment` vaut `staging`. */
export type EntrepriseOf<O> = O extends { environment: 'staging' }
  ? EntrepriseStaging<Given<O>>
  : Entreprise<Given<O>>;

/**
 * Crée un client d'API Entreprise. Ce qui n'est pas donné est lu dans l'environnement : `API_ENTREPRISE_TOKEN`,
 * `API_ENTREPRISE_ENV` (`production` ou `staging`), `API_ENTREPRISE_BASE_URL`.
 *
 * @example
 * ```ts
 * import { createEntreprise } from '@apigouv/entreprise';
 *
 * const entreprise = createEntreprise({ recipient: '13002526500013', context: 'Marché public', object: 'Marché 2026-127' });
 * ```
 */
export function createEntreprise<O extends EntrepriseOptions = Record<never, never>>(
  options?: Settings<EntrepriseOptions, O>,
): EntrepriseOf<O> {
  return createClient(definition, options) as EntrepriseOf<O>;
}

/** Le même client avec d'autres valeurs de contexte : quotas et connexions restent communs. */
export function withContext<T extends object>(client: T, context: Partial<EntrepriseContext>): T {
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
  type DocumentOptions,
  type DownloadedDocument,
  downloadDocument,
} from './documents/download.ts';
export { DocumentError, type DocumentProblem } from './documents/error.ts';
export type {
  AnswerWithDocument,
  DocumentLink,
  DocumentSource,
  PieceDocument,
  PieceWithDocument,
} from './documents/link.ts';
export { type Dossier, type DossierOptions, dossier } from './dossier/dossier.ts';
export {
  type EntrepriseClient,
  type PieceData,
  type PieceName,
  piecesAide,
  piecesMarchePublic,
  type WithWholeContext,
} from './dossier/pieces.ts';
export type {
  MissingPiece,
  MissingPieceStatus,
  ObtainedPiece,
  PieceResult,
} from './dossier/results.ts';
export type { CodeErreur, CodesParOperation } from './generated/errors.ts';
export type * from './generated/operations.ts';
export type * from './generated/types.ts';
export { dgfipDecimal } from './values.ts';
