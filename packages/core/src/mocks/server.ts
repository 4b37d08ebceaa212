import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MockAnswer, MockRequest } from './request/incoming.ts';
import { firstHalf } from './scenarios/transport.ts';

/** Réglages du serveur local. */
export interface ServerOptions {
  /** Port d'écoute ; 0 (par défaut) : un port libre. */
  readonly port?: number;
  /** Adresse d'écoute ; `127.0.0.1` par défaut. */
  readonly host?: string;
}

/** Ce qui répond aux requêtes : une simulation, ou une fonction de même forme. */
export interface Servable {
  handle(request: MockRequest): Promise<MockAnswer>;
}

/** Serveur HTTP local en marche. */
export interface MockServer {
  /** Origine du serveur : `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Arrête le serveur et coupe les connexions en cours. */
  close(): Promise<void>;
}

/**
 * Sert le moteur de simulation en HTTP.
 * @example
 * ```ts
 * import { createMock } from '@apigouv/core/mocks';
 * import { startServer } from '@apigouv/core/mocks/node';
 * import { createParticulier } from '@apigouv/particulier';
 * import { mockTable } from '@apigouv/particulier/mocks';
 *
 * const server = await startServer(createMock(mockTable));
 * const particulier = createParticulier({ environment: server.url, token: 'essai', recipient: '13002526500013' });
 * const { data } = await particulier.withFranceConnect('jeanne-roux').dss.quotientFamilial.franceConnect();
 * console.log(data.quotient_familial?.valeur); // 650
 * await server.close();
 * ```
 */
export async function startServer(mock: Servable, options: ServerOptions = {}): Promise<MockServer> {
  const server = createServer((request, response) => {
    serve(mock, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function serve(mock: Servable, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? await bodyOf(request) : undefined;
  const url = addressOf(request);
  if (!url) return void response.writeHead(400).end();
  const answer = await mock.handle(new ServedRequest(request, response, url, body));
  if (answer.cut === 'before') return void response.destroy();
  response.writeHead(answer.status, rawHeaders(answer));
  if (!answer.cut) return void response.end(answer.text);
  // Once the bytes have left: the client must have seen half an answer.
  response.write(firstHalf(answer.text), () => response.destroy());
}

/** Where a request was sent; nothing when its `Host` names no host. */
function addressOf({ url = '/', headers }: IncomingMessage): URL | undefined {
  const origin = `http://${headers.host ?? 'localhost'}`;
  // A path that begins with two slashes is a path, not the address of another host.
  const address = url.startsWith('/') ? origin + url : url;
  try {
    return new URL(address, origin);
  } catch {
    return undefined;
  }
}

/** A class, for `signal`: an accessor in a literal makes a hidden class a request, which keeps it until a full collection. */
class ServedRequest implements MockRequest {
  readonly method: string;
  readonly address: string | undefined;
  readonly url: URL;
  readonly headers: MockRequest['headers'];
  declare readonly body?: string;
  readonly #response: ServerResponse;
  #gone: AbortController | undefined;

  constructor(request: IncomingMessage, response: ServerResponse, url: URL, body: string | undefined) {
    const { method = 'GET', headers } = request;
    this.method = method;
    this.address = request.socket.remoteAddress;
    this.url = url;
    this.headers = { get: (name) => headerOf(headers[name.toLowerCase()]) };
    if (body !== undefined) this.body = body;
    this.#response = response;
    // An answered request is closed too: making its abort's error would cost a tenth of the whole.
    response.once('close', () => {
      if (!response.writableEnded) this.#gone?.abort();
    });
  }

  get signal(): AbortSignal {
    this.#gone ??= new AbortController();
    if (this.#response.destroyed) this.#gone.abort();
    return this.#gone.signal;
  }
}

/** Name, value, name, value: what Node writes fastest. A body that is not of the size it had is sent without one, as by whoever cut it. */
function rawHeaders({ headers, text }: MockAnswer): string[] {
  const raw: string[] = [];
  const size = String(Buffer.byteLength(text));
  for (const name in headers) if (name !== SIZE) raw.push(name, headers[name] as string);
  if ((headers[SIZE] ?? size) === size) raw.push(SIZE, size);
  return raw;
}

const SIZE = 'Content-Length';

const headerOf = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : String(value);

const MAX_BODY = 1_000_000;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
