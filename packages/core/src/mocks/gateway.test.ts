/** An API that is not the platform: its own hosts, token endpoint, citizen's header, error bodies. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Param } from '../client/definition.ts';
import { numeroFiscalFormat, uuidFormat } from '../identifiers/checks.ts';
import { KINDS, PLATFORM } from '../testing/fixture.ts';
import { createMock } from './engine.ts';
import { type MockServer, startServer } from './node.ts';
import { scenarios } from './scenarios/constructors.ts';
import type { MockTable } from './table/types.ts';

const correlationId: Param = {
  key: 'correlationId',
  name: 'X-Correlation-ID',
  in: 'header',
  generated: true,
  format: uuidFormat,
};
const teleservice: Param = { key: 'teleservice', name: 'ID_Teleservice', in: 'header', context: true };
const numero: Param = { key: 'numero', in: 'path', required: true, format: numeroFiscalFormat };
const table: MockTable = {
  name: 'API Guichet',
  hosts: [],
  basePath: '/guichet/1.0',
  tokenPath: '/token',
  grantHeader: 'X-FranceConnect-OAuth',
  errorFormat: 'erreur',
  limits: {},
  scopes: ['FOYER', 'LOGEMENT'],
  usagers: { jeanne: { identite: { nom: 'ROUX' } } },
  kinds: KINDS,
  errors: {
    ...PLATFORM,
    '4001': {
      status: 400,
      title: 'Numéro mal formé',
      detail: '',
      source: { parameter: 'numero' },
      alsoFor: ['autre'],
    },
    '4031': { status: 403, title: 'Non autorisé', detail: '' },
  },
  operations: {
    'foyer.numero': {
      path: '/foyer/{numero}',
      params: [correlationId, teleservice, numero],
      bare: true,
      scopes: ['FOYER'],
      codes: ['4001', '4031'],
      cases: [
        { name: 'connu', params: { numero: '1234567890123' }, status: 200, response: { rfr: 1 } },
        { name: 'muet', params: { numero: '1234567890204' }, status: 204 },
      ],
    },
    'foyer.franceConnect': {
      path: '/foyer',
      params: [correlationId, teleservice],
      citizen: true,
      bare: true,
      scopes: ['FOYER'],
      codes: ['4031'],
      cases: [{ name: 'jeanne', usager: 'jeanne', params: {}, status: 200, response: { rfr: 2 } }],
    },
  },
};

const headers = {
  authorization: 'Bearer jeton',
  'x-correlation-id': '6f3c8d9a-1b2c-4d5e-8f90-abcdef012345',
};
const FOYER = 'https://guichet.example/guichet/1.0/foyer';
const ask = async (url: string, more: Record<string, string> = {}, mock = createMock(table)) => {
  const response = await mock.fetch(url, { headers: { ...headers, ...more } });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
};

describe('the address', () => {
  it.each([FOYER, 'http://127.0.0.1:3000/foyer', 'http://127.0.0.1:3000/guichet/foyer'])(
    'any host leads to it, with or without its base path: %s',
    async (url) => {
      expect(await ask(`${url}/1234567890123`)).toEqual({ status: 200, body: { rfr: 1 } });
    },
  );
});

describe('errors', () => {
  it.each([
    ['a wrong number', `${FOYER}/12`, {}, 400, { code: '4001', message: 'Numéro mal formé' }],
    ['an unnamed call', `${FOYER}/1234567890123`, { 'x-correlation-id': '' }, 400, {}],
    ['no token', `${FOYER}/1234567890123`, { authorization: '' }, 401, {}],
  ])(
    '%s is refused in its own form, without a code of the platform',
    async (_, url, more, status, erreur) => {
      expect(await ask(url, more)).toEqual({
        status,
        body: { erreur: { message: expect.any(String), ...erreur } },
      });
    },
  );

  it('a right that lacks has its own code', async () => {
    const mock = createMock(table, { tokens: { jeton: { scopes: ['LOGEMENT'] } } });
    expect(await ask(`${FOYER}/1234567890123`, {}, mock)).toEqual({
      status: 403,
      body: { erreur: { code: '4031', message: 'Non autorisé' } },
    });
  });

  it('an outage is one', async () => {
    const mock = createMock(table, { scenarios: [scenarios.outage()] });
    expect(await ask(`${FOYER}/1234567890123`, {}, mock)).toEqual({
      status: 502,
      body: { erreur: { message: 'Fournisseur indisponible' } },
    });
  });
});

describe("a citizen's token", () => {
  it('says whose data it is; the service’s token opens the operation', async () => {
    const grant = { 'x-franceconnect-oauth': 'jeanne' };
    expect(await ask(FOYER, grant)).toEqual({ status: 200, body: { rfr: 2 } });
    expect((await ask(FOYER, { 'x-franceconnect-oauth': 'inconnue' })).status).toBe(401);
    expect((await ask(FOYER)).status).toBe(401);
    expect((await ask(FOYER, { ...grant, authorization: '' })).status).toBe(401);
    const mock = createMock(table, { tokens: { jeton: { scopes: [] } } });
    expect((await ask(FOYER, grant, mock)).status).toBe(403);
  });
});

describe('the token endpoint', () => {
  const post = async (body: string, more: Record<string, string> = {}, path = '/token') => {
    const init = {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
    };
    const response = await createMock(table).fetch(new Request(`https://guichet.example${path}`, init));
    return { status: response.status, body: await response.json() };
  };
  const basic = { authorization: `Basic ${btoa('moi:secret')}` };

  it('gives a token with the scopes asked for, or all', async () => {
    for (const [scope, expected] of [
      ['LOGEMENT', 403],
      ['FOYER LOGEMENT', 200],
    ] as const) {
      const { body } = await post(`grant_type=client_credentials&scope=${encodeURIComponent(scope)}`, basic);
      const { status } = await ask(`${FOYER}/1234567890123`, {
        authorization: `Bearer ${body.access_token}`,
      });
      expect(status).toBe(expected);
    }
    const { body } = await post('grant_type=client_credentials', basic, '/guichet/token');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'FOYER LOGEMENT' });
  });

  it.each([
    ['another grant', 'grant_type=password', basic, 400, 'unsupported_grant_type'],
    ['nobody', 'grant_type=client_credentials', {}, 401, 'invalid_client'],
    ['an unknown scope', 'grant_type=client_credentials&scope=TOUT', basic, 400, 'invalid_scope'],
  ])('refuses %s', async (_, body, more, status, error) => {
    expect(await post(body, more)).toEqual({ status, body: { error } });
  });

  it('takes the secret in the form too, and nothing but POST', async () => {
    const form = 'grant_type=client_credentials&client_id=moi&client_secret=secret';
    expect((await post(form)).status).toBe(200);
    expect((await createMock(table).fetch('https://guichet.example/token')).status).toBe(405);
  });
});

describe('over HTTP', () => {
  let server: MockServer;
  afterEach(() => server.close());

  it('an answer without content, and a token', async () => {
    server = await startServer(createMock(table));
    const answer = await fetch(`${server.url}/guichet/1.0/foyer/1234567890204`, { headers });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'a',
      client_secret: 'b',
    });
    expect((await fetch(`${server.url}/token`, { method: 'POST', body })).status).toBe(200);
  });
});
