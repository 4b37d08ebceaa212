import { ApigouvError, type CallOptions, InvalidResponseError, TimeoutError } from '@apigouv/core';
import { LONGEST_TIMER_MS, sleep } from '@apigouv/core/internal';
import { type AnswerWithDocument, after, type PieceDocument, withOrigin } from '../documents/link.ts';
import { ASK, type EntrepriseClient, type Firm, type PieceData, type PieceName } from './pieces.ts';
import { isAboutThePiece, missing, pauseAfter } from './policy.ts';
import type { ObtainedPiece, PieceResult } from './results.ts';

/** What all the pieces of a file share. */
export interface Inquiry {
  readonly client: EntrepriseClient;
  readonly firm: Firm;
  /** How their calls take their turn in the quota. */
  readonly turn: Pick<CallOptions, 'priority' | 'share'>;
  /** Moment (performance.now) after which nothing is worth asking. */
  readonly deadline: number;
  /** How long the whole file may take, in milliseconds. */
  readonly timeout: number;
}

/** Asks for a piece until it is obtained, or until there is nothing to hope for in time. */
export async function obtain<K extends PieceName>(
  inquiry: Inquiry,
  piece: K,
  signal: AbortSignal,
): Promise<PieceResult<K>> {
  for (let round = 1; ; round++) {
    const answer = await ask(inquiry, piece, signal);
    if (!(answer instanceof ApigouvError)) return answer as PieceResult<K>;
    const pause = pauseAfter(answer, round);
    if (pause === undefined || performance.now() + pause >= inquiry.deadline)
      return missing(piece, inquiry.firm.siret, answer) as PieceResult<K>;
    await sleep(pause, signal);
  }
}

async function ask<K extends PieceName>(
  inquiry: Inquiry,
  piece: K,
  signal: AbortSignal,
): Promise<ObtainedPiece<K> | ApigouvError> {
  const { client, firm, turn, deadline, timeout } = inquiry;
  const left = deadline - performance.now();
  const operation = `dossier, pièce ${piece}`;
  const late = () => new TimeoutError(operation, 'total', timeout);
  if (left <= 0) return late();
  try {
    const { data } = await ASK[piece](client, firm, {
      ...turn,
      signal,
      timeout: { total: Math.min(Math.max(left, 1), LONGEST_TIMER_MS) },
    });
    if (typeof data !== 'object' || !data) return new InvalidResponseError(operation, 200, 'donnée absente');
    return withDocument(inquiry, {
      piece,
      siret: firm.siret,
      status: 'obtained',
      data: data as PieceData[K],
      obtainedAt: new Date().toISOString(),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!isAboutThePiece(error)) throw error;
    return error instanceof TimeoutError && error.phase === 'total' ? late() : error;
  }
}

interface DocumentFields {
  document_url?: string | null;
  document_url_expires_in?: number | null;
  /** CIBTP's name for the same duration. */
  expires_in?: number | null;
}

/** Again for a result given back, which may come from a file: its document has lost what renews it. */
export function withDocument<K extends PieceName>(
  { client, firm }: Pick<Inquiry, 'client' | 'firm'>,
  obtained: ObtainedPiece<K>,
): ObtainedPiece<K> {
  const { document_url: url, document_url_expires_in, expires_in } = obtained.data as DocumentFields;
  if (!url) return obtained;
  const lifetime = document_url_expires_in ?? expires_in;
  const document: PieceDocument = { url };
  const expiresAt = lifetime && after(obtained.obtainedAt, lifetime);
  if (expiresAt) document.expiresAt = expiresAt;
  const renew = () =>
    ASK[obtained.piece](client, firm, { cache: 'no-cache' }) as unknown as Promise<AnswerWithDocument>;
  return { ...obtained, document: withOrigin(document, { client, renew }) };
}
