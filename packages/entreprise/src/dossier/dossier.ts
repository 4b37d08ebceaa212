import {
  ApigouvError,
  type CallOptions,
  ConfigurationError,
  InvalidParameterError,
  TimeoutError,
} from '@apigouv/core';
import { siren as sirenIdentifier, siret as siretIdentifier } from '@apigouv/core/identifiers';
import type { AnswerWithDocument } from '../documents/link.ts';
import type { EntrepriseOperations } from '../generated/operations.ts';
import {
  ASK,
  type EntrepriseClient,
  type Firm,
  type PieceData,
  type PieceName,
  type WithWholeContext,
} from './pieces.ts';
import { isoIn, missing, type ObtainedPiece, type PieceResult } from './results.ts';

/** Réglages d'un dossier. */
export interface DossierOptions<K extends PieceName = PieceName> {
  /** Pièces à demander ; voir `piecesMarchePublic` et `piecesAide`. */
  pieces: readonly K[];
  /** Résultats d'un passage précédent pour la même entreprise : ce qui y est obtenu est repris, le reste redemandé. */
  previous?: Iterable<PieceResult>;
  /** Année des pièces annuelles (liasses, liens capitalistiques, effectifs) ; l'année dernière par défaut. */
  year?: number;
  /** Durée la plus longue du dossier, en millisecondes, attente des quotas comprise ; dix minutes par défaut. */
  timeout?: number;
  /** Pour abandonner : l'itération s'arrête par l'erreur d'annulation. */
  signal?: AbortSignal;
}

/** Dossier d'une entreprise : ses pièces, à lire une fois, dans l'ordre où elles arrivent. */
export interface Dossier<K extends PieceName = PieceName> extends AsyncIterable<PieceResult<K>> {
  /** Attend toutes les pièces et les rend par nom. */
  all(): Promise<{ [P in K]: PieceResult<P> }>;
}

/**
 * Réunit les pièces d'une entreprise. Toutes sont demandées d'un coup, dans les quotas du jeton, et chacune est rendue dès qu'elle
 * arrive. La panne d'un fournisseur n'en prive pas les autres : une pièce qui manque est un résultat, qui dit pourquoi.
 *
 * Rien n'est demandé avant la première lecture ; quitter la boucle abandonne ce qui reste.
 *
 * @throws `InvalidParameterError` et `ConfigurationError` : l'appel est à corriger, aucune pièce n'y changerait rien.
 * @example
 * ```ts
 * import { dossier, piecesMarchePublic } from '@apigouv/entreprise';
 *
 * const mairie = entreprise.forRecipient('21920023500014', { context: 'Marché public', object: 'Marché 2026-127' });
 * for await (const piece of dossier(mairie, '00000010900017', { pieces: piecesMarchePublic })) {
 *   if (piece.status === 'obtained') continue; // piece.data, piece.document
 *   console.log(piece.piece, piece.userMessage); // association …
 * }
 * ```
 */
export function dossier<const K extends PieceName, C extends string>(
  client: EntrepriseOperations<string, C> & WithWholeContext<C>,
  siret: string,
  options: DossierOptions<K>,
): Dossier<K> {
  const checked = siretIdentifier.parse(siret);
  const { year = new Date().getFullYear() - 1, previous = [] } = options;
  const firm = { siret: checked, siren: sirenIdentifier.parse(checked.slice(0, 9)), year };
  const kept = obtainedIn(previous, firm);
  const read = (): AsyncGenerator<PieceResult<K>, void, undefined> => run(client, firm, options, kept);
  return {
    [Symbol.asyncIterator]: read,
    async all() {
      const results: Record<string, PieceResult<K>> = {};
      for await (const result of read()) results[result.piece] = result;
      return results as { [P in K]: PieceResult<P> };
    },
  };
}

function obtainedIn(previous: Iterable<PieceResult>, { siret }: Firm): Map<PieceName, ObtainedPiece> {
  const kept = new Map<PieceName, ObtainedPiece>();
  for (const result of previous) {
    if (result.siret !== siret)
      throw new InvalidParameterError([{ parameter: 'previous', reason: "pièces d'une autre entreprise" }]);
    if (result.status === 'obtained') kept.set(result.piece, result);
  }
  return kept;
}

