/** One of the processes that share the quota: sends its part of the calls, all at once, and says how they ended. */
import { once } from 'node:events';
import { postgresQuotaStore } from '@apigouv/core/postgres';
import { redisQuotaStore } from '@apigouv/core/redis';
import { createParticulier } from '@apigouv/particulier';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { PERSON } from '../lib/person.ts';

const [url = '', place = '', from = '', count = '', addressLimit = ''] = process.argv.slice(2);
const { store, close } = place.startsWith('redis:') ? onRedis() : onPostgres();

function onRedis() {
  const redis = new Redis(place);
  // Said by the calls that fail.
  redis.on('error', () => {});
  const store = redisQuotaStore((script, keys, args) => redis.eval(script, keys.length, ...keys, ...args));
  return { store, close: () => redis.disconnect() };
}

function onPostgres() {
  const pool = new Pool({ connectionString: place });
  pool.on('error', () => {});
  return { store: postgresQuotaStore(pool, { patience: 60_000 }), close: () => pool.end() };
}

const particulier = createParticulier({
  environment: url,
  token: `jeton-${from}`,
  account: 'charge',
  recipient: '13002526500013',
  timeout: { attempt: 2_000, total: 230_000 },
  retries: 10,
  quota: { addressLimit: Number(addressLimit), store },
});

const letters = (number: number): string =>
  [...String(number)].map((digit) => String.fromCharCode(65 + Number(digit))).join('');

/** A batch asks again what it is told to ask again. */
const MOST_TIMES = 20;
let again = 0;
const failures: Record<string, number> = {};

async function ask(number: number): Promise<boolean> {
  for (let times = 0; times < MOST_TIMES; times++) {
    try {
      await particulier.dss.quotientFamilial.identite({ ...PERSON, nomNaissance: `NOM${letters(number)}` });
      return true;
    } catch (error) {
      const { name, retry } = error as { name: string; retry?: string };
      failures[name] = (failures[name] ?? 0) + 1;
      if (retry !== 'now') return false;
      again++;
    }
  }
  return false;
}

const memories: number[] = [];
const measure = (): void => {
  globalThis.gc?.();
  memories.push(Math.round(process.memoryUsage().heapUsed / 2 ** 20));
};

process.send?.('ready');
await once(process, 'message');
const calls = Array.from({ length: Number(count) }, (_, index) => ask(Number(from) + index));
const timer = setInterval(measure, 10_000);
const ends = await Promise.all(calls);
clearInterval(timer);
measure();
process.send?.({ lost: ends.filter((isDone) => !isDone).length, again, failures, memories });
await close();
process.disconnect();
