/**
 * Client d'API Entreprise : les données et documents que l'administration détient déjà sur une entreprise ou une association.
 *
 * @packageDocumentation
 */
import type { ClientOptions } from '@apigouv/core';
import { type ContextKeysOf, createClient, type Settings, withRecipients } from '@apigouv/core/internal';
import type { EntrepriseOperations, EntrepriseStagingOperations } from './generated/operations.ts';
import { definition } from './generated/routes.ts';

/** Ce que chaque appel dit de lui-même ; donné au client, il n'est plus à répéter. */
export interface RecipientContext {
  /** Cadre de la demande : marché public, aide, contrôle… */
  context?: string;
  /** Raison de l'appel, ou identifiant du dossier dans votre logiciel ; moins de 50 caractères. */
  object?: string;
  /** Identifiant de la délégation, pour le jeton d'un éditeur qui en a plusieurs vers le même destinataire. */
  delegationId?: string;
}

/** Réglages de {@link createEntreprise}. */
export interface EntrepriseOptions extends Omit<ClientOptions, 'scopes'>, RecipientContext {
  /** SIRET de l'administration qui reçoit les données. */
  recipient?: string;
}

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
  forRecipient<const O extends RecipientContext = Record<never, never>>(
    recipient: string,
    context?: O & RecipientContext,
  ): Entreprise<C | 'recipient' | ContextKeysOf<O>>;
}

/** Client du bac à sable : il a aussi les opérations qui n'existent pas encore en production. */
export interface EntrepriseStaging<C extends string = never>
  extends EntrepriseOperations<string, C>,
    EntrepriseStagingOperations<string, C> {
  /** Le même client pour une autre administration : jeton, quotas et connexions restent communs. */
  forRecipient<const O extends RecipientContext = Record<never, never>>(
    recipient: string,
    context?: O & RecipientContext,
  ): EntrepriseStaging<C | 'recipient' | ContextKeysOf<O>>;
}

/** Le client que rend {@link createEntreprise} : celui du bac à sable quand `environment` vaut `staging`. */
export type EntrepriseOf<O> = O extends { environment: 'staging' }
  ? EntrepriseStaging<ContextKeysOf<O>>
  : Entreprise<ContextKeysOf<O>>;

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
export function createEntreprise<const O extends EntrepriseOptions = Record<never, never>>(
  options?: Settings<O, EntrepriseOptions>,
): EntrepriseOf<O> {
  return withRecipients(createClient(definition, options)) as EntrepriseOf<O>;
}

// What a user of this package alone needs of core: pnpm does not resolve what a project has not installed by name.
export {
  ApiError,
  type ApiErrorFields,
  type ApiErrorItem,
  ApigouvError,
  type ApiResponse,
  type AuditEvent,
  type Auth,
  AuthenticationError,
  type CallOptions,
  type ClientOptions,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  type ErrorFields,
  type ErrorKind,
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
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  type QuotaOptions,
  type RateLimit,
  type Retry,
  SeveralFoundError,
  TimeoutError,
  type Timeouts,
  withContext,
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
