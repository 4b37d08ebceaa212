/** What the server says of its quota is what the client keeps to: period, limit, refusals, whatever the headers are. */
import { afterEach, describe, expect, it } from 'vitest';
import { errorBody, type Handler, OK, serve, type TestServer, testClient } from '../../testing/server.ts';
import { QuotaError } from '../errors/api.ts';
import type { ClientOptions } from '../options.ts';

let server: TestServer;
afterEach(() => server?.close());

const start = async (handler: Handler, options: ClientOptions = {}) => {
  server = await serve(handler);
  return testClient(server.url, options);
};

type Headers = Record<string, string | number>;
const says =
  (headers: Headers): Handler =>
  (_request, response) =>
    response.writeHead(200, headers).end(OK);

/** As many calls at once, each told apart by its name: how they ended. */
async function burst(client: ReturnType<typeof testClient>, count: number, options = {}) {
  const calls = Array.from({ length: count }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }, options));
  const ends = await Promise.allSettled(calls);
  return {
    ok: ends.filter(({ status }) => status === 'fulfilled').length,
    errors: ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : [])),
  };
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** A server of `limit` calls in windows of `period` seconds, by a clock that is off; `dated`: what its answers say of it. */
function windowed(
  limit: number,
  period: number,
  skew = 0,
  dated: (now: number) => number | undefined = (now) => now,
) {
  let window = 0;
  let count = 0;
  const handler = Object.assign(
    ((_request, response) => {
      const now = Date.now() / 1000 + skew;
      const current = Math.floor(now / period);
      count = current === window ? count + 1 : 1;
      window = current;
      const reset = (window + 1) * period;
      const date = dated(now);
      response.sendDate = false;
      if (date) response.setHeader('Date', new Date(date * 1000).toUTCString());
      response.setHeader('RateLimit-Limit', limit).setHeader('RateLimit-Reset', reset);
      response.setHeader('RateLimit-Remaining', Math.max(0, limit - count));
      if (count <= limit) return response.end(OK);
      handler.refused++;
      return response.writeHead(429, { 'Retry-After': Math.ceil(reset - now) }).end(errorBody('00429'));
    }) as Handler,
    { refused: 0 },
  );
  return handler;
}

describe('the period', () => {
  it.each([0, 120, -120])('is the one that the headers tell, by a clock %i s off', async (skew) => {
    // The group's own figures say 20 calls in 25 ms.
    const handler = windowed(24, 2, skew);
    const client = await start(handler, { timeout: 20_000 });
    const { ok } = await burst(client, 60);
    expect({ ok, refused: handler.refused }).toEqual({ ok: 60, refused: 0 });
  });

  it.each<[string, (now: number) => number | undefined]>([
    ['gives no date', () => undefined],
    ['dates by another clock', (now) => now + 40],
  ])('is learnt of a server that %s, at the price of one window', { timeout: 120_000 }, async (_, dated) => {
    const handler = windowed(24, 2, 0, dated);
    const client = await start(handler, { timeout: 60_000 });
    // Late in a window, when its end and the first refusal tell the least of its length.
    await new Promise((resolve) => setTimeout(resolve, 3_400 - (Date.now() % 2_000)));
    const { ok } = await burst(client, 100);
    expect(ok).toBe(100);
    expect(handler.refused).toBeLessThanOrEqual(24);
  });

  it('holds back at once what it leaves no time for', async () => {
    const client = await start(
      (_request, response, count) => {
        response.writeHead(200, {
          ...{ 'RateLimit-Limit': 60, 'RateLimit-Remaining': Math.max(0, 60 - count) },
          'RateLimit-Reset': seconds() + 45,
        });
        response.end(OK);
      },
      { timeout: 20_000 },
    );
    const begun = performance.now();
    const { ok, errors } = await burst(client, 100);
    expect(ok).toBe(60);
    expect(performance.now() - begun).toBeLessThan(10_000);
    for (const error of errors) expect(error).toMatchObject({ name: 'QuotaError', sent: false });
    expect(errors[0].retryAfter).toBeGreaterThan(30);
    expect(errors[0].message).toContain("Rien n'a été envoyé");
    expect(errors[0].userMessage).toMatch(/dans \d\d secondes|dans 1 minute/);
  });
});

describe('headers that make no sense', () => {
  it.each<[string, Headers]>([
    ['a limit of -1', { 'RateLimit-Limit': -1, 'RateLimit-Remaining': -1 }],
    ['a limit of 0', { 'RateLimit-Limit': 0, 'RateLimit-Remaining': 0, 'RateLimit-Reset': seconds() + 60 }],
    ['half a call', { 'RateLimit-Limit': 0.5, 'RateLimit-Remaining': 3 }],
    ['text', { 'RateLimit-Limit': 20, 'RateLimit-Remaining': 'abc' }],
    ['a list', { 'RateLimit-Limit': '20, 20;w=1', 'RateLimit-Remaining': 10 }],
    ['huge numbers', { 'RateLimit-Limit': 1e308, 'RateLimit-Remaining': 1e308, 'RateLimit-Reset': 1e308 }],
    ['a far reset', { 'RateLimit-Limit': 20, 'RateLimit-Remaining': 0, 'RateLimit-Reset': 1e12 }],
    ['a past reset', { 'RateLimit-Limit': 20, 'RateLimit-Remaining': 0, 'RateLimit-Reset': 1.2e9 }],
  ])('stop nobody: %s', async (_name, headers) => {
    const client = await start(says(headers), { timeout: 5_000 });
    for (let i = 0; i < 3; i++) expect((await burst(client, 5)).ok).toBe(5);
  });

  it.each(['1e12', '99999999999999999999', 'Wed, 21 Oct 2099 07:28:00 GMT'])(
    'stop for twelve hours at most: Retry-After %s',
    async (value) => {
      const client = await start((_request, response) =>
        response.writeHead(429, { 'Retry-After': value }).end(errorBody('00429')),
      );
      await burst(client, 1);
      const { errors } = await burst(client, 1);
      expect(errors[0]).toMatchObject({ sent: false });
      expect(errors[0].retryAfter).toBeLessThanOrEqual(12 * 3600);
      expect(errors[0].userMessage).toContain('12 heures');
    },
  );
});

