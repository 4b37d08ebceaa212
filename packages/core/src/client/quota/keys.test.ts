/** By what calls are counted: the habilitation, the delegation, the address, and the share and priority that a call asks for. */
import { afterEach, describe, expect, it } from 'vitest';
import { OK, serve, type TestServer, testClient } from '../../testing/server.ts';
import type { CallOptions, ClientOptions } from '../options.ts';

let server: TestServer;
afterEach(() => server?.close());

const start = async (): Promise<void> => {
  server = await serve((_request, response) => response.end(OK));
};

/** One call a minute a habilitation, and never a wait. */
const once = { limits: { groupe: [1, 60] }, mode: 'throw' } as const;
const client = (options: ClientOptions & { delegationId?: string } = {}) =>
  testClient(server.url, { quota: once, ...options });

let names = 0;
const call = (made: ReturnType<typeof testClient>, params: object = {}, options: CallOptions = {}) =>
  made.famille.limitee({ nom: `NOM${names++}`, ...params }, options);

const unsent = { name: 'QuotaError', sent: false };
const [FIRST, SECOND] = ['0d3e1c40-66cb-4d54-9c44-5b53d1c1de5d', '1d3e1c40-66cb-4d54-9c44-5b53d1c1de5d'];

describe('calls are counted', () => {
  it('by token, whatever the client of the process', async () => {
    await start();
    await call(client());
    await expect(call(client())).rejects.toMatchObject(unsent);
    await call(client({ token: 'un-autre-jeton' }));
  });

  it('by habilitation, once it is named, whatever the token', async () => {
    await start();
    await call(client({ account: '12345', token: 'un' }));
    await expect(call(client({ account: '12345', token: async () => 'deux' }))).rejects.toMatchObject(unsent);
    await call(client({ account: '67890', token: 'un' }));
  });

  it('by delegation, of the client or of the call', async () => {
    await start();
    const [first, second] = [client({ delegationId: FIRST }), client({ delegationId: SECOND })];
    await call(first);
    await call(second);
    await expect(call(first)).rejects.toMatchObject(unsent);
    await expect(call(client(), { delegationId: SECOND })).rejects.toMatchObject(unsent);
    await call(client());
  });

  it('apart for each server, and for each fetch', async () => {
    await start();
    await call(client());
    await call(client({ fetch: (input, init) => fetch(input, init) }));
    await server.close();
    await start();
    await call(client());
  });
});

describe('the address', () => {
  it('has a ceiling of its own, all tokens together, for calls without a quota too', async () => {
    await start();
    const make = (token: string) =>
      testClient(server.url, { token, quota: { mode: 'throw', addressLimit: 3 } });
    await call(make('un'));
    await call(make('deux'));
    await make('trois').api.ping();
    await expect(call(make('quatre'))).rejects.toMatchObject(unsent);
    await expect(make('quatre').api.ping()).rejects.toMatchObject(unsent);
  });

  it('is not counted when told so', async () => {
    await start();
    const quota = { limits: { groupe: [100, 60] }, mode: 'throw', addressLimit: false } as const;
    const made = testClient(server.url, { quota });
    for (let i = 0; i < 50; i++) await call(made);
  });

  it('is what a refusal is about when the habilitation has calls left', async () => {
    server = await serve((_request, response, count) =>
      count > 1
        ? response.end(OK)
        : response
            .writeHead(429, { 'RateLimit-Limit': 20, 'RateLimit-Remaining': 9, 'Retry-After': 60 })
            .end('{}'),
    );
    const make = (token: string) =>
      testClient(server.url, { token, retries: false, quota: { mode: 'throw' } });
    await expect(call(make('un'))).rejects.toMatchObject({ name: 'QuotaError', sent: true });
    await expect(call(make('deux'))).rejects.toMatchObject(unsent);
  });
});

