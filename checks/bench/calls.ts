/** What a call costs beside bare `fetch`: on a stub, then through the loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createParticulier } from '@apigouv/particulier';
import createFetchClient from 'openapi-fetch';
import { add, microseconds } from './figures.ts';

const BODY = '{"data":{"quotient_familial":{"valeur":650}},"links":{},"meta":{}}';
const PERSON = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
} as const;
const OPTIONS = { token: 'x', recipient: '13002526500013', quota: false } as const;
const answer = () => new Response(BODY, { headers: { 'content-type': 'application/json' } });

export async function measureCalls(): Promise<void> {
  await stub();
  await loopback();
}

async function stub(): Promise<void> {
  const fetch = async () => answer();
  const client = createParticulier({ ...OPTIONS, fetch });
  const raw = createFetchClient<Record<string, never>>({ baseUrl: 'https://x.invalid', fetch });
  const contestants = {
    bare: async () => JSON.parse(await (await fetch()).text()),
    ours: () => client.dss.quotientFamilial.identite(PERSON),
    raw: () => raw.GET('/a' as never, { params: { query: PERSON } } as never),
  };
  await microseconds(contestants, 3, 2000);
  const { bare, ours, raw: other } = await microseconds(contestants, 15, 2000);
  add({
    what: 'un appel sur un bouchon, au-dessus de fetch (µs)',
    ours: (ours - bare).toFixed(1),
    baseline: `openapi-fetch ${(other - bare).toFixed(1)}`,
    goal: { text: '≤ 12', value: ours - bare, limit: 12 },
  });
}

/** What the client gives to `fetch` for the measured call, so that the baseline sends exactly the same request. */
async function sentRequest(environment: string): Promise<{ url: string; headers: HeadersInit }> {
  let sent: { url: string; headers: HeadersInit } | undefined;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent = { url: String(url), headers: init?.headers ?? {} };
    return answer();
  };
  await createParticulier({ ...OPTIONS, environment, fetch }).dss.quotientFamilial.identite(PERSON);
  if (!sent) throw new Error('rien n’est parti');
  return sent;
}

async function loopback(): Promise<void> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(BODY),
  ).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const environment = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createParticulier({ ...OPTIONS, environment });
  const { url, headers } = await sentRequest(environment);
  const call = async (init: RequestInit) => JSON.parse(await (await fetch(url, init)).text());
  const contestants = {
    bare: () => call({ headers }),
    ours: () => client.dss.quotientFamilial.identite(PERSON),
    timed: () => call({ headers, signal: AbortSignal.timeout(30_000) }),
  };
  await microseconds(contestants, 3, 300);
  const { bare, ours, timed } = await microseconds(contestants, 21, 300);
  add({
    what: 'un appel en boucle locale (µs)',
    ours: ours.toFixed(0),
    baseline: `fetch nu ${bare.toFixed(0)}, soit × ${(ours / bare).toFixed(3)} ; fetch avec délai ${timed.toFixed(0)}`,
    goal: { text: '≤ × 1,05', value: ours / bare, limit: 1.05 },
  });
  server.close();
  server.closeAllConnections();
}
