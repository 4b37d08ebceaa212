import {
  ApiError,
  ApigouvError,
  ConfigurationError,
  type ErrorKind,
  InvalidParameterError,
  type Retry,
} from '@apigouv/core';
import { after } from '../documents/link.ts';
import type { PieceName } from './pieces.ts';
import type { MissingPiece, MissingPieceStatus } from './results.ts';

interface Rule {
  status: MissingPieceStatus;
  kinds?: readonly ErrorKind[];
  codes?: RegExp;
  retry?: Retry;
}

/** What an error says of a piece; the first rule that holds is followed. */
const RULES: readonly Rule[] = [
  { status: 'not-held', kinds: ['not-found', 'not-recognised', 'gone'] },
  // The firm is known, and its answer is no.
  { status: 'refused', kinds: ['not-up-to-date', 'not-eligible'] },
  { status: 'refused', kinds: ['not-deliverable'], retry: 'never' },
  { status: 'legally-closed', kinds: ['legally-unavailable'] },
  { status: 'not-allowed', kinds: ['permission'] },
  // Urssaf is still looking at the firm's file: the answer will come.
  { status: 'later', kinds: ['provider-down'], codes: /^04502$/ },
  // Codes above 500 are the provider's own decisions.
  { status: 'refused', kinds: ['provider-down'], codes: /^\d\d5\d\d$/, retry: 'never' },
  { status: 'provider-down', kinds: ['provider-down', 'maintenance'] },
  { status: 'failed', retry: 'never' },
];

function statusOf(error: ApigouvError): MissingPieceStatus {
  const code = (error instanceof ApiError && error.code) || '';
  const rule = RULES.find(
    ({ kinds, codes, retry }) =>
      (kinds?.includes(error.kind) ?? true) &&
      (codes?.test(code) ?? true) &&
      (retry === undefined || retry === error.retry),
  );
  return rule?.status ?? 'later';
}

// After the client's own retries: an outage of a few seconds should not cost a piece.
const ROUNDS = 4;
const FIRST_PAUSE = 1000;

/** How long to wait before a piece is asked for again, in milliseconds; undefined when it is not. */
export function pauseAfter({ retry, retryAfter = 0 }: ApigouvError, round: number): number | undefined {
  if (retry !== 'now' || round === ROUNDS) return undefined;
  return retryAfter * 1000 + FIRST_PAUSE * 2 ** (round - 1) * Math.random();
}

/** Errors that another piece would meet too stop the whole file. */
export const isAboutThePiece = (error: unknown): error is ApigouvError =>
  error instanceof ApigouvError &&
  !(error instanceof ConfigurationError || error instanceof InvalidParameterError);

export function missing<K extends PieceName>(piece: K, siret: string, error: ApigouvError): MissingPiece<K> {
  const { userMessage, retryAfter } = error;
  const retryAt = retryAfter === undefined ? undefined : after(Date.now(), retryAfter);
  return {
    piece,
    siret,
    status: statusOf(error),
    error,
    userMessage,
    ...(retryAt ? { retryAt } : {}),
  };
}
