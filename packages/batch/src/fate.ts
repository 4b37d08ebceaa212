import { ApigouvError, type ErrorKind, type QuotaError } from '@apigouv/core';
import type { Pause } from './options.ts';

/** What a call's error means for its line, and for the others. */
export type Fate =
  | { kind: 'refused'; code: string }
  /** Its own turn comes later: when it was told so, or when its failures say; `closedMs`: so does that of the others of its group. */
  | { kind: 'later'; code: string; ms?: number; isOutage: boolean; closedMs?: number }
  | { kind: 'paused'; code: string; reason: Pause['reason'] }
  /** Nothing may be sent for so long; the line did not fail. */
  | { kind: 'held'; ms: number };

/** Nobody's data is wrong: somebody has something to set right, and every other line would fail alike. */
const PAUSING: ReadonlySet<ErrorKind> = new Set(['authentication', 'permission', 'configuration']);

/** Not about this line: the others would fail too. */
const OUTAGES: ReadonlySet<ErrorKind> = new Set([
  'provider-down',
  'maintenance',
  'connection',
  'timeout',
  'server',
  'invalid-response',
]);

const SHORTEST_HOLD_MS = 1_000;

/** Undefined for what is no error of a client: the caller's own function failed. */
export function fateOf(error: unknown): Fate | undefined {
  if (!(error instanceof ApigouvError)) return undefined;
  const { kind, retry, retryAfter } = error;
  const code = codeOf(error);
  const ms = retryAfter === undefined ? undefined : retryAfter * 1000;
  if (kind === 'quota') return { kind: 'held', ms: Math.max(SHORTEST_HOLD_MS, ms ?? 0) };
  if (PAUSING.has(kind)) return { kind: 'paused', code, reason: kind as Pause['reason'] };
  // A certificate or a proxy that refuses says nothing of the line.
  if (kind === 'connection' && retry === 'never') return { kind: 'paused', code, reason: kind };
  if (retry === 'never') return { kind: 'refused', code };
  const told = retry === 'later' ? ms : undefined;
  return {
    kind: 'later',
    code,
    isOutage: OUTAGES.has(kind),
    ...(told !== undefined && { ms: told }),
    // Any other delay may be this line's alone: Urssaf looks at a firm's file for two days.
    ...(told !== undefined && kind === 'maintenance' && { closedMs: told }),
  };
}

/** The API's code, or what kind of error it is. */
const codeOf = (error: ApigouvError): string => (error as Partial<QuotaError>).code ?? error.kind;
