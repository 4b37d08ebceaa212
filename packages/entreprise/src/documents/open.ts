/** From a link to an open document: one try, by the rules that hold for all of them. */
import { TimeoutError } from '@apigouv/core';
import {
  abortSignalOf,
  connectionOf,
  orAborted,
  patience,
  readRetryAfter,
  type Stop,
} from '@apigouv/core/internal';
import { checkAddress, countedAs, fileNameOf } from './address.ts';
import { DocumentError, failConnection, refuse } from './error.ts';
import { addressIn, type DocumentSource, linkOf, type Origin } from './link.ts';
import { pdfOnly } from './pdf.ts';
import { addressBehind, isRelay } from './relay.ts';

/** Document en cours de téléchargement. */
export interface DownloadedDocument {
  /** Nom de fichier en `.pdf`, pris dans l'adresse quand il est simple ; `document.pdf` sinon. */
  name: string;
  /** Type du contenu, quoi que le serveur annonce. */
  type: 'application/pdf';
  /** Taille en octets ; absente quand le serveur ne la dit pas. */
  size?: number;
  /** Contenu, à lire une fois ; il s'arrête par une erreur s'il dépasse la taille ou le délai admis, ou s'il arrive coupé. */
  stream: ReadableStream<Uint8Array>;
}

/** Réglages d'un téléchargement. */
export interface DocumentOptions {
  /** Pour annuler le téléchargement, contenu compris. */
  signal?: AbortSignal;
  /** Hôtes admis en plus de ceux de l'API, port compris s'il n'est pas celui de HTTPS. */
  hosts?: readonly string[];
  /** Client dont l'adresse est admise et la fonction `fetch` utilisée : serveur de test, passerelle. Une pièce de dossier a déjà le sien. */
  client?: object;
  /** Taille admise, en octets ; 50 Mo par défaut. */
  maxBytes?: number;
  /** Délai en millisecondes, du lien connu à la fin du contenu ; par défaut le délai total du client, ou 60 000. */
  timeout?: number;
  /** Remplace `fetch`. */
  fetch?: typeof fetch;
}

/** A download, from its link to its last byte, however many tries it takes. */
export interface Download {
  url: string;
  /** Asks for another link; left out once it has been. */
  renew: Origin['renew'] | undefined;
  readonly client: object | undefined;
  readonly options: DocumentOptions;
  readonly stop: Stop;
  /** Moment (performance.now) after which nothing is worth starting. */
  readonly deadline: number;
  readonly end: () => void;
}

const TIMEOUT_MS = 60_000;

export async function begin(source: DocumentSource, options: DocumentOptions): Promise<Download> {
  const { signal } = options;
  signal?.throwIfAborted();
  const link = await orAborted(linkOf(source), signal);
  const client = options.client ?? link.client;
  const ms = options.timeout ?? (client ? connectionOf(client).totalMs : TIMEOUT_MS);
  const late = () => new TimeoutError('document', 'total', ms);
  const { url, renew } = link;
  return { url, renew, client, options, deadline: performance.now() + ms, ...patience(ms, signal, late) };
}

/** A link found dead is renewed, once a download; `end`: what to do when nothing more comes of the stream. */
export async function open(download: Download, end: () => void): Promise<DownloadedDocument> {
  try {
    return await follow(download, end);
  } catch (error) {
    const { renew, stop } = download;
    if (!renew || !(error instanceof DocumentError) || error.problem !== 'expired') throw error;
    download.renew = undefined;
    download.url = addressIn(await orAborted(renew(), stop));
    return follow(download, end);
  }
}

async function follow(download: Download, end: () => void): Promise<DownloadedDocument> {
  const { stop, options } = download;
  const { maxBytes = 50_000_000 } = options;
  const first = await get(download.url, download);
  // One relay, never two: its own answer is held to be the file.
  const { url, response, body } = isRelay(first.response)
    ? await get(await addressBehind(first.response, stop), download)
    : first;
  const size = sizeIn(response.headers);
  if (size !== undefined && size > maxBytes) return refuse(body, 'too-large');
  return {
    name: fileNameOf(url),
    type: 'application/pdf',
    ...(size === undefined ? {} : { size }),
    stream: await pdfOnly(body, { maxBytes, size, stop, end }),
  };
}

/** What is announced of a compressed content is not its size. */
const sizeIn = (headers: Headers): number | undefined =>
  headers.has('content-encoding') ? undefined : Number(headers.get('content-length')) || undefined;

/** 410, 404: the link has died. 401, 403: with the token that it was made for. 422: it is not, or no longer, one of the platform's. */
const DEAD = [401, 403, 404, 410, 422];

interface Hop {
  url: URL;
  response: Response;
  body: ReadableStream<Uint8Array>;
}

async function get(address: string, { client, options, stop, deadline }: Download): Promise<Hop> {
  const { hosts = [], fetch: own } = options;
  const url = checkAddress(address, hosts, client);
  const asked = client
    ? connectionOf(client).ask({
        ...countedAs(url, client),
        url: url.href,
        signal: stop,
        deadline,
        fetch: own,
      })
    : (own ?? fetch)(url, { redirect: 'manual', signal: abortSignalOf(stop) });
  const response = await orAborted(asked, stop).catch((error) => failConnection(stop, error));
  const { status, body, headers } = response;
  if (DEAD.includes(status)) return refuse(body, 'expired');
  if (status !== 200 || !body) return refuse(body, 'unreachable', readRetryAfter(headers));
  return { url, response, body };
}
