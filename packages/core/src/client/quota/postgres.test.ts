import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PostgresPool, postgresQuotaStore, quotaTableSql } from '../../postgres.ts';
import { HAS_POSTGRES, startPostgres, type TestPostgres } from '../../testing/postgres.ts';
import { itDecidesAsInMemory } from '../../testing/same-decisions.ts';
import type { SharedPlace } from '../../testing/shared-place.ts';
import { itCountsTogether } from '../../testing/shared-store.ts';
import { itSurvives } from '../../testing/shared-trouble.ts';
import { ConfigurationError } from '../errors/local.ts';
import type { Bucket, Turn } from './store.ts';

it.each(['Quota', 'a.b.c', 'quota"; DROP TABLE clients; --', '1er', ''])(
  'refuses a table named %j',
  (table) => {
    const pool = { connect: () => Promise.reject(new Error('unused')) };
    expect(() => postgresQuotaStore(pool, { table })).toThrow(ConfigurationError);
    expect(() => quotaTableSql(table)).toThrow(ConfigurationError);
  },
);

describe.skipIf(!HAS_POSTGRES)('with a real PostgreSQL', () => {
  let postgres: TestPostgres;
  let admin: Pool;
  let pools: Pool[] = [];

  function connect(options: { max?: number; user?: string } = {}): Pool {
    const { user = 'postgres', max = 10 } = options;
    const pool = new Pool({ connectionString: postgres.url.replace('postgres@', `${user}@`), max });
    // Said by the calls that fail.
    pool.on('error', () => {});
    pools.push(pool);
    return pool;
  }
  const table = (name: string) => admin.query(`SELECT * FROM ${name}`).then(({ rows }) => rows);

  const place: SharedPlace = {
    start: () => postgres.start(),
    stop: () => postgres.stop(),
    freeze: () => postgres.freeze(),
    thaw: () => postgres.thaw(),
    open({ lease, apart, isPatient } = {}) {
      const pool = connect();
      const store = postgresQuotaStore(pool, {
        ...(lease && { lease }),
        ...(apart && { table: apart }),
        ...(isPatient && { patience: 20_000 }),
      });
      return { ...store, disconnect: () => void pool.end() };
    },
    at(clock) {
      const pool = connect();
      return postgresQuotaStore(
        {
          async connect() {
            const client = await pool.connect();
            return {
              query(text, values) {
                const fixed = text.replaceAll('clock_timestamp()', `to_timestamp(${clock() / 1000})`);
                return client.query(fixed, values);
              },
              release: () => client.release(),
            };
          },
        },
        { lease: 1e9 },
      );
    },
    cut: async () =>
      void (await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port IS NOT NULL',
      )),
    async empty() {
      await admin.query(quotaTableSql());
      await admin.query('DELETE FROM apigouv_quota');
    },
    contents: async () => JSON.stringify(await table('apigouv_quota')),
    async places(key) {
      const [row] = await table(`apigouv_quota WHERE key = '${key}'`);
      const { flying = [], ended = [] } = JSON.parse(row?.state || '{}');
      return flying.length + ended.length;
    },
    calls: 200,
    runs: 60,
  };
  beforeAll(async () => {
    postgres = await startPostgres();
    admin = new Pool({ connectionString: postgres.url });
    admin.on('error', () => {});
  });
  afterAll(async () => {
    await admin?.end();
    await postgres?.remove();
  });
  beforeEach(() => place.empty());
  afterEach(async () => {
    await Promise.all(pools.map((pool) => pool.ending || pool.end()));
    pools = [];
  });

  itCountsTogether(place);
  itSurvives(place);
  itDecidesAsInMemory(place);

  const buckets = (...keys: string[]): Bucket[] =>
    keys.map((key) => ({ key, limit: 50, periodMs: 60_000, kind: 'own' }));
  const turn = (id: string, ...keys: string[]): Turn => ({
    ...{ id, buckets: buckets(...(keys.length > 0 ? keys : ['essai'])), share: 1, low: false },
  });

  it('gives no place twice to processes that ask at once, and is in nobody’s way', async () => {
    const stores = Array.from({ length: 4 }, () => place.open());
    const asked = stores.flatMap((store, s) =>
      Array.from({ length: 30 }, (_, i) =>
        // In one order or the other.
        store.take(turn(`${s}:${i}`, ...(s % 2 ? ['un', 'deux'] : ['deux', 'un']))),
      ),
    );
    const verdicts = await Promise.all(asked);
    expect(verdicts.filter((verdict) => verdict === 0)).toHaveLength(50);
    expect([await place.places('un'), await place.places('deux')]).toEqual([50, 50]);
  });

  it('asks once for calls that come together, over one connection', async () => {
    const pool = connect();
    const query = vi.fn();
    const store = postgresQuotaStore(watching(pool, { query }));
    await store.take(turn('premier'));
    query.mockClear();
    await Promise.all(Array.from({ length: 40 }, (_, i) => store.take(turn(`${i}`))));
    expect(pool.totalCount).toBe(1);
    // Read, then written; what nobody used is deleted besides.
    const texts = query.mock.calls.map(([text]) => text);
    expect(texts.filter((text) => !text.includes('DELETE'))).toHaveLength(2);
  });

  describe('the table', () => {
    beforeEach(() => admin.query('DROP TABLE apigouv_quota'));

    it('is made by the first process that misses it, several at once included', async () => {
      const takes = Array.from({ length: 5 }, (_, i) => place.open().take(turn(`${i}`)));
      expect(await Promise.all(takes)).toEqual([0, 0, 0, 0, 0]);
    });

    it('is made by whoever may', async () => {
      await admin.query('CREATE USER agent');
      await admin.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
      const store = postgresQuotaStore(connect({ user: 'agent' }));
      await expect(store.take(turn('un'))).rejects.toThrow(/apigouv_quota.*quotaTableSql/);
      await admin.query(quotaTableSql());
      await admin.query('GRANT SELECT, INSERT, UPDATE, DELETE ON apigouv_quota TO agent');
      expect(await store.take(turn('deux'))).toBe(0);
    });

    it('stands in a schema when asked', async () => {
      await admin.query('CREATE SCHEMA quotas');
      const store = postgresQuotaStore(connect(), { table: 'quotas.apigouv' });
      expect(await store.take(turn('un'))).toBe(0);
      expect(await table('quotas.apigouv')).toHaveLength(1);
    });
  });

  it('is told anew, when it was emptied, of the calls that each process has in flight, and of no other', async () => {
    const [first, second] = [place.open(), place.open()];
    await first.take(turn('parti'));
    await first.take(turn('en vol'));
    await second.take(turn('en vol aussi'));
    await first.release(turn('parti'), { outcome: 'unsent' });
    await place.empty();
    await second.take(turn('nouveau'));
    expect(await place.places('essai')).toBe(2);
    await first.take(turn('nouveau aussi'));
    expect(await place.places('essai')).toBe(4);
  });

  it('deletes what nobody used for a day', async () => {
    await place.open().take(turn('un', 'vieux', 'neuf'));
    await admin.query("UPDATE apigouv_quota SET used_at = used_at - interval '25 hours' WHERE key = 'vieux'");
    await place.open().take(turn('deux', 'neuf'));
    await expect.poll(() => table('apigouv_quota')).toMatchObject([{ key: 'neuf' }]);
  });

  /** The same pool: `query` sees each text first, `answered` each answer. */
  function watching(
    pool: Pool,
    { query, answered }: { query?: (text: string) => unknown; answered?: (text: string) => unknown },
  ): PostgresPool {
    return {
      async connect() {
        const client = await pool.connect();
        return {
          async query(text, values) {
            await query?.(text);
            const result = await client.query(text, values);
            await answered?.(text);
            return result;
          },
          release: (isBroken) => client.release(isBroken),
        };
      },
    };
  }
  const isWrite = (text: string): boolean => text.includes('UPDATE');
  const cutAfter = (times: number) => (text: string) => {
    if (isWrite(text) && times-- > 0) throw new Error('Connection terminated unexpectedly');
  };

  it('takes a place once, and leaves it once, though the answer was lost on the way', async () => {
    for (const [i, lost] of [1, 2].entries()) {
      const key = `perdu ${i}`;
      const losing = () => postgresQuotaStore(watching(connect(), { answered: cutAfter(lost) }));
      expect(await losing().take(turn('un', key))).toBe(0);
      expect(await place.places(key)).toBe(1);
      await losing().release(turn('un', key), { outcome: 'lost' });
      expect(await place.places(key)).toBe(1);
    }
  });

  it('gives back the place that was written for a call that failed', async () => {
    const store = postgresQuotaStore(watching(connect(), { answered: cutAfter(4) }));
    await expect(store.take(turn('un'))).rejects.toThrow(/terminated/);
    expect(await place.places('essai')).toBe(1);
    await expect.poll(() => place.places('essai'), { timeout: 5_000 }).toBe(0);
  });

  it('tells later how a call ended, when PostgreSQL was down then', async () => {
    const pool = connect();
    const store = postgresQuotaStore(pool);
    await store.take(turn('un'));
    const cutting = vi.spyOn(pool, 'connect').mockImplementation(() => Promise.reject(new Error('down')));
    await expect(store.release(turn('un'), { outcome: 'unsent' })).rejects.toThrow('down');
    cutting.mockRestore();
    await expect.poll(() => place.places('essai'), { timeout: 5_000 }).toBe(0);
  });

  it('drops a connection that says nothing, and takes none from the pool meanwhile', async () => {
    const pool = connect();
    let silent = true;
    const query = vi.fn(() => (silent ? new Promise(() => {}) : undefined));
    const store = postgresQuotaStore(watching(pool, { query }));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const first = store.take(turn('un'));
      const told = expect(first).rejects.toThrow('PostgreSQL ne répond pas depuis 5 s');
      await vi.waitFor(() => expect(query).toHaveBeenCalledTimes(1));
      const second = store.take(turn('deux'));
      expect(pool.totalCount).toBe(1);
      silent = false;
      await vi.advanceTimersByTimeAsync(5_000);
      await told;
      expect(await second).toBe(0);
      expect(pool.totalCount).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('asks a pool that gives nothing for one connection only, and gives it back', async () => {
    const pool = connect({ max: 1 });
    const store = postgresQuotaStore(pool);
    const held = await pool.connect();
    const told = Array.from({ length: 3 }, (_, i) => store.take(turn(`${i}`)));
    await vi.waitFor(() => expect(pool.waitingCount).toBe(1));
    held.release();
    expect(await Promise.all(told)).toEqual([0, 0, 0]);
    await expect.poll(() => pool.idleCount).toBe(1);
  });
});
