import { ApigouvError, type ErrorFields, type ErrorKind, type Retry } from '@apigouv/core';
import { connectionOf, isSecureUrl } from '@apigouv/core/internal';
import { definition } from './generated/routes.ts';

/** Pourquoi un document n'a pas pu être téléchargé. */
export type DocumentProblem = 'address' | 'absent' | 'expired' | 'unreachable' | 'not-pdf' | 'too-large';

/** Document impossible à télécharger ; `problem` dit pourquoi. L'adresse, qui donne accès au document, n'y figure pas. */
export class DocumentError extends ApigouvError {
  static override readonly type = 'DocumentError';
  /** Ce qui a manqué. */
  declare readonly problem: DocumentProblem;

  constructor(problem: DocumentProblem) {
    const [kind, retry, message, userMessage] = PROBLEMS[problem];
    super(message, { kind, retry, userMessage, problem } as ErrorFields);
  }
}

const LATER = 'Le document ne peut pas être obtenu pour le moment. Réessayez plus tard.';
const ASK = "Le document n'est pas disponible : demandez-le à l'entreprise.";

const PROBLEMS: Record<DocumentProblem, readonly [ErrorKind, Retry, message: string, userMessage: string]> = {
  address: [
    'configuration',
    'never',
    "Adresse de document refusée : HTTPS et un hôte de l'API, de « client » ou de « hosts » sont attendus. Rien n'a été envoyé.",
    LATER,
  ],
  absent: [
    'not-found',
    'never',
    "La réponse ne porte pas d'adresse de document : le fournisseur ne l'a pas délivré.",
    ASK,
  ],
  expired: [
    'gone',
    'later',
    "Le lien du document a expiré : redemandez l'attestation avec « cache: no-cache ».",
    LATER,
  ],
  unreachable: [
    'connection',
    'later',
    'Le document ne répond pas : réseau, redirection refusée ou panne.',
    LATER,
  ],
  'not-pdf': ['invalid-response', 'never', "Ce qui a été téléchargé n'est pas un PDF.", LATER],
  'too-large': [
    'invalid-response',
    'never',
    'Le document dépasse la taille admise (option « maxBytes »).',
    ASK,
  ],
};

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

/** Document en cours de téléchargement. */
export interface DownloadedDocument {
  /** Nom de fichier, pris dans l'adresse quand il est simple ; `document.pdf` sinon. */
  name: string;
  /** Type annoncé par le serveur. */
  type: string;
  /** Taille en octets ; absente quand le serveur ne la dit pas. */
  size?: number;
  /** Contenu, à lire une fois ; il s'arrête par une erreur s'il dépasse la taille admise. */
  stream: ReadableStream<Uint8Array>;
}

/** Réglages d'un téléchargement. */
export interface DocumentOptions {
  /** Pour annuler le téléchargement, contenu compris. */
  signal?: AbortSignal;
  /** Hôtes admis en plus de ceux de l'API, port compris s'il n'est pas celui de HTTPS. */
  hosts?: readonly string[];
  /** Client dont l'adresse est admise et la fonction `fetch` utilisée : serveur de test, passerelle. */
  client?: object;
  /** Taille admise, en octets ; 50 Mo par défaut. */
  maxBytes?: number;
  /** Remplace `fetch`. */
  fetch?: typeof fetch;
}

const EXPIRED = [403, 404, 410];

/**
 * Télécharge le document d'une attestation. Le jeton n'est jamais envoyé ; une redirection, un autre hôte, un contenu qui n'est
 * pas un PDF sont refusés.
 *
 * Donnez une fonction plutôt qu'une réponse : un lien mort est alors redemandé une fois sans le cache de la plateforme.
 *
 * @throws `DocumentError`, ou les erreurs de l'opération quand c'est une fonction qui est donnée.
 * @example
 * ```ts
 * import { downloadDocument } from '@apigouv/entreprise';
 *
 * const { stream, name, type } = await downloadDocument(
 *   (options) => entreprise.dgfip.attestationFiscale({ siren: '418166096' }, options),
 *   { client: entreprise },
 * );
 * console.log(type, name); // application/pdf attestationFiscale-418166096.pdf
 * await stream.cancel(); // ou : pipeTo, pour l'envoyer ailleurs
 * ```
 */
