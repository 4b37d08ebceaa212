import { createPostgresBackend, Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HAS_POSTGRES, startPostgres, type TestPostgres } from '../../core/src/testing/postgres.ts';
import { HAS_REDIS, startRedis, type TestRedis } from '../../core/src/testing/redis.ts';
import { openBatch } from './batch.ts';
import { bullmq } from './bullmq.ts';
import type { Line, LineState } from './store.ts';
import { suite } from './testing/suite.ts';
import { answers, PERSON, startWorld } from './testing/world.ts';

describe.skipIf(!HAS_REDIS)('on BullMQ and Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => {
    // What a DUMP holds is read as it is.
    redis = await startRedis('--rdbcompression', 'no');
  });
  afterAll(() => redis?.remove());
  const store = (more: { lease?: number } = {}) =>
    bullmq({ connection: { host: '127.0.0.1', port: redis.port }, ...more });

  suite(store);

  it('keeps nothing of a person: neither name, nor answer, nor what the server said of it', async () => {
    const connection = new Redis(redis.port, '127.0.0.1');
    await connection.flushall();
    const world = await startWorld((response, key, times) =>
      key === 'a'
        ? answers.ok(response)
        : answers.error(404, '35003', { detail: PERSON.nomNaissance })(response, key, times),
    );
    const batch = await openBatch('canari', {
      store: store(),
      call: world.call,
      save: (key) => {
        if (key === 'a') throw new Error(`${PERSON.nomNaissance} est inconnue`);
      },
      retryDelay: 1,
      attempts: 3,
    });
    await batch.add(['a', 'b']);
    await batch.run();
    await batch.close();
    await world.close();
    const stored: string[] = [];
    for (const key of await connection.keys('*')) stored.push(key, (await connection.dump(key)) ?? '');
    connection.disconnect();
    expect(stored.join()).toContain('35003');
    expect(stored.join()).not.toMatch(/zygomalas|euphrosyne/i);
  });

  it('takes a line that bull-board put back for any other', async () => {
    let isKnown = false;
    const world = await startWorld((response, key, times) =>
      isKnown ? answers.ok(response) : answers.error(404, '35003')(response, key, times),
    );
    const batch = await openBatch('tableau', { store: store(), call: world.call, save: () => {} });
    const linesOf = async (state: LineState): Promise<Line[]> => {
      const lines: Line[] = [];
      for await (const line of batch.lines(state)) lines.push(line);
      return lines;
    };
    await batch.add(['a']);
    await batch.run();
    isKnown = true;
    const queue = new Queue('tableau', { connection: { host: '127.0.0.1', port: redis.port } });
    for (const job of await queue.getFailed()) await job.retry();
    expect((await linesOf('waiting')).map(({ key }) => key)).toEqual(['a']);
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 1, refused: 0 });
    expect(await linesOf('done')).toEqual([{ key: 'a', state: 'done', attempts: 0 }]);
    await queue.close();
    await batch.close();
    await world.close();
  });

  it('shares the lines among the processes that run it', async () => {
    const world = await startWorld();
    const saved: string[] = [];
    const open = (who: string) =>
      openBatch('partage', {
        store: store(),
        call: world.call,
        save: (key) => void saved.push(`${who} ${key}`),
        concurrency: 5,
      });
    const batches = await Promise.all(['un', 'deux', 'trois'].map(open));
    await batches[0]?.add(Array.from({ length: 300 }, (_, i) => `${i}`));
    const reports = await Promise.all(batches.map((batch) => batch.run()));
    for (const report of reports) expect(report).toMatchObject({ outcome: 'done', done: 300 });
    expect(new Set(saved.map((line) => line.split(' ')[1])).size).toBe(300);
    expect(world.asked).toHaveLength(300);
    for (const who of ['un', 'deux', 'trois'])
      expect(saved.filter((line) => line.startsWith(`${who} `)).length).toBeGreaterThan(30);
    await Promise.all(batches.map((batch) => batch.close()));
    await world.close();
  });
});

describe.skipIf(!HAS_POSTGRES)('on BullMQ and PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.remove());

  suite(() =>
    bullmq({
      connection: { connectionString: postgres.url, migrate: true, max: 10 },
      backend: createPostgresBackend,
    }),
  );

  it('keeps nothing of a person', async () => {
    const world = await startWorld();
    const batch = await openBatch('canari', {
      store: bullmq({ connection: postgres.url, backend: createPostgresBackend }),
      call: world.call,
      save: () => {},
    });
    await batch.add(['a']);
    await batch.run();
    await batch.close();
    await world.close();
    const pool = new Pool({ connectionString: postgres.url });
    const tables = await pool.query(
      "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'bullmq'",
    );
    expect(tables.rows.length).toBeGreaterThan(0);
    const rows: unknown[] = [];
    for (const { schemaname, tablename } of tables.rows)
      rows.push((await pool.query(`SELECT t::text AS row FROM ${schemaname}.${tablename} t`)).rows);
    await pool.end();
    expect(JSON.stringify(rows)).toContain('k-a');
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${PERSON.nomNaissance}|${PERSON.prenoms[0]}`, 'i'));
  });
});
