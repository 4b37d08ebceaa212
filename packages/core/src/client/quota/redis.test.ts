import { createClient, type RedisClientType } from '@redis/client';
import fc from 'fast-check';
import { Cluster, Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RedisQuotaOptions, redisQuotaStore } from '../../redis.ts';
import { HAS_REDIS, startRedis, type TestRedis } from '../../testing/redis.ts';
import {
  errorBody,
  type Handler,
  limited,
  OK,
  serve,
  type TestServer,
  testClient,
} from '../../testing/server.ts';
import { bearer } from '../auth/bearer.ts';
import { QuotaError } from '../errors/api.ts';
import { ConfigurationError } from '../errors/local.ts';
import type { ClientOptions } from '../options.ts';
import { memoryQuotaStore } from './memory.ts';
import type { QuotaStore, Seen, Turn, Wait } from './store.ts';

let server: TestServer;
const start = async (handler: Handler): Promise<void> => {
  server = await serve(handler);
};
afterEach(() => server?.close());

/** A group of `limit` calls in `seconds`, counted in `store`. */
const counting = (store: QuotaStore, limit: number, seconds: number, more: ClientOptions = {}) =>
  testClient(server.url, { ...more, quota: { store, limits: { groupe: [limit, seconds] }, mode: 'throw' } });

const unsent = { name: 'QuotaError', sent: false };

it('fails, and sends nothing, when the function given forgets to return the answer', async () => {
  await start((_request, response) => response.end(OK));
  const client = counting(
    redisQuotaStore(async () => {}),
    20,
    1,
  );
  await expect(client.famille.limitee({ nom: 'A1' })).rejects.toBeInstanceOf(ConfigurationError);
  expect(server.requests).toBe(0);
});