describe('a refusal', () => {
  it('that only tells when its window ends is not asked again before', async () => {
    const end = seconds() + 2;
    const client = await start(
      (_request, response, count) => {
        if (count > 1) return response.end(OK);
        return response.writeHead(429, { 'RateLimit-Reset': end }).end(errorBody('00429'));
      },
      { timeout: 10_000 },
    );
    expect((await burst(client, 1)).ok).toBe(1);
    expect(Date.now()).toBeGreaterThanOrEqual(end * 1000);
  });

  it('in seconds, too', async () => {
    const client = await start(
      (_request, response, count) => {
        if (count > 1) return response.end(OK);
        return response.writeHead(429, { 'RateLimit-Reset': 1 }).end(errorBody('00429'));
      },
      { timeout: 10_000 },
    );
    const begun = performance.now();
    expect((await burst(client, 1)).ok).toBe(1);
    expect(performance.now() - begun).toBeGreaterThan(990);
  });

  it('now and then, between successes, is never a ban', async () => {
    const client = await start((_request, response, count) =>
      count % 5 === 0
        ? response.writeHead(429, { 'Retry-After': 0 }).end(errorBody('00429'))
        : response.end(OK),
    );
    for (let i = 0; i < 60; i++) await client.famille.limitee({ nom: `NOM${i}` }, { timeout: 2_000 });
  });

  it('of many calls at once counts as one', async () => {
    const client = await start(
      (_request, response, count) =>
        setTimeout(
          () =>
            count <= 20
              ? response.writeHead(429, { 'Retry-After': 1 }).end(errorBody('00429'))
              : response.end(OK),
          30,
        ),
      { timeout: 10_000 },
    );
    expect((await burst(client, 20)).ok).toBe(20);
  });

  it('wakes those that can no longer make it', async () => {
    const client = await start(
      (_request, response, count) =>
        count === 5
          ? setTimeout(() => response.writeHead(429, { 'Retry-After': 300 }).end(errorBody('00429')), 200)
          : setTimeout(() => response.end(OK), 100),
      { quota: { limits: { groupe: [20, 1] } }, timeout: { attempt: 2_000, total: 6_000 } },
    );
    const begun = performance.now();
    const { errors } = await burst(client, 30);
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(errors.length).toBeGreaterThanOrEqual(10);
    for (const error of errors) expect(error).toBeInstanceOf(QuotaError);
  });
});

describe("the client's own limits", () => {
  it('only lower what the server allows', async () => {
    const times: number[] = [];
    const client = await start(
      (_request, response) => {
        times.push(performance.now());
        says({ 'RateLimit-Limit': 20, 'RateLimit-Remaining': 19, 'RateLimit-Reset': seconds() + 1 })(
          _request,
          response,
          0,
        );
      },
      { quota: { limits: { groupe: [4, 0.5] } } },
    );
    await burst(client, 12);
    for (const [index, time] of times.entries())
      if (index >= 4) expect(time - (times[index - 4] as number)).toBeGreaterThan(490);
  });
});

describe('a wait in the queue', () => {
  it('that is sure to pass the deadline is not begun', async () => {
    const client = await start((_request, response) => response.end(OK), {
      quota: { limits: { groupe: [2, 1] } },
      timeout: 1_500,
    });
    const begun = performance.now();
    const { ok, errors } = await burst(client, 10);
    expect(ok).toBe(4);
    expect(errors).toHaveLength(6);
    for (const error of errors) expect(error).toMatchObject({ name: 'QuotaError', sent: false });
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it('that proves longer than it seemed ends as a quota error, within the deadline', async () => {
    const pace = { limit: 1, periodMs: 100 };
    const store = { take: () => ({ ...pace, ms: 100 }), release() {} };
    const client = await start((_request, response) => response.end(OK), { quota: { store }, timeout: 350 });
    const begun = performance.now();
    const { errors } = await burst(client, 1);
    expect(errors[0]).toMatchObject({ name: 'QuotaError', sent: false });
    expect(performance.now() - begun).toBeLessThan(350);
  });

  it('ends so for the caller of an identical call too, at its own deadline', async () => {
    const client = await start((_request, response) => response.end(OK), {
      quota: { limits: { groupe: [1, 1] } },
    });
    await client.famille.limitee({ nom: 'PREMIER' });
    const patient = client.famille.limitee({ nom: 'DEUXIEME' }, { timeout: { total: 5_000 } });
    const hurried = client.famille.limitee({ nom: 'DEUXIEME' }, { timeout: { total: 300 } });
    await expect(hurried).rejects.toMatchObject({ name: 'QuotaError', sent: false });
    expect((await patient).data.valeur).toBe(650);
  });
});
