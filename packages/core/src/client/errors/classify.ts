/** From what a server answered to the typed error, by the table of situations. */
import { type ApiError, InvalidRequestError, QuotaError } from './api.ts';
import type { ApigouvError, Retry } from './base.ts';
import { type InvalidParameter, InvalidResponseError } from './local.ts';
import type { Refusal } from './read.ts';
import { LONGEST_WAIT, PASSING, SITUATIONS, type Situation } from './situations.ts';

/** Where a refusal was met. */
interface Place {
  operation: string;
  /** The client speaks for a citizen. */
  citizen?: boolean | undefined;
  /** The body holds an error that can be read. */
  written?: boolean;
}

/** What `status` and `code` (empty when there is none) mean. */
export function situationOf(
  status: number,
  code: string,
  { operation, citizen = false, written = true }: Place,
): Situation {
  const found = SITUATIONS.find((situation) => {
    const codes = situation.on[status] ?? situation.on[Math.trunc(status / 100)];
    return (
      codes &&
      (codes.length === 0 || codes.some((end) => (end ? code.endsWith(end) : !code))) &&
      (situation.operations?.test(operation) ?? true) &&
      (citizen || !situation.citizen) &&
      (written || !situation.written)
    );
  });
  return found ?? (SITUATIONS.at(-1) as Situation);
}

/** A failure says by its delay, else by its code, whether asking again is of use. */
function retryOf(
  { retry = 'never', kind }: Situation,
  status: number,
  code: string,
  retryAfter: number | undefined,
): Retry {
  if (retry === 'when-told') return retryAfter === undefined ? 'never' : 'later';
  if (retry !== 'by-code') return retry;
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
  citizen?: boolean | undefined;
  /** Who refused, by our own table. */
  provider?: string | undefined;
  /** Parameters that the refusal is about, as TypeScript names them. */
  parameters?: readonly string[];
  /** What replaces a retired operation. */
  replacedBy?: string | undefined;
}

/** The typed error for an answer that refuses. */
export function toError(
  operation: string,
  status: number,
  refusals: readonly Refusal[],
  circumstances?: Circumstances,
): ApigouvError {
  // A wrong address says nothing of the person asked about.
  if (status === 404 && !isWritten(refusals))
    return new InvalidResponseError(operation, status, "l'API n'a pas écrit ce refus, vérifiez l'adresse");
  return toApiError(operation, status, refusals, circumstances);
}

const isWritten = (refusals: readonly Refusal[]): boolean =>
  refusals.some(({ code, server }) => code || server.title || server.detail);

/** All that it shows comes from our own tables; what the server wrote is kept apart. */
function toApiError(
  operation: string,
  status: number,
  refusals: readonly Refusal[],
  circumstances: Circumstances = {},
): ApiError {
  const { retryAfter: waitAsked, meaning = status, sent = true, parameters = [] } = circumstances;
  const { citizen, provider, requestId, replacedBy } = circumstances;
  const codes = refusals.flatMap(({ code }) => code || []);
  const [code = ''] = codes;
  const situation = situationOf(meaning, code, { operation, citizen, written: isWritten(refusals) });
  const { Class, kind, userMessage, what = userMessage } = situation;
  const retryAfter = waitAsked ?? refusals[0]?.retryIn;
  const where = [
    operation,
    status && `HTTP ${status}`,
    code && `code ${code}`,
    provider,
    replacedBy && `remplacée par ${replacedBy}`,
    parameters.length > 0 && `à corriger : ${parameters.join(', ')}`,
  ];
  return new Class(
    `${what} (${where.filter(Boolean).join(', ')})`,
    {
      kind,
      userMessage,
      retry: retryOf(situation, meaning, code, retryAfter),
      retryAfter,
      operation,
      httpStatus: status,
      code: code || undefined,
      codes,
      ...(Class === InvalidRequestError && { parameters: parameters.map(refused) }),
      provider,
      requestId,
      sent,
    },
    refusals.map(({ server }) => server),
  );
}

const refused = (parameter: string): InvalidParameter => ({ parameter, reason: "refusé par l'API" });

/** The turn of a call comes in `ms` milliseconds at the earliest, later than the caller allows: nothing is sent. */
export function quotaError(operation: string, ms: number): ApiError {
  const retryAfter = Math.max(1, Math.ceil(ms / 1000));
  const when = `dans ${inWords(retryAfter)}`;
  return new QuotaError(
    `Quota atteint (${operation}) : le tour de cet appel ne vient que ${when}. Rien n'a été envoyé.`,
    {
      kind: 'quota',
      userMessage: `Trop de demandes à la fois. Réessayez ${when}.`,
      retry: 'later',
      retryAfter,
      operation,
      httpStatus: 429,
      codes: [],
      sent: false,
    },
  );
}

const UNITS = [
  [5400, 3600, 'heure'],
  [90, 60, 'minute'],
  [0, 1, 'seconde'],
] as const;

function inWords(seconds: number): string {
  const [, size, name] = UNITS.find(([from]) => seconds >= from) ?? UNITS[2];
  const count = Math.ceil(seconds / size);
  return `${count} ${name}${count > 1 ? 's' : ''}`;
}

/** The operation is retired: nothing is sent. */
export function goneError(operation: string, replacedBy: string | undefined): ApiError {
  return toApiError(operation, 410, [], { replacedBy, sent: false });
}
