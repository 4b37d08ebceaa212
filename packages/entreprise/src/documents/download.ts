import { connectionOf } from '@apigouv/core/internal';
import { checkAddress, fileNameOf } from './address.ts';
import { DocumentError, failConnection, refuse } from './error.ts';
import { addressIn, type DocumentSource, linkOf } from './link.ts';
import { pdfOnly } from './pdf.ts';
import { addressBehind, isRelay } from './relay.ts';

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
  /** Client dont l'adresse est admise et la fonction `fetch` utilisée : serveur de test, passerelle. Une pièce de dossier a déjà le sien. */
  client?: object;
  /** Taille admise, en octets ; 50 Mo par défaut. */
  maxBytes?: number;
  /** Remplace `fetch`. */
  fetch?: typeof fetch;
}

/** 410, 404: the link has died. 401, 403: with the token that it was made for. 422: it is not, or no longer, one of the platform's. */
const DEAD = [401, 403, 404, 410, 422];

/**
 * Télécharge un document. Un lien de l'INPI, qui ne répond pas le PDF mais son adresse, est suivi jusqu'au PDF ; un lien que la plateforme
 * écrit en `http:` est suivi en HTTPS. Le jeton n'est jamais envoyé : aucun lien n'en demande. Une redirection, un autre hôte, un
 * contenu qui n'est pas un PDF sont refusés.
 *
 * Donnez une pièce de dossier, ou une fonction plutôt qu'une réponse : un lien mort est alors redemandé une fois sans le cache de la
 * plateforme.
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
  const { url, renew, client: own } = await linkOf(source);
  const client = options.client ?? own;
  const settings = client ? { ...options, client } : options;
  try {
    return await download(url, settings);
  } catch (error) {
    if (!renew || !(error instanceof DocumentError) || error.problem !== 'expired') throw error;
    return download(addressIn(await renew()), settings);
  }
}

async function download(address: string, options: DocumentOptions): Promise<DownloadedDocument> {
  const { signal, maxBytes = 50_000_000 } = options;
  const first = await get(address, options);
  // One relay, never two: its own answer is held to be the file.
  const { url, response, body } = isRelay(first.response)
    ? await get(await addressBehind(first.body, signal), options)
    : first;
  const { headers } = response;
  const size = Number(headers.get('content-length')) || undefined;
  if (size !== undefined && size > maxBytes) return refuse(body, 'too-large');
  return {
    name: fileNameOf(url),
    type: headers.get('content-type') ?? 'application/octet-stream',
    ...(size === undefined ? {} : { size }),
    stream: await pdfOnly(body, maxBytes, signal),
  };
}

interface Hop {
  url: URL;
  response: Response;
  body: ReadableStream<Uint8Array>;
}

async function get(
  address: string,
  { signal, hosts = [], client, fetch: given }: DocumentOptions,
): Promise<Hop> {
  const url = checkAddress(address, hosts, client);
  const send = given ?? (client ? connectionOf(client).fetch : fetch);
  const init: RequestInit = { redirect: 'manual', ...(signal ? { signal } : {}) };
  const response = await send(url, init).catch(() => failConnection(signal));
  const { status, body } = response;
  if (DEAD.includes(status)) return refuse(body, 'expired');
  if (status !== 200 || !body) return refuse(body, 'unreachable');
  return { url, response, body };
}
