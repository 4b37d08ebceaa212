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
  /** Redemande la donnée sans le cache de la plateforme. */
  renew?: () => Promise<AnswerWithDocument>;
}

/** Ce qui mène à un document : son adresse, une réponse, ou la fonction qui la demande. */
export type DocumentSource =
  | string
  | AnswerWithDocument
  | DocumentLink
  | ((options: { cache?: 'no-cache' }) => Promise<AnswerWithDocument>);

/** The address that a source leads to, and how to have another. */
export async function linkOf(source: DocumentSource): Promise<DocumentLink> {
  if (typeof source === 'string') return { url: source };
  if (typeof source === 'function')
    return { url: addressIn(await source({})), renew: () => source({ cache: 'no-cache' }) };
  return 'url' in source ? source : { url: addressIn(source) };
}

export function addressIn({ data }: AnswerWithDocument): string {
  if (!data.document_url) throw new DocumentError('absent');
  return data.document_url;
}