describe('a batch', () => {
  const quota = { limits: { groupe: [4, 60] }, mode: 'throw' } as const;

  it('keeps under its share, and leaves the rest to the others', async () => {
    await start();
    const made = testClient(server.url, { quota });
    await call(made, {}, { share: 0.5 });
    await call(made, {}, { share: 0.5 });
    await expect(call(made, {}, { share: 0.5 })).rejects.toMatchObject(unsent);
    await call(made);
    await call(made);
    await expect(call(made)).rejects.toMatchObject(unsent);
  });

  it('never keeps others waiting behind it', async () => {
    await start();
    const made = testClient(server.url, { quota: { limits: { groupe: [4, 1] } } });
    const batch = Array.from({ length: 6 }, () => call(made, {}, { share: 0.5 }));
    const begun = performance.now();
    await Promise.all([call(made), call(made)]);
    expect(performance.now() - begun).toBeLessThan(700);
    await Promise.all(batch);
  });

  it('of low priority goes after those that wait, of any client', async () => {
    const order: string[] = [];
    server = await serve((request, response) => {
      order.push(request.url?.includes('PAGE') ? 'page' : 'batch');
      response.end(OK);
    });
    const make = () => testClient(server.url, { quota: { limits: { groupe: [1, 0.2] } } });
    const [batch, page] = [make(), make()];
    await call(batch);
    const low = Array.from({ length: 3 }, () => call(batch, {}, { priority: 'low' }));
    await new Promise((done) => setTimeout(done, 20));
    const pages = ['PAGEA', 'PAGEB'].map((nom) => call(page, { nom }));
    await Promise.all([...low, ...pages]);
    expect(order).toEqual(['batch', 'page', 'page', 'batch', 'batch', 'batch']);
  });
});

describe('settings', () => {
  const refused: [string, object][] = [
    ['timeout', { timeout: Number.NaN }],
    ['timeout', { timeout: Infinity }],
    ['timeout', { timeout: 0 }],
    ['timeout', { timeout: 2 ** 31 }],
    ['timeout', { timeout: '5000' }],
    ['timeout', { timeout: null }],
    ['timeout.total', { timeout: { total: Infinity } }],
    ['timeout.attempt', { timeout: { attempt: 0 } }],
    ['retries', { retries: -1 }],
    ['retries', { retries: '2' }],
    ['account', { account: ' ' }],
    ['quota.mode', { quota: { mode: 'trow' } }],
    ['quota.maxWait', { quota: { maxWait: Number.NaN } }],
    ['quota.addressLimit', { quota: { addressLimit: 0.5 } }],
    ['quota.limits.groupe', { quota: { limits: { groupe: [Number.NaN, 1] } } }],
    ['quota.limits.groupe', { quota: { limits: { groupe: [1, Infinity] } } }],
    ['quota.limits.groupe', { quota: { limits: { groupe: 5 } } }],
    ['quota.limits.group', { quota: { limits: { group: [1, 1] } } }],
  ];
  it.each(refused)('%s is refused when the client is made: %o', (name, options) => {
    const make = () => testClient('http://127.0.0.1:9', options);
    expect(make).toThrow(expect.objectContaining({ name: 'ConfigurationError' }));
    expect(make).toThrow(`« ${name} »`);
  });

  it('says which groups there are', () => {
    const quota = { limits: { inconnu: [1, 1] as const } };
    expect(() => testClient('http://127.0.0.1:9', { quota })).toThrow("l'un des groupes groupe");
  });

  it.each([
    ['share', { share: 0 }],
    ['share', { share: 1.5 }],
    ['priority', { priority: 'high' }],
    ['timeout', { timeout: Number.NaN }],
    ['retries', { retries: 0.5 }],
  ])('%s is refused when the call is made: %o', async (name, options) => {
    const made = testClient('http://127.0.0.1:9');
    await expect(call(made, {}, options as CallOptions)).rejects.toThrow(`« ${name} »`);
  });
});
