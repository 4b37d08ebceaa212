import { createClient, type RedisClientType } from '@redis/client';
import { Cluster, Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RedisQuotaOptions, redisQuotaStore } from '../../redis.ts';
import { HAS_REDIS, startRedis, type TestRedis } from '../../testing/redis.ts';
import { itDecidesAsInMemory } from '../../testing/same-decisions.ts';
import { OK } from '../../testing/server.ts';
import { countedApi, type SharedPlace, unsent } from '../../testing/shared-place.ts';
import { itCountsTogether } from '../../testing/shared-store.ts';
import { itSurvives } from '../../testing/shared-trouble.ts';
import { ConfigurationError } from '../errors/local.ts';
import type { QuotaStore } from './store.ts';

const api = countedApi();
const { start, counting } = api;

it('fails, and sends nothing, when the function given forgets to return the answer', async () => {
  await start((_request, response) => response.end(OK));
  const client = counting(
    redisQuotaStore(async () => {}),
    20,
    1,
  );
  await expect(client.famille.limitee({ nom: 'A1' })).rejects.toBeInstanceOf(ConfigurationError);
  expect(api.server.requests).toBe(0);
});

describe.skipIf(!HAS_REDIS)('with a real Redis', () => {
  let redis: TestRedis;
  let connections: Redis[] = [];

  function connect({ port } = redis, maxRetriesPerRequest: number | null = 1): Redis {
    const connection = new Redis(port, '127.0.0.1', { maxRetriesPerRequest, retryStrategy: () => 20 });
    // Said by the calls that fail.
    connection.on('error', () => {});
    connections.push(connection);
    return connection;
  }

  const storeOn = (connection: Redis | Cluster, options?: RedisQuotaOptions): QuotaStore =>
    redisQuotaStore((script, keys, args) => connection.eval(script, keys.length, ...keys, ...args), options);

  const place: SharedPlace = {
    start: () => redis.start(),
    stop: () => redis.stop(),
    freeze: () => redis.freeze(),
    thaw: () => redis.thaw(),
    open({ lease, apart, isPatient } = {}) {
      // Most programs try again, and queue meanwhile.
      const connection = isPatient ? connect(redis, null) : connect();
      const store = storeOn(connection, { ...(lease && { lease }), ...(apart && { prefix: apart }) });
      return { ...store, disconnect: () => connection.disconnect() };
    },
    at(clock) {
      const connection = connect();
      return redisQuotaStore(
        (script, keys, args) => {
          const time = `{ ${Math.floor(clock() / 1000)}, ${(clock() % 1000) * 1000} }`;
          const fixed = script.replace("redis.call('TIME')", time);
          return connection.eval(fixed, keys.length, ...keys, ...args);
        },
        { lease: 1e9 },
      );
    },
    cut: async () => void (await connect().call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
    empty: async () => void (await connect().flushall()),
    async contents() {
      const connection = connect();
      const keys = await connection.keys('*');
      const values = keys.map((key) =>
        key.endsWith(':places') ? connection.zrange(key, '0', '-1', 'WITHSCORES') : connection.hgetall(key),
      );
      return JSON.stringify([keys, await Promise.all(values)]);
    },
    places: (key) => connect().zcard(`{apigouv:quota}:${key}:places`),
    calls: 600,
    runs: 300,
  };
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.remove());
  beforeEach(() => place.empty());
  afterEach(() => {
    for (const connection of connections) connection.disconnect();
    connections = [];
  });

  itCountsTogether(place);
  itSurvives(place);
  itDecidesAsInMemory(place);

  it('leaves nothing for ever', async () => {
    await start((_request, response) => {
      response.setHeader('RateLimit-Limit', 20).setHeader('RateLimit-Remaining', 19).end(OK);
    });
    await counting(place.open(), 20, 1).famille.limitee({ nom: 'ROUX' });
    const bucket = { key: 'vol', limit: 20, periodMs: 1_000, kind: 'own' } as const;
    await place.open().take({ id: 'mort', buckets: [bucket], share: 1, low: false });
    const connection = connect();
    // The server's counter, the client's own, the address's; the places of a call whose process died.
    await expect.poll(() => connection.keys('*')).toHaveLength(7);
    for (const key of await connection.keys('*')) expect(await connection.pttl(key)).toBeGreaterThan(0);
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
      await node.remove();
    }
  });
});
