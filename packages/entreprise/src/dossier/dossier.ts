import { type CallOptions, InvalidParameterError } from '@apigouv/core';
import { siren as sirenIdentifier, siret as siretIdentifier } from '@apigouv/core/identifiers';
import { onAbort } from '@apigouv/core/internal';
import type { EntrepriseOperations } from '../generated/operations.ts';
import { obtain, withDocument } from './obtain.ts';
import type { EntrepriseClient, Firm, PieceName, WithWholeContext } from './pieces.ts';
import type { ObtainedPiece, PieceResult } from './results.ts';

/** Réglages d'un dossier. */
export interface DossierOptions<K extends PieceName = PieceName>
  extends Pick<CallOptions, 'priority' | 'share'> {
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
  const { year = new Date().getFullYear() - 1, previous = [], timeout = 1 } = options;
  if (!(timeout > 0))
    throw new InvalidParameterError([{ parameter: 'timeout', reason: 'durée positive attendue' }]);
  const firm = { siret: checked, siren: sirenIdentifier.parse(checked.slice(0, 9)), year };
  const kept = obtainedIn(previous, firm);
  const read = (): AsyncGenerator<PieceResult<K>, void, undefined> => gather(client, firm, options, kept);
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

/** Asks for all the pieces at once, in the token's quotas; leaving the loop gives up what is still running. */
async function* gather<K extends PieceName>(
  client: EntrepriseClient,
  firm: Firm,
  { pieces, timeout = 600_000, signal, priority, share }: DossierOptions<K>,
  kept: ReadonlyMap<PieceName, ObtainedPiece>,
): AsyncGenerator<PieceResult<K>, void, undefined> {
  signal?.throwIfAborted();
  const turn = { ...(priority && { priority }), ...(share !== undefined && { share }) };
  const inquiry = { client, firm, turn, timeout, deadline: performance.now() + timeout };
  const leaving = new AbortController();
  const leave = (): void => leaving.abort(signal?.reason);
  const get = (piece: K): Promise<PieceResult<K>> => {
    const found = kept.get(piece);
    if (found) return Promise.resolve(withDocument(inquiry, found) as PieceResult<K>);
    return obtain(inquiry, piece, leaving.signal);
  };
  const off = signal && onAbort(signal, leave);
  try {
    yield* asTheyLand(new Map(pieces.map((piece) => [piece, get(piece)])));
  } finally {
    off?.();
    leave();
  }
}

async function* asTheyLand<K extends PieceName>(
  pending: Map<K, Promise<PieceResult<K>>>,
): AsyncGenerator<PieceResult<K>, void, undefined> {
  while (pending.size > 0) {
    const result = await Promise.race(pending.values());
    pending.delete(result.piece);
    yield result;
  }
}
