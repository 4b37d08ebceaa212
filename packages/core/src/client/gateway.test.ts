/** An API behind a ministry's own gateway: no public host, two tokens side by side, its own names for requests, statuses and errors. */
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { numeroFiscalFormat, uuidFormat } from '../identifiers/checks.ts';
import { rawClient } from '../raw.ts';
import { serve, type TestServer } from '../testing/server.ts';
import type { Auth } from './auth/auth.ts';
import { franceConnectBeside } from './auth/france-connect.ts';
import { createClient } from './create-client.ts';
import type { ApiDefinition, Param } from './definition.ts';
import { ConfigurationError } from './errors/local.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import type { ApiResponse } from './response.ts';

const correlationId: Param = {
  key: 'correlationId',
  name: 'X-Correlation-ID',
  in: 'header',
  generated: true,
  format: uuidFormat,
};
const teleservice: Param = { key: 'teleservice', name: 'ID_Teleservice', in: 'header', context: true };
const numero: Param = { key: 'numero', in: 'path', required: true, format: numeroFiscalFormat };

const definition: ApiDefinition = {
  name: 'API de guichet',
  agent: 'apigouv-essai/1.2.3',
  env: 'API_DE_GUICHET',
  hosts: {},
  limits: {},
  routes: {
    'foyer.numero': { path: '/foyer/{numero}', params: [correlationId, teleservice, numero], bare: true },
    'foyer.franceConnect': {
      path: '/foyer',
      params: [correlationId, teleservice],
      citizen: true,
      bare: true,
    },
    'foyer.ancien': { path: '/ancien', params: [], retired: '2024-01-08', replacedBy: 'foyer.numero' },
  },
  grant: franceConnectBeside('X-FranceConnect-OAuth'),
  statuses: { 410: 404 },
  errorFormat: 'erreur',
};

type Method = (params?: object, options?: CallOptions) => Promise<ApiResponse<unknown>>;
interface Client {
  foyer: { numero: Method; ancien: Method };
  withFranceConnect(grant: string | { accessToken: string; expiresAt: number }): {
    foyer: { franceConnect: Method };
  };
}
const clientOf = (options: ClientOptions & { teleservice?: string }): Client =>
  createClient(definition, { token: 'jeton-du-service', ...options }) as Client;

const NUMERO = '1234567890123';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let server: TestServer;
afterEach(() => server?.close());
const echo = async (): Promise<TestServer> => {
  server = await serve(({ headers, url }, response) => response.end(JSON.stringify({ headers, url })));
  return server;
};
const headersOf = ({ data }: ApiResponse<unknown>): IncomingHttpHeaders =>
  (data as { headers: IncomingHttpHeaders }).headers;
const refusing = async (status: number, body: unknown): Promise<TestServer> => {
  server = await serve((_request, response) => response.writeHead(status).end(JSON.stringify(body)));
  return server;
};

describe('the address', () => {
  it.each([undefined, 'production', 'staging', 'guichet.example'])('%s is not one', (environment) => {
    const create = () => clientOf(environment === undefined ? {} : { environment });
    expect(create).toThrow(ConfigurationError);
    expect(create).toThrow('API_DE_GUICHET_BASE_URL');
  });

  it('may stand in the environment, path included', async () => {
    const { url } = await echo();
    vi.stubEnv('API_DE_GUICHET_BASE_URL', `${url}/guichet/1.0/`);
    const { data } = await clientOf({}).foyer.numero({ numero: NUMERO });
    vi.unstubAllEnvs();
    expect(data).toMatchObject({ url: `/guichet/1.0/foyer/${NUMERO}` });
  });
});

describe('headers', () => {
  it('each call is named by a UUID of its own, which the answer gives back', async () => {
    const client = clientOf({ environment: (await echo()).url });
    const answers = [
      await client.foyer.numero({ numero: NUMERO }),
      await client.foyer.numero({ numero: NUMERO }),
    ];
    const sent = answers.map((answer) => headersOf(answer)['x-correlation-id']);
    expect(sent[0]).toMatch(UUID);
    expect(new Set(sent).size).toBe(2);
    expect(answers.map(({ requestId }) => requestId)).toEqual(sent);
  });

  it('the caller may name the call, with a UUID', async () => {
    const client = clientOf({ environment: (await echo()).url });
    const correlationId = '6f3c8d9a-1b2c-4d5e-8f90-abcdef012345';
    expect((await client.foyer.numero({ numero: NUMERO, correlationId })).requestId).toBe(correlationId);
    await expect(client.foyer.numero({ numero: NUMERO, correlationId: 'x' })).rejects.toMatchObject({
      parameters: [{ parameter: 'correlationId', reason: 'UUID attendu' }],
    });
  });

  it('a shared call has one name, known to all who waited for it', async () => {
    const client = clientOf({ environment: (await echo()).url });
    const answers = await Promise.all([1, 2, 3].map(() => client.foyer.numero({ numero: NUMERO })));
    expect(server.requests).toBe(1);
    expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
    expect(answers[0]?.requestId).toBe(headersOf(answers[2] as ApiResponse<unknown>)['x-correlation-id']);
  });

  it('what is given once on the client goes with each call, which may say otherwise', async () => {
    const client = clientOf({ environment: (await echo()).url, teleservice: 'bourses' });
    const sent = async (params: object) =>
      headersOf(await client.foyer.numero({ numero: NUMERO, ...params })).id_teleservice;
    expect(await sent({})).toBe('bourses');
    expect(await sent({ teleservice: 'cantine' })).toBe('cantine');
    expect(
      headersOf(await clientOf({ environment: server.url }).foyer.numero({ numero: NUMERO })).id_teleservice,
    ).toBeUndefined();
  });
});

