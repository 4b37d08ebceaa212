/** Un vrai serveur de chaque framework, devant le bac à sable, dans toutes ses situations. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createParticulier } from '@apigouv/particulier';
import { scenarios } from '@apigouv/particulier/mocks';
import { type Sandbox, startSandbox } from '@apigouv/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { creerExpress } from './express.ts';
import { creerFastify } from './fastify.ts';
import { CHAMPS, type Client } from './quotient.ts';
import { JEANNE, SITUATIONS } from './situations.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());
afterEach(async () => void (await fetch(`${sandbox.url}/_sandbox`, { method: 'DELETE' })));

async function arrive(scenario: string): Promise<void> {
  if (!scenario) return;
  const response = await fetch(`${sandbox.url}/_sandbox/scenarios`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario }),
  });
  expect(response.ok, await response.text()).toBe(true);
}

const FRAMEWORKS: Record<string, (client: Client) => Promise<Server>> = {
  Fastify: async (client) => {
    const app = creerFastify(client);
    await app.listen({ port: 0, host: '127.0.0.1' });
    return app.server;
  },
  'Express 5': (client) =>
    new Promise((resolve) => {
      const server = createServer(creerExpress(client)).listen(0, '127.0.0.1', () => resolve(server));
    }),
};

describe.each(Object.entries(FRAMEWORKS))('%s', (framework, start) => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const particulier = createParticulier({
      environment: sandbox.apis.particulier ?? '',
      token: 'essai',
      recipient: '13002526500013',
      scopes: ['cnaf_quotient_familial'],
      retries: false,
      timeout: 700,
      // À chacun son quota : celui de l'autre est épuisé quand vient son tour.
      account: framework,
    });
    server = await start(particulier);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/quotient`;
  });
  afterAll(() => server.close());

  const demander = (formulaire: unknown): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof formulaire === 'string' ? formulaire : JSON.stringify(formulaire),
    });

  it.each(SITUATIONS)('$scenario $formulaire : $statut', async (situation) => {
    await arrive(situation.scenario);
    const response = await demander(situation.formulaire ?? JEANNE);
    const texte = await response.text();
    expect(response.status, texte).toBe(situation.statut);
    const corps = JSON.parse(texte);
    if (situation.kind === undefined) return expect(corps).toEqual({ quotient: 650 });
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('retry-after')).toBe(situation.dansSecondes ?? null);
    expect(corps).toMatchObject({ type: 'about:blank', status: situation.statut, kind: situation.kind });
    expect(corps.detail).toMatch(/^[A-ZÀ-Ý].*[.!]$/);
    expect(corps.errors?.map(({ field }: { field: string }) => field)).toEqual(situation.champs);
    // Ni les noms de l'API, ni ceux du client, ni la personne.
    for (const nom of [...Object.keys(CHAMPS), 'recipient', 'quotient_familial', 'ROUX', 'dss.'])
      expect(texte).not.toContain(nom);
    return undefined;
  });

  it('garde ses propres refus', async () => {
    const response = await demander('{"nom":');
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).not.toMatch(/problem/);
  });
});

it('aucune situation du bac à sable ne manque', () => {
  const dites = new Set(SITUATIONS.map(({ scenario }) => scenario.split(':')[0]));
  expect(Object.keys(scenarios).filter((nom) => !dites.has(nom))).toEqual([]);
});