describe.skipIf(!HAS_REDIS)('with a real Redis', () => {
  let redis: TestRedis;
  let connections: Redis[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  beforeEach(() => connect().flushall());
  afterEach(() => {
    for (const connection of connections) connection.disconnect();
    connections = [];
  });

  function connect({ port } = redis): Redis {
    const connection = new Redis(port, '127.0.0.1', {
      maxRetriesPerRequest: 1,
      retryStrategy: () => 20,
    });
    // Said by the calls that fail.
    connection.on('error', () => {});
    connections.push(connection);
    return connection;
  }

  const storeOn = (connection: Redis | Cluster, options?: RedisQuotaOptions): QuotaStore =>
    redisQuotaStore((script, keys, args) => connection.eval(script, keys.length, ...keys, ...args), options);

  /** As many servers of a vendor, each with its connection and its store. */
  const clients = (count: number, limit: number, seconds: number, more?: ClientOptions) =>
    Array.from({ length: count }, () => counting(storeOn(connect()), limit, seconds, more));

  it('five clients, 600 calls under 20 a period: none refused, none lost', async () => {
    const handler = limited(20, 100);
    // Answers come back in another order.
    await start((request, response, count) =>
      setTimeout(() => handler(request, response, count), (count * 7) % 20),
    );
    const quotaOf = () => ({ store: storeOn(connect()), limits: { groupe: [20, 0.1] as const } });
    const five = Array.from({ length: 5 }, () =>
      testClient(server.url, { quota: quotaOf(), timeout: 25_000 }),
    );
    const answers = await Promise.all(
      five.flatMap((client) =>
        Array.from({ length: 120 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` })),
      ),
    );
    expect(answers).toHaveLength(600);
    expect(handler.refused).toBe(0);
    expect(server.requests).toBe(600);
  });

  it('counts together what two clients send', async () => {
    await start((_request, response) => response.end(OK));
    const [first, second] = clients(2, 2, 60);
    await first?.famille.limitee({ nom: 'A1' });
    await second?.famille.limitee({ nom: 'A2' });
    await expect(first?.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
    await expect(second?.famille.limitee({ nom: 'A4' })).rejects.toMatchObject(unsent);
    expect(server.requests).toBe(2);
  });

  it('counts apart two tokens, and two prefixes', async () => {
    await start((_request, response) => response.end(OK));
    const mine = counting(storeOn(connect()), 1, 60);
    const other = counting(storeOn(connect()), 1, 60, { token: 'un-autre-jeton' });
    const staging = counting(storeOn(connect(), { prefix: 'recette' }), 1, 60);
    for (const client of [mine, other, staging]) await client.famille.limitee({ nom: 'A1' });
    expect(server.requests).toBe(3);
  });

  it('counts together a token that functions give, once it has a name', async () => {
    await start((_request, response) => response.end(OK));
    const named = () => ({ token: { ...bearer(async () => 'jeton-du-coffre'), key: 'mairie' } });
    const [first, second] = [named(), named()].map((token) => counting(storeOn(connect()), 1, 60, token));
    await first?.famille.limitee({ nom: 'A1' });
    await expect(second?.famille.limitee({ nom: 'A2' })).rejects.toMatchObject(unsent);
  });

  it('stops every client when one is refused', async () => {
    await start((_request, response) =>
      response.writeHead(429, { 'Retry-After': '600' }).end(errorBody('00429')),
    );
    const [first, ...others] = clients(5, 20, 1, { retries: false });
    await expect(first?.famille.limitee({ nom: 'A1' })).rejects.toBeInstanceOf(QuotaError);
    for (const client of others)
      await expect(client.famille.limitee({ nom: 'A2' })).rejects.toMatchObject({
        ...unsent,
        retryAfter: expect.closeTo(600, -2),
      });
    expect(server.requests).toBe(1);
  });

  it('stops every client, and for longer and longer, after five refusals in a row', async () => {
    await start((_request, response) =>
      response.writeHead(429, { 'Retry-After': '0' }).end(errorBody('00429')),
    );
    const five = clients(5, 20, 1, { retries: false });
    for (const client of five) await client.famille.limitee({ nom: 'A1' }).catch(() => {});
    for (const client of five)
      await expect(client.famille.limitee({ nom: 'A2' })).rejects.toMatchObject(unsent);
    expect(server.requests).toBe(5);
  });

  it('follows a limit that the headers of one answer lowered', async () => {
    await start((_request, response) => {
      response.setHeader('RateLimit-Limit', 2).setHeader('RateLimit-Remaining', 20).end(OK);
    });
    const [first, second] = clients(2, 20, 60);
    await first?.famille.limitee({ nom: 'A1' });
    await second?.famille.limitee({ nom: 'A2' });
    await expect(second?.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
  });

  it('follows what the headers of one answer say is left, when others use the token', async () => {
    await start((_request, response, count) => {
      response
        .setHeader('RateLimit-Limit', 20)
        .setHeader('RateLimit-Remaining', 2 - count)
        .end(OK);
    });
    const [first, second] = clients(2, 20, 60);
    await first?.famille.limitee({ nom: 'A1' });
    await second?.famille.limitee({ nom: 'A2' });
    await expect(first?.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
  });

  describe('when a process dies', () => {
    /** Two calls take both places, then their process ends before any answer. */
    async function die(lease: number): Promise<void> {
      await start((_request, response, count) => void (count > 2 && response.end(OK)));
      const connection = connect();
      const client = counting(storeOn(connection, { lease }), 2, 0.05);
      const end = new AbortController();
      const calls = ['A1', 'A2'].map((nom) => client.famille.limitee({ nom }, { signal: end.signal }));
      await expect.poll(() => server.requests).toBe(2);
      connection.disconnect();
      end.abort();
      await Promise.allSettled(calls);
    }

    it('holds its places as long as their lease, no longer', async () => {
      await die(60_000);
      const connection = connect();
      for (const key of await connection.keys('*')) expect(await connection.pttl(key)).toBeGreaterThan(0);
      const other = counting(storeOn(connection), 2, 0.05);
      await expect(other.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
    });

    it('gives them back then', async () => {
      await die(300);
      const quota = { store: storeOn(connect()), limits: { groupe: [2, 0.05] as const } };
      const other = testClient(server.url, { quota });
      expect((await other.famille.limitee({ nom: 'A3' })).data.valeur).toBe(650);
    });
  });

  it('fails clearly and sends nothing while Redis is down, then serves again', async () => {
    await start((_request, response) => response.end(OK));
    const [client] = clients(1, 20, 0.05, { retries: false });
    await client?.famille.limitee({ nom: 'A1' });
    await redis.stop();
    for (const nom of ['A2', 'A3'])
      await expect(client?.famille.limitee({ nom })).rejects.toThrow(/connection|retries/i);
    expect(server.requests).toBe(1);
    await redis.start();
    await expect
      .poll(() => client?.famille.limitee({ nom: 'A4' }).then(({ data }) => data.valeur), { timeout: 10_000 })
      .toBe(650);
  });

  it('leaves nothing for ever, and nothing of the token or of the person', async () => {
    await start((_request, response) => {
      response.setHeader('RateLimit-Limit', 20).setHeader('RateLimit-Remaining', 19).end(OK);
    });
    const [client] = clients(1, 20, 1);
    await client?.famille.limitee({ nom: 'ROUX' });
    const connection = connect();
    const keys = await connection.keys('*');
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(await connection.pttl(key)).toBeGreaterThan(0);
    const [places, state] = [
      keys.find((key) => key.endsWith('places')),
      keys.find((key) => key.endsWith('state')),
    ];
    const stored = [
      ...keys,
      ...(await connection.zrange(`${places}`, '0', '-1', 'WITHSCORES')),
      ...Object.entries(await connection.hgetall(`${state}`)).flat(),
    ].join(' ');
    expect(stored).toContain('limit 20');
    expect(stored).not.toMatch(/jeton-de-test|roux/i);
  });

  it('is called by node-redis too', async () => {
    await start((_request, response) => response.end(OK));
    const connection: RedisClientType = createClient({ socket: { host: '127.0.0.1', port: redis.port } });
    await connection.connect();
    const store = redisQuotaStore((script, keys, args) => connection.eval(script, { keys, arguments: args }));
    await counting(store, 1, 60).famille.limitee({ nom: 'A1' });
    await expect(counting(storeOn(connect()), 1, 60).famille.limitee({ nom: 'A2' })).rejects.toMatchObject(
      unsent,
    );
    connection.destroy();
  });

  it('works on a cluster, where both keys of a bucket must be on one node', async () => {
    await start((_request, response) => response.end(OK));
    const node = await startRedis('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');
    const cluster = new Cluster([{ host: '127.0.0.1', port: node.port }], { lazyConnect: true });
    try {
      const admin = connect(node);
      await admin.cluster('ADDSLOTS', ...Array.from({ length: 16_384 }, (_, slot) => `${slot}`));
      await expect.poll(() => admin.cluster('INFO'), { timeout: 10_000 }).toContain('cluster_state:ok');
      await cluster.connect();
      const client = counting(storeOn(cluster), 1, 60);
      await client.famille.limitee({ nom: 'A1' });
      await expect(client.famille.limitee({ nom: 'A2' })).rejects.toMatchObject(unsent);
    } finally {
      cluster.disconnect();
      await node.stop();
    }
  });

  it('says when the first place comes back, lost or given back', async () => {
    const store = storeOn(connect(), { lease: 20_000 });
    const bucket = { key: 'essai', limit: 1, periodMs: 60_000 };
    expect(await store.take(bucket)).toBe(0);
    expect(await store.take(bucket)).toBeLessThanOrEqual(20_000);
    await store.release(bucket, {});
    expect(await store.take(bucket)).toBeGreaterThan(20_000);
    await expect.poll(() => store.take(bucket)).toBeLessThan(59_990);
  });

  it('decides as the memory store does, whatever is taken and given back', async () => {
    const PERIOD = 60_000;
    const seen: fc.Arbitrary<Seen> = fc.record(
      {
        limit: fc.integer({ min: 0, max: 12 }),
        remaining: fc.integer({ min: 0, max: 12 }),
        resetMs: fc.constant(30_000),
        refusedMs: fc.constantFrom(0, 120_000),
      },
      { requiredKeys: [] },
    );
    const take = fc.constant('take' as const);
    // Often enough for the pause that five in a row bring.
    const refused = fc.constantFrom({}, { refusedMs: 0 }, { refusedMs: 0 }, { refusedMs: 0 });
    const steps = fc.array(fc.oneof(take, take, refused, seen), { maxLength: 40, size: 'max' });
    const connection = connect();
    let bucket = { key: 'essai', limit: 10, periodMs: PERIOD };
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        bucket = { ...bucket, key: `${bucket.key}'` };
        const [memory, shared] = [memoryQuotaStore(), storeOn(connection)];
        let inFlight = 0;
        for (const step of steps) {
          if (step === 'take') {
            const [expected, wait] = [await memory.take(bucket), await shared.take(bucket)];
            // The end of another process's call wakes nobody here.
            expect(wait).toBeCloseTo(expected === Infinity ? PERIOD : expected, -4);
            expect(wait === 0).toBe(expected === 0);
            if (wait === 0) inFlight++;
          } else if (inFlight > 0) {
            inFlight--;
            await Promise.all([memory.release(bucket, step), shared.release(bucket, step)]);
          }
        }
      }),
    );
  });
});