async function* run<K extends PieceName>(
  client: EntrepriseClient,
  firm: Firm,
  { pieces, timeout = 600_000, signal }: DossierOptions<K>,
  kept: ReadonlyMap<PieceName, ObtainedPiece>,
): AsyncGenerator<PieceResult<K>, void, undefined> {
  const stop = new AbortController();
  const abort = (): void => stop.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort);
  const work: Work = {
    client,
    firm,
    signal: stop.signal,
    deadline: performance.now() + timeout,
  };
  try {
    const pending = new Map<K, Promise<PieceResult<K>>>();
    for (const piece of pieces) {
      const found = kept.get(piece) as ObtainedPiece<K> | undefined;
      pending.set(
        piece,
        found ? Promise.resolve(withDocument(client, firm, found) as PieceResult<K>) : obtain(work, piece),
      );
    }
    while (pending.size > 0) {
      const result = await Promise.race(pending.values());
      pending.delete(result.piece);
      yield result;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    stop.abort();
  }
}

interface Work {
  readonly client: EntrepriseClient;
  readonly firm: Firm;
  readonly signal: AbortSignal;
  readonly deadline: number;
}

// After the client's own retries: an outage of a few seconds should not cost a piece.
const ROUNDS = 4;
const FIRST_PAUSE = 1000;

async function obtain<K extends PieceName>(work: Work, piece: K): Promise<PieceResult<K>> {
  const { firm, signal, deadline } = work;
  for (let round = 1; ; round++) {
    const left = deadline - performance.now();
    if (left <= 0) {
      const tooLate = new TimeoutError(`dossier, pièce ${piece}`, 'total', 0);
      return missing(piece, firm.siret, tooLate) as PieceResult<K>;
    }
    try {
      return await ask(work, piece, { signal, timeout: { total: left } });
    } catch (error) {
      signal.throwIfAborted();
      if (!isAboutThePiece(error)) throw error;
      const pause = (error.retryAfter ?? 0) * 1000 + FIRST_PAUSE * 2 ** (round - 1) * Math.random();
      if (error.retry !== 'now' || round === ROUNDS || performance.now() + pause >= deadline)
        return missing(piece, firm.siret, error) as PieceResult<K>;
      await sleep(pause, signal);
    }
  }
}

/** Errors that another piece would meet too stop the whole file. */
const isAboutThePiece = (error: unknown): error is ApigouvError =>
  error instanceof ApigouvError &&
  !(error instanceof ConfigurationError || error instanceof InvalidParameterError);

async function ask<K extends PieceName>(
  { client, firm }: Work,
  piece: K,
  options: CallOptions,
): Promise<PieceResult<K>> {
  const { data } = await ASK[piece](client, firm, options);
  return withDocument(client, firm, {
    piece,
    siret: firm.siret,
    status: 'obtained',
    data: data as PieceData[K],
    obtainedAt: new Date().toISOString(),
  } as ObtainedPiece<K>) as PieceResult<K>;
}

/** Again for a result given back, which may come from a file: its document has lost the function that renews it. */
function withDocument<K extends PieceName>(
  client: EntrepriseClient,
  firm: Firm,
  obtained: ObtainedPiece<K>,
): ObtainedPiece<K> {
  // CIBTP's answer names the same duration in its own way.
  const {
    document_url: url,
    expires_in,
    document_url_expires_in: lifetime = expires_in,
  } = obtained.data as {
    document_url?: string | null;
    document_url_expires_in?: number | null;
    expires_in?: number | null;
  };
  if (!url) return obtained;
  const expiresAt = lifetime ? { expiresAt: isoIn(lifetime, Date.parse(obtained.obtainedAt)) } : {};
  const renew = () =>
    ASK[obtained.piece](client, firm, { cache: 'no-cache' }) as unknown as Promise<AnswerWithDocument>;
  return { ...obtained, document: { url, ...expiresAt, renew } };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal.addEventListener('abort', abort, { once: true });
  });
}
