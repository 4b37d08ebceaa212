/** From what a server answered to the typed error, by the table of situations. */
import type { ApiError, ApiErrorItem } from './api.ts';
import type { ErrorKind, Retry } from './base.ts';
import { INVALID, LONGEST_WAIT, PASSING, SITUATIONS, type Situation } from './situations.ts';

/** What `status` and `code` (empty when there is none) mean. */
export function situationOf(status: number, code: string): Situation {
  const found = SITUATIONS.find(
    ({ statuses, statusFrom = 0, codes, codeEnds = '' }) =>
      (!statuses || statuses.includes(status)) &&
      status >= statusFrom &&
      (!codes || codes.includes(code)) &&
      code.endsWith(codeEnds),
  );
  return found ?? INVALID;
}

/** A failure says by its delay, else by its code, whether asking again is of use. */
function retryOf(kind: ErrorKind, status: number, code: string, retryAfter: number | undefined): Retry {
  if (retryAfter !== undefined) return retryAfter > LONGEST_WAIT ? 'later' : 'now';
  if (kind === 'maintenance') return 'later';
  if (code) return PASSING.test(code) ? 'now' : 'never';
  // A proxy's own 502, 503 or 504 carries no code.
  return status > 501 ? 'now' : 'never';
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
  const { Class, kind, what, userMessage, retry = 'never' } = situationOf(meaning, code);
  const retryAfter = waitAsked ?? first?.retryIn;
  const where = [operation, status && `HTTP ${status}`, code && `code ${code}`, first?.provider]
    .filter(Boolean)
    .join(', ');
  const parameters = [...new Set(errors.map(({ parameter }) => parameter).filter(Boolean))].join(', ');
  const detail = first?.title ? ` ${first.title}.` : '';
  return new Class(`${what}${parameters ? ` : ${parameters}` : ''} (${where}).${detail}`, {
    kind,
    userMessage,
    retry: retry === 'by-code' ? retryOf(kind, meaning, code, retryAfter) : retry,
    retryAfter,
    operation,
    httpStatus: status,
    code: code || undefined,
    errors,
    provider: first?.provider,
    requestId,
    sent,
  });
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
