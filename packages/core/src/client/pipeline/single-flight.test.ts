/** Who shares a request, and who must not: on a real server that says what it was asked. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, describe, expect, it } from 'vitest';
import { type Handler, OK, PERSONNE, serve, type TestServer, testClient } from '../../testing/server.ts';
import type { Auth } from '../auth/auth.ts';
import { apiKey } from '../auth/bearer.ts';
import { withContext } from '../create-client.ts';
import { ConfigurationError } from '../errors/local.ts';
import type { AuditEvent } from './audit.ts';

let server: TestServer;
const start = async (handler: Handler, options = {}) => {
  server = await serve(handler);
  return testClient(server.url, options);
};
afterEach(() => server?.close());

const slowly: Handler = (_request, response) => setTimeout(() => response.end(OK), 40);
/** Answers what came: who asks, for whom. */
const echo: Handler = ({ headers, url = '' }, response) => {
  const recipient = new URL(url, 'http://a').searchParams.get('recipient');
  const data = { token: headers.authorization ?? headers['x-api-key'], agent: headers['x-agent'], recipient };
  setTimeout(() => response.end(JSON.stringify({ data })), 20);
};

describe('identical calls', () => {
  it('share one request, each with its own copy of the answer', async () => {
    const client = await start(slowly);
    const [first, second] = await Promise.all([
      client.famille.identite(PERSONNE),
      client.famille.identite(PERSONNE),
    ]);
    expect(server.requests).toBe(1);
    expect(first.data).toEqual(second.data);
    expect(first.data).not.toBe(second.data);
  });

  it('ask again once the answer is there', async () => {
    const client = await start(slowly);
    await client.famille.identite(PERSONNE);
    await client.famille.identite(PERSONNE);
    expect(server.requests).toBe(2);
  });

  it('share an empty answer too', async () => {
    const client = await start((_request, response) => setTimeout(() => response.end(), 20));
    const answers = await Promise.all([client.api.ping(), client.api.ping()]);
    expect(answers.map(({ data }) => data)).toEqual([undefined, undefined]);
    expect(server.requests).toBe(1);
  });

  it('share a token that a function gives, asked once a call', async () => {
    let asked = 0;
    const client = await start(slowly, {
      token: async () => {
        asked++;
        return 'jeton';
      },
    });
    await Promise.all([client.famille.identite(PERSONNE), client.famille.identite(PERSONNE)]);
    expect([server.requests, asked]).toEqual([1, 2]);
  });

  it('count one request in the audit: the leader’s', async () => {
    const events: AuditEvent[] = [];
    const client = await start(slowly, { audit: (event: AuditEvent) => events.push(event) });
    await Promise.all([client.famille.identite(PERSONNE), client.famille.identite(PERSONNE)]);
    expect(events.map(({ attempts }) => attempts).sort()).toEqual([0, 1]);
  });

  it('count the request of a leader that has left', async () => {
    const events: AuditEvent[] = [];
    const client = await start(slowly, { audit: (event: AuditEvent) => events.push(event) });
    const leaving = client.famille.identite(PERSONNE, { signal: AbortSignal.timeout(10) });
    await expect(leaving).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(events).toMatchObject([{ outcome: 'aborted', attempts: 1 }]);
  });

  it('share it though each has its own name for it', async () => {
    const client = await start(slowly);
    const answers = await Promise.all([client.famille.suivie(), client.famille.suivie()]);
    expect(server.requests).toBe(1);
    expect(answers[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answers[1]?.requestId).toBe(answers[0]?.requestId);
  });

  it('of a strategy whose token cannot be had fail for that reason, and nothing is sent', async () => {
    const own = new ConfigurationError('pas de coffre');
    for (const [thrown, name] of [
      [own, 'ConfigurationError'],
      [new Error('coffre fermé'), 'ConnectionError'],
    ] as const) {
      const token: Auth = {
        key: 'a',
        apply: (request, send) => send(request),
        resolve: () => Promise.reject(thrown),
      };
      const client = await start(slowly, { token });
      const error = await client.famille.identite(PERSONNE).catch((refusal: unknown) => refusal);
      expect(error).toMatchObject({ name });
      expect(JSON.stringify(error)).not.toContain('fermé');
      expect(server.requests).toBe(0);
      await server.close();
    }
  });
});

describe('nothing is shared', () => {
  it('between two agents named by a parameter', async () => {
    const client = await start(echo);
    const answers = await Promise.all(['a', 'b'].map((agent) => client.famille.suivie({ agent })));
    expect(answers.map(({ data }) => data)).toMatchObject([{ agent: 'a' }, { agent: 'b' }]);
  });

  it('between two tokens that one function gives', async () => {
    const tenant = new AsyncLocalStorage<string>();
    const client = await start(echo, { token: () => tenant.getStore() as string });
    const ask = (name: string) => tenant.run(name, () => client.famille.identite(PERSONNE));
    const answers = await Promise.all([ask('jeton-a'), ask('jeton-b')]);
    expect(answers.map(({ data }) => data)).toMatchObject([
      { token: 'Bearer jeton-a' },
      { token: 'Bearer jeton-b' },
    ]);
    expect(server.requests).toBe(2);
  });

  it('between two keys that one function gives', async () => {
    const keys = ['cle-a', 'cle-b'];
    const client = await start(echo, { token: apiKey(async () => keys.shift() as string) });
    const answers = await Promise.all([client.famille.identite(PERSONNE), client.famille.identite(PERSONNE)]);
    expect(answers.map(({ data }) => data)).toMatchObject([{ token: 'cle-a' }, { token: 'cle-b' }]);
  });

  it('between two tokens that a strategy of the caller’s resolves', async () => {
    const tokens = ['un', 'deux'];
    const fixed = (token: string): Auth => ({
      key: token,
      apply: (request, send) => send({ ...request, headers: { ...request.headers, authorization: token } }),
    });
    const token: Auth = { ...fixed(''), resolve: async () => fixed(tokens.shift() as string) };
    const client = await start(echo, { token });
    const answers = await Promise.all([client.famille.identite(PERSONNE), client.famille.identite(PERSONNE)]);
    expect(answers.map(({ data }) => data)).toMatchObject([{ token: 'un' }, { token: 'deux' }]);
  });

  it('between two citizens', async () => {
    const client = await start(echo);
    const answers = await Promise.all(
      ['un', 'deux'].map((token) => client.withFranceConnect(token).famille.franceConnect()),
    );
    expect(answers.map(({ data }) => data)).toMatchObject([{ token: 'Bearer un' }, { token: 'Bearer deux' }]);
  });

  it('between two recipients', async () => {
    const client = await start(echo);
    const other = withContext(client, { recipient: '21750001600019' });
    const answers = await Promise.all([client, other].map(({ famille }) => famille.identite(PERSONNE)));
    expect(answers.map(({ data }) => data)).toMatchObject([
      { recipient: '13002526500013' },
      { recipient: '21750001600019' },
    ]);
  });

  it.each([
    ['two agents', { 'x-agent': 'a' }, { 'x-agent': 'b' }],
    [
      'headers that only look the same once put end to end',
      { 'x-agent': 'a x-b c' },
      { 'x-agent': 'a', 'x-b': 'c' },
    ],
  ])('between %s', async (_, first, second) => {
    const client = await start(echo);
    const calls = [first, second].map((headers) => client.famille.identite(PERSONNE, { headers }));
    const answers = await Promise.all(calls);
    expect(answers.map(({ data }) => data)).toMatchObject([
      { agent: first['x-agent'] },
      { agent: second['x-agent'] },
    ]);
  });

  it('between a call that takes what is cached and one that does not', async () => {
    const client = await start(slowly);
    await Promise.all([
      client.famille.identite(PERSONNE),
      client.famille.identite(PERSONNE, { cache: 'no-cache' }),
    ]);
    expect(server.requests).toBe(2);
  });
});

describe('each keeps its own patience', () => {
  it('goes on for the others when one is cancelled, even the first', async () => {
    const client = await start(slowly);
    const controller = new AbortController();
    const cancelled = client.famille.identite(PERSONNE, { signal: controller.signal });
    const kept = client.famille.identite(PERSONNE);
    setTimeout(() => controller.abort(), 10);
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect((await kept).data.valeur).toBe(650);
    expect(server.requests).toBe(1);
  });

  it('does not die of its leader’s delay for an attempt, nor of its having no retry', async () => {
    const client = await start((_request, response) => setTimeout(() => response.end(OK), 150));
    const leader = client.famille.identite(PERSONNE, { timeout: { attempt: 50 }, retries: false });
    const follower = client.famille.identite(PERSONNE, { timeout: 5_000 });
    await expect(leader).rejects.toMatchObject({ name: 'TimeoutError', phase: 'attempt' });
    expect((await follower).data.valeur).toBe(650);
  });

  it('does not die of its leader’s whole delay', async () => {
    const client = await start((_request, response) => setTimeout(() => response.end(OK), 150), {
      retries: false,
    });
    const leader = client.famille.identite(PERSONNE, { timeout: 50 });
    const follower = client.famille.identite(PERSONNE, { timeout: 5_000 });
    await expect(leader).rejects.toMatchObject({ name: 'TimeoutError', phase: 'total' });
    expect((await follower).data.valeur).toBe(650);
    expect(server.requests).toBe(1);
  });

  it('dies of its own delay, which the leader’s does not lengthen', async () => {
    const client = await start((_request, response) => setTimeout(() => response.end(OK), 150));
    const leader = client.famille.identite(PERSONNE);
    await expect(client.famille.identite(PERSONNE, { timeout: 30 })).rejects.toMatchObject({
      phase: 'total',
    });
    expect((await leader).data.valeur).toBe(650);
  });

  it('lets the request go when the last has left, and the next call asks anew', async () => {
    let received = (): void => {};
    let cut = (): void => {};
    const [arrival, end] = [
      new Promise<void>((done) => (received = done)),
      new Promise<void>((done) => (cut = done)),
    ];
    const client = await start((request, response, count) => {
      request.socket.once('close', cut);
      if (count > 1) response.end(OK);
      else received();
    });
    const leaving = new AbortController();
    const last = client.famille.identite(PERSONNE, { signal: leaving.signal });
    const first = client.famille.identite(PERSONNE, { timeout: 40 });
    await expect(first).rejects.toMatchObject({ phase: 'total' });
    await arrival;
    leaving.abort();
    await expect(last).rejects.toMatchObject({ name: 'AbortError' });
    await end;
    expect(server.requests).toBe(1);
    expect((await client.famille.identite(PERSONNE)).data.valeur).toBe(650);
  });
});