describe("a citizen's token", () => {
  it("goes beside the service's own", async () => {
    const client = clientOf({ environment: (await echo()).url }).withFranceConnect('jeton-citoyen');
    expect(headersOf(await client.foyer.franceConnect())).toMatchObject({
      authorization: 'Bearer jeton-du-service',
      'x-franceconnect-oauth': 'jeton-citoyen',
    });
  });

  it('is never answered with what was asked for another citizen', async () => {
    const client = clientOf({ environment: (await echo()).url });
    const answers = await Promise.all(
      ['citoyen-1', 'citoyen-2'].map((token) => client.withFranceConnect(token).foyer.franceConnect()),
    );
    expect(answers.map((answer) => headersOf(answer)['x-franceconnect-oauth'])).toEqual([
      'citoyen-1',
      'citoyen-2',
    ]);
  });

  it("is not sent once expired, even when it is the service's token that took too long", async () => {
    const slow: Auth = {
      key: 'lent',
      apply: (request, send) => new Promise((resolve) => setTimeout(resolve, 60)).then(() => send(request)),
    };
    const client = clientOf({ environment: (await echo()).url, token: slow, retries: false });
    for (const expiresAt of [Date.now() - 1, Date.now() + 30])
      await expect(
        client.withFranceConnect({ accessToken: 'c', expiresAt }).foyer.franceConnect(),
      ).rejects.toMatchObject({ kind: 'login-again', sent: false });
    expect(server.requests).toBe(0);
  });
});

describe('errors', () => {
  it.each([
    [{ erreur: { code: '4001', message: 'Numéro mal formé' } }, 'Numéro mal formé'],
    [{ erreur: { codeapp: 4001, message: 'Numéro mal formé' } }, 'Numéro mal formé'],
  ])('%j is read', async (body, title) => {
    const client = clientOf({ environment: (await refusing(400, body)).url });
    const error = await client.foyer.numero({ numero: NUMERO }).catch((refusal) => refusal);
    expect(error).toMatchObject({
      name: 'InvalidRequestError',
      code: '4001',
      kind: 'invalid',
      retry: 'never',
    });
    expect(error.server).toEqual([{ code: '4001', title, detail: '', parameter: '', meta: {} }]);
    expect(error.requestId).toMatch(UUID);
  });

  it.each([[{ erreur: 'Refus' }], [{ erreur: { code: 'X', message: 3 } }], [{ erreur: [] }], [null]])(
    '%j breaks nothing',
    async (body) => {
      const client = clientOf({ environment: (await refusing(403, body)).url });
      await expect(client.foyer.numero({ numero: NUMERO })).rejects.toMatchObject({ kind: 'permission' });
    },
  );

  it('a status that means another is that other', async () => {
    const client = clientOf({ environment: (await refusing(410, {})).url });
    await expect(client.foyer.numero({ numero: NUMERO })).rejects.toMatchObject({
      name: 'NotFoundError',
      kind: 'not-found',
      httpStatus: 410,
      retry: 'never',
    });
  });

  it('without a known quota, a refusal for too many calls is waited for as the server says, else left alone', async () => {
    server = await serve((_request, response, count) =>
      count === 1 ? response.writeHead(429, { 'Retry-After': '0.05' }).end() : response.end('{}'),
    );
    await clientOf({ environment: server.url }).foyer.numero({ numero: NUMERO });
    expect(server.requests).toBe(2);
    await server.close();
    const client = clientOf({ environment: (await refusing(429, {})).url });
    await expect(client.foyer.numero({ numero: NUMERO })).rejects.toMatchObject({
      kind: 'quota',
      retry: 'later',
    });
    expect(server.requests).toBe(1);
  });

  it('a retired operation says what replaces it', async () => {
    await expect(clientOf({ environment: (await echo()).url }).foyer.ancien()).rejects.toMatchObject({
      name: 'GoneError',
      sent: false,
      message: expect.stringContaining('remplacée par foyer.numero'),
    });
  });

  it('a number in the path is masked, through a method as through the raw door', async () => {
    const body = { erreur: { code: '4001', message: `Rien pour ${NUMERO}` } };
    const client = clientOf({ environment: (await refusing(400, body)).url });
    const error = await client.foyer.numero({ numero: NUMERO }).catch((refusal) => refusal);
    expect(error.server[0].title).toBe('[masqué]');
    const raw = rawClient<{ '/foyer/{numero}': { get: { responses: { 200: never } } } }>(client);
    const answer = await raw.GET('/foyer/{numero}', { params: { path: { numero: NUMERO } } } as never);
    expect(answer).toMatchObject({ error: { erreur: { code: '4001', message: '[masqué]' } } });
  });
});

it('an answer without content is no data', async () => {
  server = await serve((_request, response) => response.writeHead(204).end());
  const { data } = await clientOf({ environment: server.url }).foyer.numero({ numero: NUMERO });
  expect(data).toBeUndefined();
});

it('an answer that lost its content is not taken for one without', async () => {
  server = await serve((_request, response) => response.end());
  const { foyer } = clientOf({ environment: server.url });
  await expect(foyer.numero({ numero: NUMERO })).rejects.toMatchObject({ kind: 'invalid-response' });
});
