/** An API that allows so many calls a window, says so by real headers, and answers as a bad day's network does. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const LIMIT = 600;
export const PERIOD_S = 6;
/** Calls that an address may send in a minute. */
export const ADDRESS_LIMIT = 7_000;
/** Its clock is two minutes ahead. */
const SKEW_MS = 120_000;

/** Parts of the answers. */
const CUT = 0.05;
const FAILED = 0.02;
const HUNG = 0.01;

const OK = JSON.stringify({ data: { quotient_familial: { valeur: 1 } }, links: {}, meta: {} });
const DOWN = JSON.stringify({ errors: [{ code: '37001', title: 'Indisponible', detail: '', meta: {} }] });
const REFUSED = JSON.stringify({ errors: [{ code: '00429', title: 'Quota atteint', detail: '', meta: {} }] });

export interface LoadedServer {
  url: string;
  /** Calls received in each window, by its number. */
  windows: Map<number, number>;
  refused: { quota: number; address: number };
  /** Part of its window that was left when the first header left; what came before nobody was told of. */
  firstTold(): number;
  close(): void;
}

const now = (): number => Date.now() + SKEW_MS;

/** Seconds since the window began. */
export const intoWindow = (): number => (now() / 1000) % PERIOD_S;

export async function startLoadedServer(): Promise<LoadedServer> {
  const windows = new Map<number, number>();
  const minutes = new Map<number, number>();
  const refused = { quota: 0, address: 0 };
  let told: number | undefined;
  const count = (counts: Map<number, number>, key: number): number => {
    const total = (counts.get(key) ?? 0) + 1;
    counts.set(key, total);
    return total;
  };

  const http = createServer((_request, response) => {
    const seconds = now() / 1000;
    const window = Math.floor(seconds / PERIOD_S);
    const minute = count(minutes, Math.floor(seconds / 60));
    const total = count(windows, window);
    const reset = (window + 1) * PERIOD_S;
    setTimeout(
      () => {
        response.sendDate = false;
        response.setHeader('Date', new Date(now()).toUTCString());
        const retryAfter = { 'Retry-After': Math.max(1, Math.ceil(reset - seconds)) };
        if (minute > ADDRESS_LIMIT) {
          refused.address++;
          response.writeHead(429, retryAfter).end(REFUSED);
          return;
        }
        told ??= 1 - intoWindow() / PERIOD_S;
        response.setHeader('RateLimit-Limit', LIMIT).setHeader('RateLimit-Reset', reset);
        response.setHeader('RateLimit-Remaining', Math.max(0, LIMIT - total));
        if (total > LIMIT) {
          refused.quota++;
          response.writeHead(429, retryAfter).end(REFUSED);
        } else answer(response);
      },
      20 + 60 * Math.random(),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    http.close();
    http.closeAllConnections();
  };
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return { url, windows, refused, firstTold: () => told ?? 0, close };
}

function answer(response: ServerResponse): void {
  const fate = Math.random();
  if (fate < CUT) response.destroy();
  else if (fate < CUT + FAILED) response.writeHead(502).end(DOWN);
  else if (fate >= CUT + FAILED + HUNG) response.end(OK);
}
