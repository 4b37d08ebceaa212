/** An API that answers each line, in windows of its own when it has a limit, and remembers who asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const OK = JSON.stringify({
  data: { quotient_familial: { fournisseur: 'CNAF', valeur: 650, annee: 2026, mois: 10 } },
  links: {},
  meta: {},
});
const REFUSED = JSON.stringify({
  errors: [{ code: '00429', title: 'Quota', detail: 'Trop d’appels', source: null, meta: {} }],
});
const LONGEST_LATENCY_MS = 60;

export interface Windows {
  limit: number;
  periodMs: number;
}

export interface BatchServer {
  url: string;
  /** How many times each line was asked. */
  asked: Map<string, number>;
  /** How many times all of them were. */
  calls(): number;
  refused: number;
  /** Answers in each window, oldest first. */
  windows: number[];
  /** Which part of the first window was left when it was first told of. */
  firstLeft: number;
  close(): void;
}

export async function startBatchServer(windows?: Windows): Promise<BatchServer> {
  let current = 0;
  const http = createServer((request, response) => {
    const key = `${request.headers['x-line']}`;
    const now = Date.now();
    if (windows) {
      const { limit, periodMs } = windows;
      const window = Math.floor(now / periodMs);
      if (server.windows.length === 0) server.firstLeft = 1 - (now % periodMs) / periodMs;
      if (window !== current) {
        // A window without a call was permitted too.
        for (let i = current || window - 1; i < window; i++) server.windows.push(0);
        current = window;
      }
      const last = server.windows.length - 1;
      const count = (server.windows[last] ?? 0) + 1;
      response.setHeader('RateLimit-Limit', limit);
      response.setHeader('RateLimit-Remaining', Math.max(0, limit - count));
      response.setHeader('RateLimit-Reset', Math.ceil(((window + 1) * periodMs) / 1000));
      if (count > limit) {
        server.refused++;
        response.setHeader('Retry-After', Math.ceil((periodMs - (now % periodMs)) / 1000));
        response.writeHead(429).end(REFUSED);
        return;
      }
      server.windows[last] = count;
    }
    server.asked.set(key, (server.asked.get(key) ?? 0) + 1);
    setTimeout(() => response.end(OK), Math.random() * LONGEST_LATENCY_MS);
  }).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const server: BatchServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    asked: new Map(),
    calls: () => [...server.asked.values()].reduce((sum, times) => sum + times, 0),
    refused: 0,
    windows: [],
    firstLeft: 1,
    close() {
      http.close();
      http.closeAllConnections();
    },
  };
  return server;
}

/** Which part of what was permitted was used: the last window is not full, no line is left. */
export function used({ windows, firstLeft }: BatchServer, { limit }: Windows): number {
  const whole = windows.slice(0, -1);
  const permitted = limit * (whole.length - 1) + Math.max(whole[0] ?? 0, limit * firstLeft);
  return (whole.reduce((sum, count) => sum + count, 0) / permitted) * 100;
}
