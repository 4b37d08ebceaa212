/**
 * Ce qui demande Node (ou Bun, ou Deno) : enregistrer un document dans un fichier.
 *
 * @packageDocumentation
 */
import { randomUUID } from 'node:crypto';
import { open as openFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sleep } from '@apigouv/core/internal';
import { DocumentError } from './documents/error.ts';
import type { DocumentSource } from './documents/link.ts';
import { begin, type DocumentOptions, open } from './documents/open.ts';

/** Fichier écrit par {@link saveDocument}. */
export interface SavedDocument {
  /** Chemin du fichier. */
  path: string;
  /** Taille en octets. */
  size: number;
}

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 250;
/** In seconds. */
const LONGEST_WAIT = 30;

/**
 * Télécharge un document et l'enregistre d'un seul geste : `path` est le document entier, ou n'a pas bougé. Un fichier qui portait
 * déjà ce nom est remplacé ; le dossier doit exister. Le fichier n'est lisible que de son propriétaire. Un téléchargement coupé, ou
 * refusé pour un moment, est repris depuis le début après l'attente que le serveur demande, trois essais au plus, dans le délai.
 *
 * @throws `DocumentError`, `TimeoutError`, `QuotaError`, les erreurs de l'opération quand c'est une fonction qui est donnée, ou celles du système de fichiers.
 * @example
 * ```ts
 * import { dossier } from '@apigouv/entreprise';
 * import { saveDocument } from '@apigouv/entreprise/node';
 *
 * const mairie = entreprise.forRecipient('21920023500014', { context: 'Marché public', object: 'Marché 2026-127' });
 * for await (const piece of dossier(mairie, '00000010900017', { pieces: ['attestationFiscale'] }))
 *   if (piece.status === 'obtained') await saveDocument('attestation.pdf', piece);
 * ```
 * @example
 * ```ts
 * import { saveDocument } from '@apigouv/entreprise/node';
 *
 * await saveDocument(
 *   'attestation.pdf',
 *   (options) => entreprise.dgfip.attestationFiscale({ siren: '418166096' }, options),
 *   { client: entreprise },
 * );
 * ```
 */
export async function saveDocument(
  path: string,
  source: DocumentSource,
  options: DocumentOptions = {},
): Promise<SavedDocument> {
  // In the same folder: a rename is atomic only within one file system.
  const temporary = join(dirname(path), `.${randomUUID()}.partiel`);
  try {
    const size = await writeWhole(temporary, source, options);
    await rename(temporary, path);
    return { path, size };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeWhole(path: string, source: DocumentSource, options: DocumentOptions): Promise<number> {
  const download = await begin(source, options);
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        const { stream } = await open(download, () => {});
        return await write(path, stream);
      } catch (error) {
        const pause = attempt < ATTEMPTS ? pauseAfter(error, attempt) : undefined;
        if (pause === undefined || performance.now() + pause >= download.deadline) throw error;
        await sleep(pause, download.stop);
      }
    }
  } finally {
    download.end();
  }
}

/** How long to wait before another try, in milliseconds: as told; undefined when there is to be none, or when the wait is the caller's to plan. */
function pauseAfter(error: unknown, attempt: number): number | undefined {
  if (!(error instanceof DocumentError) || error.problem !== 'unreachable') return undefined;
  const { retryAfter = 0 } = error;
  if (retryAfter > LONGEST_WAIT) return undefined;
  return Math.max(retryAfter * 1000, Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
}

async function write(path: string, stream: ReadableStream<Uint8Array>): Promise<number> {
  const file = await openFile(path, 'w', 0o600);
  try {
    let size = 0;
    const reader = stream.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      await file.writeFile(chunk.value);
      size += chunk.value.length;
    }
    await file.sync();
    return size;
  } finally {
    await file.close();
  }
}
