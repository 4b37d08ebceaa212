/** Through a server on this machine, beside a `fetch` that has a deadline, as ours has: one without is broken. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { microseconds } from '../figures.ts';
import { answer, BODY, HEADERS, ourCall } from './ours.ts';

export async function measureLoopback() {
  const server = createServer((_request, response) => response.writeHead(200, HEADERS).end(BODY)).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((listening) => server.once('listening', listening));
  const environment = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { url, headers } = await sentRequest(environment);
  const call = async (init: RequestInit) => JSON.parse(await (await fetch(url, init)).text());
  const contestants = {
    bare: () => call({ headers }),
    ours: ourCall({ environment }),
    timed: () => call({ headers, signal: AbortSignal.timeout(30_000) }),
  };
  await microseconds(contestants, 3, 300);
  const measures = await microseconds(contestants, 21, 300);
  server.close();
  server.closeAllConnections();
  return measures;
}

/** What our call gives to `fetch`, so that the others send exactly the same request. */
async function sentRequest(environment: string): Promise<{ url: string; headers: HeadersInit }> {
  let sent: { url: string; headers: HeadersInit } | undefined;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent = { url: String(url), headers: init?.headers ?? {} };
    return answer();
  };
  await ourCall({ environment, fetch })();
  if (!sent) throw new Error("rien n'est parti");
  return sent;
}
