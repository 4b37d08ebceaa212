/** The built site, served as a static host would, under a path of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const site = fileURLToPath(new URL('../site/', import.meta.url));
const PREFIX = '/documents/apigouv/';
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface ServedSite {
  /** Address of the first page's folder. */
  home: string;
  /** Paths asked for that nothing answers. */
  missing: string[];
  close(): void;
}

export async function serveSite(): Promise<ServedSite> {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const path = join(site, decodeURIComponent(pathname).slice(PREFIX.length));
    if (!pathname.startsWith(PREFIX) || !existsSync(path) || extname(path) === '') {
      if (!pathname.endsWith('favicon.ico')) missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
    response.end(readFileSync(path));
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  return { home: `http://127.0.0.1:${port}${PREFIX}`, missing, close: () => server.close() };
}
