import { ApigouvError, type ErrorFields } from './base.ts';

/** Une erreur telle que l'API l'énonce ; un texte qui répétait une valeur de l'appel y est remplacé par `[masqué]`. */
export interface ApiErrorItem {
  /** Code à cinq chiffres : le fournisseur, puis la nature. */
  code: string;
  /** Titre, tel que le serveur le donne. */
  title: string;
  /** Explication du serveur ; vide quand il n’en donne pas. */
  detail: string;
  /** Paramètre en cause. */
  parameter?: string;
  /** Fournisseur en cause ; absent quand le serveur ne le dit pas. */
  provider?: string;
  /** Délai que le serveur annonce, en secondes. */
  retryIn?: number;
}

/** Ce que porte une erreur venue de l'API. */
export interface ApiErrorFields extends ErrorFields {
  /** Statut HTTP ; celui qu’aurait donné le serveur quand rien n’a été envoyé. */
  httpStatus: number;
  /** Premier code d'erreur, cinq chiffres ; absent quand la réponse n'en porte pas. */
  code?: string | undefined;
  /** Toutes les erreurs de la réponse. */
  errors: ApiErrorItem[];
  /** Fournisseur en cause. */
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
  /** Toutes les erreurs de la réponse. */
  declare readonly errors: ApiErrorItem[];
  /** Fournisseur en cause. */
  declare readonly provider?: string;
  /** Identifiant de la requête, à donner au support. */
  declare readonly requestId?: string;
  /** Faux quand le refus vient du client lui-même : rien n'a été envoyé. */
  declare readonly sent: boolean;
}

/** 401 : jeton absent, inconnu, expiré ou révoqué. */
export class AuthenticationError extends ApiError {
  static override readonly type = 'AuthenticationError';
}
/** 403 : le jeton n'ouvre pas cette opération. */
export class PermissionError extends ApiError {
  static override readonly type = 'PermissionError';
}
/** 404 : le fournisseur ne connaît pas cette personne ou cette entité. */
export class NotFoundError extends ApiError {
  static override readonly type = 'NotFoundError';
}
/** 409, code 00015 : un appel identique est resté en cours pendant tout le délai. */
export class ConflictError extends ApiError {
  static override readonly type = 'ConflictError';
}
/** 409, code XX015 : plusieurs personnes correspondent ; préciser l'identité. */
export class SeveralFoundError extends ApiError {
  static override readonly type = 'SeveralFoundError';
}
/** 400 ou 422 : paramètre refusé par l'API ; voir `errors[].parameter`. */
export class InvalidRequestError extends ApiError {
  static override readonly type = 'InvalidRequestError';
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
  static override readonly type = 'ProviderDownError';
}
/** Le fournisseur est en maintenance ; `retryAfter` dit jusqu'à quand. */
export class ProviderMaintenanceError extends ApiError {
  static override readonly type = 'ProviderMaintenanceError';
}
