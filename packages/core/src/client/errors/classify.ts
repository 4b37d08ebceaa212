/** From an HTTP status and a code to the error class, its sentences and whether to try again. */
import {
  ApiError,
  type ApiErrorItem,
  AuthenticationError,
  ConflictError,
  GoneError,
  InvalidRequestError,
  LegallyUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  SeveralFoundError,
} from './api.ts';
import type { ErrorKind, Retry } from './base.ts';

type Situation = readonly [Class: typeof ApiError, kind: ErrorKind, what: string, user: string];

const SOON = 'Réessayez dans quelques minutes.';
const ADMIN = 'Prévenez votre administrateur.';

const AUTHENTICATION: Situation = [
  AuthenticationError,
  'authentication',
  'Jeton refusé : vérifiez sa valeur, sa date et son environnement',
  `Le logiciel n'est plus autorisé à interroger ce service. ${ADMIN}`,
];
const PERMISSION: Situation = [
  PermissionError,
  'permission',
  "Le jeton n'ouvre pas cette opération : demandez le scope sur DataPass",
  `Le logiciel n'a pas le droit de demander cette donnée. ${ADMIN}`,
];
const NOT_FOUND: Situation = [
  NotFoundError,
  'not-found',
  'Rien ne correspond chez le fournisseur',
  "Aucun dossier trouvé : vérifiez la saisie, ou demandez un justificatif à l'usager.",
];
const LOCKED: Situation = [
  ConflictError,
  'locked',
  'Un appel identique est en cours',
  `La même demande est déjà en cours. ${SOON}`,
];
const SEVERAL: Situation = [
  SeveralFoundError,
  'several-found',
  "Plusieurs personnes correspondent : précisez l'identité",
  "Plusieurs personnes correspondent : précisez l'état civil.",
];
const INVALID: Situation = [
  InvalidRequestError,
  'invalid',
  "Paramètre refusé par l'API",
  'Une information saisie est refusée : vérifiez-la.',
];
const LEGAL: Situation = [
  LegallyUnavailableError,
  'legally-unavailable',
  'La loi interdit de transmettre cette donnée',
  "Cette donnée ne peut pas être transmise : demandez un justificatif à l'usager.",
];
const GONE: Situation = [
  GoneError,
  'gone',
  'Opération retirée pour de bon : voyez celle qui la remplace',
  `Ce service n'existe plus. ${ADMIN}`,
];
const QUOTA: Situation = [
  QuotaError,
  'quota',
  "Quota d'appels atteint : attendez avant tout nouvel essai",
  `Trop de demandes à la fois. ${SOON}`,
];
const PROVIDER: Situation = [
  ProviderDownError,
  'provider-down',
  'Le fournisseur de la donnée est en défaut',
  `Le fournisseur de la donnée est indisponible. ${SOON}`,
];
const MAINTENANCE: Situation = [
  ProviderMaintenanceError,
  'maintenance',
  'Le fournisseur de la donnée est en maintenance',
  'Le fournisseur de la donnée est en maintenance. Réessayez plus tard.',
];
const SERVER: Situation = [ApiError, 'server', "Erreur de l'API", `Le service est en erreur. ${SOON}`];

const BY_STATUS: Record<number, Situation> = {
  400: INVALID,
  401: AUTHENTICATION,
  403: PERMISSION,
  404: NOT_FOUND,
  410: GONE,
  422: INVALID,
  429: QUOTA,
  451: LEGAL,
  502: PROVIDER,
  503: PROVIDER,
  504: PROVIDER,
};

/** Waits longer than this are the caller's to plan, not ours to sleep. */
export const LONGEST_WAIT = 30;

// Kinds (last three digits) and platform codes that pass by themselves.
const PASSING = /^(\d\d(000|001|002|004|008|011|052|053)|0050[12])$/;

function situationOf(status: number, code: string): Situation {
  if (status === 409) return code && code !== '00015' ? SEVERAL : LOCKED;
  if (status >= 500 && code.endsWith('020')) return MAINTENANCE;
  return BY_STATUS[status] ?? (status < 500 ? INVALID : SERVER);
}

function retryOf(status: number, code: string, retryAfter: number | undefined): Retry {
  if (status === 429 || status === 409)
    return status === 429 || code === '00015' || !code ? 'later' : 'never';
  if (status < 500) return 'never';
  if (retryAfter !== undefined) return retryAfter > LONGEST_WAIT ? 'later' : 'now';
  if (code.endsWith('020')) return 'later';
  // A proxy's own 502, 503 or 504 carries no code.
  return code ? (PASSING.test(code) ? 'now' : 'never') : status === 500 || status === 501 ? 'never' : 'now';
}

interface Circumstances {
  /** `Retry-After`, in seconds. */
  retryAfter?: number | undefined;
  requestId?: string | undefined;
  /** The status whose usual meaning this one has here. */
  meaning?: number | undefined;
  /** False when nothing was sent. */
  sent?: boolean;
}

/** The typed error for a refusal. */
export function toApiError(
  operation: string,
  status: number,
  errors: ApiErrorItem[],
  { retryAfter: waitAsked, requestId, meaning = status, sent = true }: Circumstances = {},
): ApiError {
  const [first] = errors;
  const code = first?.code ?? '';
  const [Class, kind, what, userMessage] = situationOf(meaning, code);
  const retryAfter = waitAsked ?? first?.retryIn;
  const where = [operation, status && `HTTP ${status}`, code && `code ${code}`, first?.provider]
    .filter(Boolean)
    .join(', ');
  const parameters = [...new Set(errors.map(({ parameter }) => parameter).filter(Boolean))].join(', ');
  const detail = first?.title ? ` ${first.title}.` : '';
  return new Class(`${what}${parameters ? ` : ${parameters}` : ''} (${where}).${detail}`, {
    kind,
    userMessage,
    retry: retryOf(meaning, code, retryAfter),
    retryAfter,
    operation,
    httpStatus: status,
    code: code || undefined,
    errors,
    provider: first?.provider,
    requestId,
    sent,
  } as never);
}

/** The quota would be broken, or the wait is longer than the caller allows: nothing is sent. */
export function quotaError(operation: string, retryAfter: number): ApiError {
  return toApiError(operation, 429, [], { retryAfter, sent: false });
}

/** The operation is retired: nothing is sent. */
export function goneError(operation: string, replacedBy: string | undefined): ApiError {
  const errors = replacedBy ? [{ code: '', title: `Remplacée par ${replacedBy}`, detail: '' }] : [];
  return toApiError(operation, 410, errors, { sent: false });
}
