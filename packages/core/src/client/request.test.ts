/** Any path of the API, through the pipeline of the methods. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorBody, OK, serve, type TestServer, testClient } from '../testing/server.ts';
import { ApiError } from './errors/api.ts';
import { ConfigurationError, InvalidParameterError } from './errors/local.ts';
import { request } from './request.ts';

const seen: { url: string; authorization: string | undefined }[] = [];
let server: TestServer;
let answer: [number, string] = [200, OK];

beforeEach(async () => {
  seen.length = 0;
  answer = [200, OK];
  server = await serve(({ url = '', headers }, response) => {
    seen.push({ url, authorization: headers.authorization });
    response.writeHead(answer[0]).end(answer[1]);
  });
});
afterEach(() => server.close());

const RECIPIENT = 'recipient=13002526500013';
const FAMILY = '/v3/famille/identite';

describe('a known path', () => {
  it('is asked for as its method asks', async () => {
    const client = testClient(server.url);
    await client.famille.identite({ nom: 'ROUX', prenoms: ['JEANNE', 'ANNE'] });
    const byPath = await request(client, {
      path: FAMILY,
      query: { nom: 'ROUX', 'prenoms[]': ['JEANNE', 'ANNE'] },
    });
    expect(byPath.data).toEqual({ valeur: 650 });
    expect(seen[1]).toEqual(seen[0]);
  });

  it.each([{ prenoms: ['A'] }, { 'prenoms[]': ['A'] }, { 'prenoms[]': 'A' }])(
    'takes a list under any of its names: %j',
    async (query) => {
      await request(testClient(server.url), { path: FAMILY, query: { nom: 'B', ...query } });
      expect(seen[0]?.url).toBe(`${FAMILY}?${RECIPIENT}&nom=B&prenoms[]=A`);
    },
  );

  it('is checked before anything is sent', async () => {
    const wrong = request(testClient(server.url), { path: FAMILY, query: { nom: 'ROUX', mois: 13 } });
    await expect(wrong).rejects.toMatchObject({
      parameters: [{ parameter: 'prenoms' }, { parameter: 'mois', reason: 'entre 1 et 12' }],
    });
    expect(seen).toEqual([]);
  });

  it('admits a parameter that the operation has only since', async () => {
    const query = { nom: 'ROUX', prenoms: ['A'], nouveau: 'oui', liste: ['x y', 'z'], absent: undefined };
    await request(testClient(server.url), { path: FAMILY, query });
    expect(seen[0]?.url).toBe(
      `${FAMILY}?${RECIPIENT}&nom=ROUX&prenoms[]=A&nouveau=oui&liste[]=x%20y&liste[]=z`,
    );
  });

  it.each([
    { path: '/api/{provider}/ping', params: { provider: 'insee/sirene' } },
    { path: '/api/insee/sirene/ping' },
  ])('holds its values, or has them beside: %j', async (asked) => {
    answer = [200, '{"etat":"ok"}'];
    const { data } = await request(testClient(server.url), asked);
    expect(data).toEqual({ etat: 'ok' });
    expect(seen).toEqual([{ url: '/api/insee/sirene/ping', authorization: undefined }]);
  });

  it('is not shown another token than its own', async () => {
    const client = testClient(server.url);
    await expect(request(client, { path: '/v3/famille/france_connect' })).rejects.toBeInstanceOf(
      ConfigurationError,
    );
    await expect(request(client.withFranceConnect('c'), { path: FAMILY })).rejects.toBeInstanceOf(
      ConfigurationError,
    );
    await expect(request(client, { path: '/v2/retiree' })).rejects.toMatchObject({ kind: 'gone' });
    expect(seen).toEqual([]);
    await request(client.withFranceConnect('citoyen'), { path: '/v3/famille/france_connect' });
    expect(seen[0]?.authorization).toBe('Bearer citoyen');
  });
});

describe('an unknown path', () => {
  it('has the token, the context and the envelope of the others', async () => {
    const asked = {
      path: '/v4/foyer/{numero}',
      params: { numero: 'a/b' },
      query: { annee: 2026, nom: null },
    };
    const { data, response } = await request(testClient(server.url), asked);
    expect(data).toEqual({ valeur: 650 });
    expect(response.status).toBe(200);
    expect(seen).toEqual([
      { url: `/v4/foyer/a%2Fb?annee=2026&${RECIPIENT}`, authorization: 'Bearer jeton-de-test' },
    ]);
  });

  it('may have a context of its own, and a body without an envelope', async () => {
    answer = [200, '[1]'];
    const { data } = await request(testClient(server.url), { path: '/v4/a', query: { recipient: '1' } });
    expect(data).toEqual([1]);
    expect(seen[0]?.url).toBe('/v4/a?recipient=1');
  });

  it('is counted in the quota', async () => {
    const refused: unknown[] = [];
    const client = testClient(server.url, { quota: { mode: 'throw', limits: { groupe: [1, 60] } } });
    for (const path of ['/v4/a', '/v4/b'])
      await request(client, { path }).catch((error: unknown) => refused.push(error));
    expect(refused).toMatchObject([{ kind: 'quota', operation: 'request', sent: false }]);
  });

  it('shows nothing of what it holds', async () => {
    answer = [404, errorBody('37003', {}, 'MARTINEAU, JEANNE-MARIE et 130025265 sont inconnus')];
    const asked = {
      path: '/v4/personnes/MARTINEAU/{siren}',
      params: { siren: '130025265' },
      query: { p: 'JEANNE-MARIE' },
    };
    const error = await request(testClient(server.url), asked).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    const shown = JSON.stringify([error, (error as ApiError).message, (error as ApiError).server]);
    expect(shown).not.toMatch(/MARTINEAU|JEANNE|130025265/);
    expect(shown).toContain('[masqué]');
  });

  it.each([
    'v4/a',
    '//ailleurs.example/a',
    '/v4/../a',
    '/v4/%2e%2E/a',
    '/v4/a?nom=ROUX',
    '/v4/a#b',
    '/v4/a b',
    '/a\\b',
    '',
  ])('leads nowhere else: %j', async (path) => {
    const wrong = await request(testClient(server.url), { path }).catch((error: unknown) => error);
    expect(wrong).toBeInstanceOf(InvalidParameterError);
    expect(JSON.stringify(wrong)).not.toContain('ROUX');
    expect(seen).toEqual([]);
  });

  it('says what its braces lack', async () => {
    const wrong = request(testClient(server.url), { path: '/v4/{siren}', params: { constructor: 1 } });
    await expect(wrong).rejects.toMatchObject({ parameters: [{ parameter: 'siren', reason: 'manquant' }] });
  });
});
