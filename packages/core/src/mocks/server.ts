import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mock } from './engine.ts';

/** Réglages du serveur local. */
export interface ServerOptions {
  /** Port d'écoute ; 0 (par défaut) : un port libre. */
  readonly port?: number;
  /** Adresse d'écoute ; `127.0.0.1` par défaut. */
  readonly host?: string;
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
 * const server = await startServer(createMock(table));
 * // … clients dont l'URL de base est server.url …
 * await server.close();
 */
export async function startServer(
  mock: Pick<Mock, 'fetch'>,
  options: ServerOptions = {},
): Promise<MockServer> {
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

async function serve(
  mock: Pick<Mock, 'fetch'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
  const answer = await mock.fetch(url, {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    signal: gone.signal,
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body) for await (const chunk of answer.body) await write(response, chunk);
  response.end();
}

// Waits until the bytes have left, so that a connection cut next still delivers them.
function write(response: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    response.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function headersOf({ headers }: IncomingMessage): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result.set(name, String(value));
  }
  return result;
}
