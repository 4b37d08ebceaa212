import { DocumentError } from './error.ts';

/** Réponse d'une opération qui donne un document. */
export interface AnswerWithDocument {
  /** La donnée, avec l'adresse du document ; null quand il n'a pas été délivré. */
  data: { document_url: string | null };
}

/** Adresse d'un document, et de quoi en obtenir une autre quand elle est morte. */
export interface DocumentLink {
  /** Adresse du document. */
  url: string;
  /** Redemande la donnée sans le cache de la plateforme, et rend la réponse ou la nouvelle adresse. */
  renew?: () => Promise<AnswerWithDocument | string | null>;
}

/** Document d'une pièce de dossier. */
export interface PieceDocument {
  /** Adresse du document. */
  url: string;
  /** Date à laquelle l'adresse expire au plus tard (ISO 8601), plus tôt si la réponse sort du cache ; absente quand la réponse ne dit pas de durée. */
  expiresAt?: string;
}

/** Pièce obtenue par `dossier`, qui peut porter un document. */
export interface PieceWithDocument {
  piece: string;
  status: 'obtained';
  document?: PieceDocument;
}

/**
 * Ce qui mène à un document : une pièce de dossier, son document, une adresse, une réponse, ou la fonction qui demande la réponse. Quand la
 * réponse porte plusieurs documents, cette fonction rend l'adresse de celui qu'il faut.
 */
export type DocumentSource =
  | string
  | PieceWithDocument
  | PieceDocument
  | DocumentLink
  | AnswerWithDocument
  | ((options: { cache?: 'no-cache' }) => Promise<AnswerWithDocument | string | null>);

// Shared by the two copies of this file that a CommonJS build holds.
const ORIGIN = Symbol.for('@apigouv/document-origin');

/** Where a document came from: its client, and what asks for it again. */
export interface Origin {
  client: object;
  renew: () => Promise<AnswerWithDocument | string | null>;
}

/** Ties a document to its origin, out of sight: the document stays plain data, and a function shows nothing of the client's token. */
export function withOrigin(document: PieceDocument, origin: Origin): PieceDocument {
  return Object.defineProperty(document, ORIGIN, { value: () => origin });
}

const originOf = (document: PieceDocument & { [ORIGIN]?: () => Origin }): Origin | undefined =>
  document[ORIGIN]?.();

/** The address that a source leads to, how to have another, and the client it came by. */
export async function linkOf(source: DocumentSource): Promise<{ url: string } & Partial<Origin>> {
  if (typeof source === 'string') return { url: source };
  if (typeof source === 'function')
    return { url: addressIn(await source({})), renew: () => source({ cache: 'no-cache' }) };
  if ('piece' in source) {
    if (!source.document) throw new DocumentError('absent');
    return linkOf(source.document);
  }
  if ('url' in source) return { ...originOf(source), ...source };
  return { url: addressIn(source) };
}

export function addressIn(answer: AnswerWithDocument | string | null): string {
  // A server may write anything: only the type says that there is a data.
  const address: unknown = typeof answer === 'object' ? answer?.data?.document_url : answer;
  if (!address || typeof address !== 'string') throw new DocumentError('absent');
  return address;
}

/** The date, so many seconds later; none that a calendar does not hold. */
export function after(date: string | number, seconds: number): string | undefined {
  const time = new Date(date).getTime() + seconds * 1000;
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : undefined;
}
