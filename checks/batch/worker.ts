/** One of the processes that run a batch. It says when it runs and how it ended; what it saves goes to a file. */
import { appendFileSync } from 'node:fs';
import { type BatchStore, openBatch } from '@apigouv/batch';
import { bullmq } from '@apigouv/batch/bullmq';
import { sqlite } from '@apigouv/batch/sqlite';
import type { QuotaStore } from '@apigouv/core';
import { postgresQuotaStore } from '@apigouv/core/postgres';
import { redisQuotaStore } from '@apigouv/core/redis';
import { createParticulier } from '@apigouv/particulier';
import { createPostgresBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { PERSON } from '../lib/person.ts';
import type { Engine } from './places.ts';

export interface Work {
  name: string;
  engine: Engine;
  where: string;
  /** Address of the API. */
  url: string;
  /** File of the keys that were saved, one a line. */
  saved: string;
  /** Lines to add. */
  lines: number;
  concurrency: number;
  /** Whether the API has a quota. */
  isCounted: boolean;
}

/** A process that was killed holds its lines, and its places, no longer. */
const LEASE_MS = 2_000;

// Nobody is left to hear of it.
process.on('disconnect', () => process.exit());

const work = JSON.parse(process.argv[2] ?? '{}') as Work;

/** Whoever loses a connection has its error; nobody else has to hear of it. */
const quiet = <T extends { on(event: 'error', listener: () => void): unknown }>(part: T): T => {
  part.on('error', () => {});
  return part;
};

function placesOf({ engine, where }: Work): { store: BatchStore; quota?: QuotaStore } {
  if (engine === 'sqlite') return { store: sqlite(where) };
  if (engine === 'redis') {
    const redis = quiet(new Redis(Number(where), '127.0.0.1', { retryStrategy: () => 50 }));
    return {
      store: bullmq({ connection: { host: '127.0.0.1', port: Number(where) }, lease: LEASE_MS }),
      quota: redisQuotaStore((script, keys, args) => redis.eval(script, keys.length, ...keys, ...args), {
        lease: 15_000,
      }),
    };
  }
  const pool = quiet(new Pool({ connectionString: where, connectionTimeoutMillis: 2_000, max: 20 }));
  return {
    store: bullmq({
      connection: { connectionString: where, migrate: true, max: 20 },
      backend: createPostgresBackend,
      lease: LEASE_MS,
    }),
    quota: postgresQuotaStore(pool, { lease: 15_000, patience: 60_000 }),
  };
}

const { store, quota } = placesOf(work);
const particulier = createParticulier({
  ...{ token: 'essai', account: 'lot', recipient: '13002526500013', environment: work.url, retries: false },
  quota: work.isCounted ? { ...(quota && { store: quota }), addressLimit: false } : false,
});

const batch = await openBatch(work.name, {
  store,
  call: (key, options) =>
    particulier.dss.quotientFamilial.identite(PERSON, { ...options, headers: { 'x-line': key } }),
  save: (key) => appendFileSync(work.saved, `${key}\n`),
  concurrency: work.concurrency,
  retryDelay: 500,
});
function* keys() {
  for (let i = 0; i < work.lines; i++) yield `dossier-${i}`;
}
if (work.lines > 0) await batch.add(keys());
process.send?.({ kind: 'runs' });
const report = await batch.run();
await batch.close();
process.send?.({ kind: 'report', report });
process.exit();
