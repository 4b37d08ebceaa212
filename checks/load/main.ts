/**
 * Ten thousand calls at once over three processes that count on one Redis, or with `postgres` on one PostgreSQL, which restarts meanwhile: nothing
 * refused, nothing lost, and hardly a permitted call left unused.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../packages/core/src/testing/postgres.ts';
import { startRedis } from '../../packages/core/src/testing/redis.ts';
import { verdict } from '../lib/verdict.ts';
import { ADDRESS_LIMIT, intoWindow, LIMIT, PERIOD_S, startLoadedServer } from './server.ts';

const CALLS = 10_000;
const PROCESSES = 3;
const RESTART_AFTER_MS = 40_000;
const LONGEST_MS = 240_000;
const LEAST_USED = 97;

interface Told {
  lost: number;
  again: number;
  failures: Record<string, number>;
  memories: number[];
}

const server = await startLoadedServer();
const isPostgres = process.argv[2] === 'postgres';
const counter = isPostgres ? await startPostgres() : await startRedis();
const place = 'url' in counter ? counter.url : `redis://127.0.0.1:${counter.port}`;
const program = fileURLToPath(new URL('caller.ts', import.meta.url));
const children: ChildProcess[] = [];
const end = async (): Promise<void> => {
  for (const child of children) child.kill('SIGKILL');
  server.close();
  await counter.remove();
};
const bound = setTimeout(async () => {
  console.error(`✗ pas fini en ${LONGEST_MS / 1000} s`);
  await end();
  process.exit(1);
}, LONGEST_MS);

const part = Math.ceil(CALLS / PROCESSES);
for (let from = 0; from < CALLS; from += part) {
  const args = [server.url, place, from, Math.min(part, CALLS - from), ADDRESS_LIMIT].map(String);
  children.push(fork(program, args, { execArgv: ['--expose-gc'] }));
}
await Promise.all(children.map((child) => once(child, 'message')));
await sleep((PERIOD_S - intoWindow()) * 1000);
const begun = performance.now();
for (const child of children) child.send('go');
const told = Promise.all(children.map(async (child) => (await once(child, 'message'))[0] as Told));
const restarted = sleep(RESTART_AFTER_MS).then(async () => {
  await counter.stop();
  await counter.start();
});
const results = await told;
await restarted;
clearTimeout(bound);
await end();

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const counts = [...server.windows.values()];
// The first window counts from its first header; the last one is not full, no call is left.
const whole = counts.slice(0, -1);
const taken = whole.map((count) => Math.min(count, LIMIT));
const permitted = LIMIT * (whole.length - 1) + Math.max(taken[0] ?? 0, LIMIT * server.firstTold());
const used = (sum(taken) / permitted) * 100;
const lost = sum(results.map((result) => result.lost));
const refused = server.refused.quota + server.refused.address;
const seconds = Math.round((performance.now() - begun) / 1000);

console.log(`${CALLS} appels, ${PROCESSES} processus, ${seconds} s ; reçus : ${sum(counts)}`);
console.log(`par période de ${PERIOD_S} s : ${counts.join(' ')}`);
console.log(`échecs du réseau : ${JSON.stringify(results.map(({ failures }) => failures))}`);
console.log(`redemandés par le traitement : ${sum(results.map(({ again }) => again))}`);
console.log(
  `mémoire (Mio, toutes les 10 s) : ${results.map(({ memories }) => memories.join(' ')).join(' | ')}`,
);

verdict(
  refused === 0,
  `refusés : ${refused} (quota ${server.refused.quota}, adresse ${server.refused.address})`,
);
verdict(lost === 0, `perdus : ${lost}`);
verdict(
  used >= LEAST_USED,
  `part utilisée de ce qui est permis : ${used.toFixed(1)} % (au moins ${LEAST_USED})`,
);