export async function downloadDocument(
  source: DocumentSource,
  options: DocumentOptions = {},
): Promise<DownloadedDocument> {
  const { url, renew } = await linkOf(source);
  try {
    return await download(url, options);
  } catch (error) {
    if (!renew || !(error instanceof DocumentError) || error.problem !== 'expired') throw error;
    return download(addressOf(await renew()), options);
  }
}

async function linkOf(source: DocumentSource): Promise<DocumentLink> {
  if (typeof source === 'string') return { url: source };
  if (typeof source === 'function')
    return { url: addressOf(await source({})), renew: () => source({ cache: 'no-cache' }) };
  return 'url' in source ? source : { url: addressOf(source) };
}

function addressOf({ data }: AnswerWithDocument): string {
  if (!data.document_url) throw new DocumentError('absent');
  return data.document_url;
}

// No API answers there: it is where the platform has put documents, as recorded answers show.
const STORAGE = 'https://storage.entreprise.api.gouv.fr';

function checkAddress(address: string, hosts: readonly string[], client: object | undefined): URL {
  if (!URL.canParse(address)) throw new DocumentError('address');
  const url = new URL(address);
  const { production, staging } = definition.hosts;
  const origins = [production, staging, STORAGE, client && connectionOf(client).baseUrl];
  const own = origins.flatMap((origin) => (origin ? new URL(origin).host : []));
  if (!isSecureUrl(url) || url.username || ![...own, ...hosts].includes(url.host))
    throw new DocumentError('address');
  return url;
}

async function download(
  address: string,
  { signal, hosts = [], maxBytes = 50_000_000, client, fetch: send }: DocumentOptions,
): Promise<DownloadedDocument> {
  const url = checkAddress(address, hosts, client);
  const get = send ?? (client ? connectionOf(client).fetch : fetch);
  const { status, headers, body } = await get(url, {
    redirect: 'manual',
    ...(signal ? { signal } : {}),
  }).catch(unreachable(signal));
  const size = Number(headers.get('content-length')) || undefined;
  if (EXPIRED.includes(status)) throw await refused(body, 'expired');
  if (status !== 200 || !body) throw await refused(body, 'unreachable');
  if (size !== undefined && size > maxBytes) throw await refused(body, 'too-large');
  return {
    name: fileNameOf(url),
    type: headers.get('content-type') ?? 'application/octet-stream',
    ...(size === undefined ? {} : { size }),
    stream: await pdfOnly(body, maxBytes, signal),
  };
}

/** What `fetch` throws of a connection that fails or is cut may name the address. */
const unreachable = (signal: AbortSignal | undefined) => (): never => {
  signal?.throwIfAborted();
  throw new DocumentError('unreachable');
};

async function refused(
  content: { cancel(): Promise<void> } | null,
  problem: DocumentProblem,
): Promise<DocumentError> {
  await content?.cancel();
  return new DocumentError(problem);
}

/** Callers save under this name: what could leave their folder, or is not a plain name, is not used. */
const fileNameOf = ({ pathname }: URL): string => /\/(\w[\w.-]*)$/.exec(pathname)?.[1] ?? 'document.pdf';

const MAGIC = '%PDF';

/** Reads the first bytes before handing the stream out, so that a page of HTML is never mistaken for a certificate. */
async function pdfOnly(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const reader = body.getReader();
  const next = () => reader.read().catch(unreachable(signal));
  const head: Uint8Array[] = [];
  let read = 0;
  while (read < MAGIC.length) {
    const { done, value } = await next();
    if (done) break;
    head.push(value);
    read += value.length;
  }
  const start = String.fromCharCode(...head.flatMap((chunk) => [...chunk.subarray(0, MAGIC.length)]));
  if (!start.startsWith(MAGIC)) throw await refused(reader, 'not-pdf');
  if (read > maxBytes) throw await refused(reader, 'too-large');
  return new ReadableStream({
    async pull(controller) {
      const chunk = head.shift();
      if (chunk) return controller.enqueue(chunk);
      const { done, value } = await next();
      if (done) return controller.close();
      read += value.length;
      if (read > maxBytes) throw await refused(reader, 'too-large');
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
