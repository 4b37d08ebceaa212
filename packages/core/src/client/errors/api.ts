import { ApigouvError, type ErrorFields } from './base.ts';
import type { InvalidParameter } from './local.ts';

/** Ce que le serveur a écrit d'une erreur, mot pour mot : rien n'y est vérifié, et une personne peut y être nommée. */
export interface ServerError {
  /** Code à cinq chiffres ; vide quand il n'y en a pas. */
  code: string;
  /** Titre ; vide quand il n'y en a pas. */
  title: string;
  /** Explication ; vide quand il n'y en a pas. */
  detail: string;
  /** Paramètre en cause, tel que le serveur le nomme ; vide quand il ne le dit pas. */
  parameter: string;
  /** Le reste : nom du fournisseur, son propre code, son message, `provider_errors`… */
  meta: Readonly<Record<string, unknown>>;
}

/** Ce que porte une erreur venue de l'API. */
export interface ApiErrorFields extends ErrorFields {
  /** Statut HTTP ; celui qu’aurait donné le serveur quand rien n’a été envoyé. */
  httpStatus: number;
  /** Premier code d'erreur, cinq chiffres ; absent quand la réponse n'en porte pas. */
  code?: string | undefined;
  /** Tous les codes de la réponse. */
  codes: readonly string[];
  /** Paramètres que l'API refuse ; absent quand le refus porte sur autre chose. */
  parameters?: readonly InvalidParameter[];
  /** Fournisseur qui a répondu, d'après le code ; absent quand la plateforme a refusé d'elle-même. */
  provider?: string | undefined;
  /** Identifiant de la requête, à donner au support. */
  requestId?: string | undefined;
  /** Faux quand le refus vient du client lui-même, rien n'ayant été envoyé. */
  sent: boolean;
}

/** Refus ou échec annoncé par l'API. */
export class ApiError extends ApigouvError<ApiErrorFields> implements ApiErrorFields {
  static override readonly type: string = 'ApiError';
  /** Statut HTTP. */
  declare readonly httpStatus: number;
  /** Premier code d'erreur, cinq chiffres ; absent quand la réponse n'en porte pas. */
  declare readonly code?: string;
  /** Tous les codes de la réponse. */
  declare readonly codes: readonly string[];
  /** Fournisseur qui a répondu, d'après le code ; absent quand la plateforme a refusé d'elle-même. */
  declare readonly provider?: string;
  /** Identifiant de la requête, à donner au support. */
  declare readonly requestId?: string;
  /** Faux quand le refus vient du client lui-même : rien n'a été envoyé. */
  declare readonly sent: boolean;
  // Private: no JSON, no inspection, no clone shows it.
  readonly #server: readonly ServerError[];

  constructor(message: string, fields: ApiErrorFields, server: readonly ServerError[] = [], cause?: unknown) {
    super(message, fields, cause);
    this.#server = server;
  }

  /**
   * Ce que le serveur a écrit, une entrée par erreur ; aucun journal ne le montre de lui-même. Les valeurs de l'appel y sont masquées autant
   * qu'il se peut : une donnée personnelle peut y rester, ne l'écrivez nulle part sans l'avoir lue.
   */
  get server(): readonly ServerError[] {
    return this.#server;
  }
}

/** 401 : jeton absent, inconnu, expiré ou révoqué. */
export class AuthenticationError extends ApiError {
  static override readonly type: string = 'AuthenticationError';
}
/** Client d'un citoyen, 401 ou code XX564 : sa connexion FranceConnect a expiré ou ne suffit pas, il doit se reconnecter. */
export class LoginAgainError extends AuthenticationError {
  static override readonly type = 'LoginAgainError';
}
/** 403 : le jeton n'ouvre pas cette opération. */
export class PermissionError extends ApiError {
  static override readonly type = 'PermissionError';
}
/** 404 écrit par l'API : la personne ou l'entité est connue, mais le fournisseur n'a pas de dossier pour elle. */
export class NotFoundError extends ApiError {
  static override readonly type: string = 'NotFoundError';
}
/** 422, code XX560 : le fournisseur ne reconnaît pas cette personne ; essayer un état civil plus complet. */
export class NotRecognisedError extends NotFoundError {
  static override readonly type = 'NotRecognisedError';
}
/** 404, code 37003 : la famille est connue, et n'a pas droit à cette prestation. C'est une réponse, pas une absence. */
export class NotEligibleError extends NotFoundError {
  static override readonly type = 'NotEligibleError';
}
/** 404, code 38422 : l'entreprise est connue, et n'est pas à jour de ses cotisations. C'est une réponse, pas une absence. */
export class NotUpToDateError extends NotFoundError {
  static override readonly type = 'NotUpToDateError';
}
/** 409, code 00015 : un appel identique est resté en cours pendant tout le délai. */
export class ConflictError extends ApiError {
  static override readonly type = 'ConflictError';
}
/** 409, code XX015, ou 422, code XX563 : plusieurs personnes correspondent ; préciser l'identité. */
export class SeveralFoundError extends ApiError {
  static override readonly type = 'SeveralFoundError';
}
/** 400 ou 422 : refusé par l'API ; voir `parameters`. Réglage du logiciel plutôt que saisie quand `kind` vaut `configuration`. */
export class InvalidRequestError extends ApiError {
  static override readonly type = 'InvalidRequestError';
  /** Paramètres en cause, quand leur nom est connu. */
  declare readonly parameters?: readonly InvalidParameter[];
}
/** 451 : la loi interdit de transmettre cette donnée. */
export class LegallyUnavailableError extends ApiError {
  static override readonly type = 'LegallyUnavailableError';
}
/** 410 : opération retirée pour de bon. */
export class GoneError extends ApiError {
  static override readonly type = 'GoneError';
}
/** 429, ou attente trop longue pour respecter le quota : rien de plus n'est envoyé. */
export class QuotaError extends ApiError {
  static override readonly type = 'QuotaError';
}
/** Le fournisseur est en panne ou injoignable. */
export class ProviderDownError extends ApiError {
  static override readonly type: string = 'ProviderDownError';
}
/** Le fournisseur a répondu qu'il ne délivrera pas la donnée, ou pas avant `retryAfter` : dossier à l'étude, hors périmètre… */
export class NotDeliverableError extends ProviderDownError {
  static override readonly type = 'NotDeliverableError';
}
/** Le fournisseur est en maintenance ; `retryAfter` dit jusqu'à quand. */
export class ProviderMaintenanceError extends ApiError {
  static override readonly type = 'ProviderMaintenanceError';
}
