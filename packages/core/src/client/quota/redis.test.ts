import { createClient, type RedisClientType } from '@redis/client';
import fc from 'fast-check';
import { Cluster, Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RedisQuotaOptions, type RedisScriptRunner, redisQuotaStore } from '../../redis.ts';
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
import { fingerprint } from '../fingerprint.ts';
import type { ClientOptions } from '../options.ts';
import { memoryQuotaStore } from './memory.ts';
import type { Bucket, QuotaStore, Seen, Turn } from './store.ts';

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

  describe('when Redis is in trouble', () => {
    /** As most programs have it: it tries again, and queues meanwhile. */
    function patient(port = redis.port): Redis {
      const connection = new Redis(port, '127.0.0.1', { retryStrategy: () => 20 });
      connection.on('error', () => {});
      connections.push(connection);
      return connection;
    }
    const over = (store: QuotaStore, more: ClientOptions = {}) =>
      testClient(server.url, { quota: { store, limits: { groupe: [2, 0.1] } }, ...more });

    it('gives an answer that came while it is frozen, and serves again afterwards', async () => {
      await start((_request, response, count) => {
        if (count === 1) redis.freeze();
        response.end(OK);
      });
      const client = over(storeOn(patient()), { timeout: 3_000 });
      try {
        expect((await client.famille.limitee({ nom: 'A1' })).data.valeur).toBe(650);
      } finally {
        redis.thaw();
      }
      expect((await client.famille.limitee({ nom: 'A2' })).data.valeur).toBe(650);
    });

    it('fails the calls that it leaves without a place within their own deadline, then serves again', async () => {
      await start((_request, response) => response.end(OK));
      const client = over(storeOn(patient()), { timeout: 400 });
      await client.famille.limitee({ nom: 'A1' });
      redis.freeze();
      try {
        const begun = performance.now();
        const calls = Array.from({ length: 5 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
        for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
        expect(performance.now() - begun).toBeLessThan(2_000);
      } finally {
        redis.thaw();
      }
      const again = () => client.famille.limitee({ nom: 'B1' }).then(({ data }) => data.valeur);
      await expect.poll(again, { timeout: 10_000 }).toBe(650);
      // Places that came too late were given back: both are free.
      await expect
        .poll(async () => (await connect().zcard(placesKey())) ?? 0, { timeout: 5_000 })
        .toBeLessThanOrEqual(1);
    });
    const placesKey = () =>
      `{apigouv:quota}:${new URL(server.url).host} ${fingerprint('jeton-de-test')} groupe:places`;

    it('loses no call to a connection that is cut', async () => {
      await start((_request, response) => setTimeout(() => response.end(OK), 5));
      const connection = patient();
      const client = over(storeOn(connection), { timeout: 20_000 });
      const calls = Array.from({ length: 20 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
      for (let i = 0; i < 5; i++) {
        await new Promise((done) => setTimeout(done, 60));
        await connect().call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      }
      expect(await Promise.all(calls)).toHaveLength(20);
    });

    it('neither exceeds nor stops when it evicts what it knew', async () => {
      const handler = limited(10, 1_000);
      await start(handler);
      const store = storeOn(patient());
      const client = testClient(server.url, { quota: { store }, timeout: 20_000 });
      await client.famille.limitee({ nom: 'A1' });
      const calls = Array.from({ length: 30 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
      const connection = connect();
      const keys = [placesKey(), placesKey().replace('places', 'state')];
      const evictions: Promise<number>[] = [];
      const evicting = setInterval(() => evictions.push(connection.del(keys)), 300);
      try {
        expect(await Promise.all(calls)).toHaveLength(30);
      } finally {
        clearInterval(evicting);
        await Promise.all(evictions);
      }
      expect(handler.refused).toBe(0);
    });
  });

  it('gives back the place of a call that was never sent', async () => {
    await start((_request, response) => response.end(OK));
    const store = storeOn(connect());
    const client = counting(store, 1, 60);
    const gone = AbortSignal.abort();
    await expect(client.famille.limitee({ nom: 'A1' }, { signal: gone })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await client.famille.limitee({ nom: 'A2' });
  });

  it('leaves nothing for ever, and nothing of the token or of the person', async () => {
    await start((_request, response) => {
      response.setHeader('RateLimit-Limit', 20).setHeader('RateLimit-Remaining', 19).end(OK);
    });
    const [client] = clients(1, 20, 1);
    await client?.famille.limitee({ nom: 'ROUX' });
    const connection = connect();
    const keys = await connection.keys('*');
    // The server's counter, the client's own, the address's.
    expect(keys).toHaveLength(6);
    for (const key of keys) expect(await connection.pttl(key)).toBeGreaterThan(0);
    const [places, state] = [
      keys.find((key) => key.endsWith('groupe:places')),
      keys.find((key) => key.endsWith('groupe:state')),
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

  const bucket: Bucket = { key: 'essai', limit: 1, periodMs: 60_000, kind: 'habilitation' };
  const turn = (id: string, more: Partial<Turn> = {}): Turn => ({
    ...{ id, buckets: [bucket], share: 1, low: false },
    ...more,
  });
  const waitOf = async (store: QuotaStore, asked: Turn): Promise<number> => {
    const wait = await store.take(asked);
    return wait === 0 ? 0 : wait.ms;
  };

  it('says when the first place comes back', async () => {
    const store = storeOn(connect());
    expect(await store.take(turn('un'))).toBe(0);
    expect(await store.take(turn('deux'))).toEqual({ ms: Infinity, limit: 1, periodMs: 60_000 });
    await store.release(turn('un'), { outcome: 'lost' });
    expect(await waitOf(store, turn('trois'))).toBeGreaterThan(59_000);
    await expect.poll(() => waitOf(store, turn('quatre'))).toBeLessThan(59_990);
  });

  it('learns from a process what the server said, when Redis has forgotten it', async () => {
    const connection = connect();
    const store = storeOn(connection);
    const serverTime = Math.floor(Date.now() / 1000) * 1000;
    const seen: Seen = {
      ...{ outcome: 'answered', limit: 60, remaining: 2 },
      ...{ windowEnd: serverTime + 30_000, serverTime },
    };
    await store.take(turn('un'));
    await store.release(turn('un'), seen);
    await connection.flushall();
    expect(await store.take(turn('deux'))).toBe(0);
    expect(await storeOn(connect()).take(turn('trois'))).toBe(0);
    expect(await waitOf(store, turn('quatre'))).toBeGreaterThan(20_000);
  });

  it('decides as the memory store does, whatever is taken, given back and told, and whenever', async () => {
    const START = 1_000_000;
    const SKEW = 120_000;
    const buckets: Bucket[] = [
      { key: 'habilitation', limit: 10, periodMs: 5_000, kind: 'habilitation' },
      { key: 'own', limit: 6, periodMs: 2_000, kind: 'own' },
      { key: 'address', limit: 8, periodMs: 10_000, kind: 'address' },
    ];
    const told = fc.record(
      {
        limit: fc.integer({ min: 1, max: 12 }),
        remaining: fc.integer({ min: 0, max: 12 }),
        // By the server's clock: so many milliseconds from then.
        windowEnd: fc.constantFrom(-20_000, 0, 500, 1_000, 4_000, 6_000, 60_000, 1e9),
        serverTime: fc.constantFrom(0, 0, 0, -1_000, -500_000),
        pauseMs: fc.constantFrom(0, 700, 30_000, 1e15),
      },
      { requiredKeys: [] },
    );
    const outcome = fc.constantFrom(
      'answered',
      'answered',
      'answered',
      'refused',
      'lost',
      'abandoned',
      'unsent',
    );
    const take = fc.record({
      ...{ kind: fc.constant('take' as const), low: fc.boolean() },
      share: fc.constantFrom(1, 1, 0.5, 0.1),
    });
    const release = fc.record({
      ...{ kind: fc.constant('release' as const), which: fc.nat(20), outcome, told },
    });
    const pass = fc.record({
      ...{ kind: fc.constant('pass' as const) },
      ms: fc.constantFrom(1, 20, 300, 1_000, 2_500, 7_000, 61_000),
    });
    const steps = fc.array(fc.oneof(take, take, release, pass), { maxLength: 60, size: 'max' });
    const connection = connect();
    let clock = START;
    const time = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const run: RedisScriptRunner = (script, keys, args) => {
      const fixed = script.replace(
        "redis.call('TIME')",
        `{ ${Math.floor(clock / 1000)}, ${(clock % 1000) * 1000} }`,
      );
      return connection.eval(fixed, keys.length, ...keys, ...args);
    };
    let runs = 0;
    const property = fc.asyncProperty(steps, async (steps) => {
      clock = START;
      const [memory, shared] = [
        memoryQuotaStore(),
        redisQuotaStore(run, { prefix: `essai-${runs++}`, lease: 1e9 }),
      ];
      const flying: Turn[] = [];
      let turns = 0;
      for (const step of steps) {
        if (step.kind === 'pass') clock += step.ms;
        else if (step.kind === 'take') {
          const asked = { id: `${++turns}`, buckets, share: step.share, low: step.low };
          const [expected, given] = [await memory.take(asked), await shared.take(asked)];
          if (expected === 0) flying.push(asked);
          if (expected === 0 || given === 0) expect(given).toBe(expected);
          else {
            expect(given).toMatchObject({ limit: expected.limit, periodMs: expected.periodMs });
            if (expected.ms === Infinity) expect(given.ms).toBe(Infinity);
            else expect(given.ms).toBeCloseTo(expected.ms, 3);
          }
        } else if (flying.length > 0) {
          const [ended] = flying.splice(step.which % flying.length, 1) as [Turn];
          const { windowEnd, serverTime, ...rest } = step.told;
          const seen: Seen = {
            ...{ outcome: step.outcome as Seen['outcome'], ...rest },
            // Windows are aligned on their half second.
            ...(windowEnd !== undefined && { windowEnd: Math.ceil((clock + SKEW + windowEnd) / 500) * 500 }),
            ...(serverTime !== undefined && { serverTime: clock + SKEW + serverTime }),
          };
          await memory.release(ended, seen);
          await shared.release(ended, seen);
        }
      }
    });
    try {
      await fc.assert(property, { numRuns: 300 });
    } finally {
      time.mockRestore();
    }
  });
});
