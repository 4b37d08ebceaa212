/**
 * A hundred thousand lines under windows that the specification does not tell of; beside it what is written without this package: sleeps
 * between calls, and BullMQ's own limiter. The others have a part of the lines: they are judged by their rate.
 */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { verdict } from '../lib/verdict.ts';
import { hire, savedIn } from './crew.ts';
import { openPlace } from './places.ts';
import { type BatchServer, startBatchServer, used, type Windows } from './server.ts';

const LINES = 100_000;
const LINES_OF_OTHERS = 8_000;
const WINDOWS: Windows = { limit: 1_500, periodMs: 3_000 };
const LEAST_USED = 97;
const CONCURRENCY = 200;

const ask = async (server: BatchServer, key: string): Promise<number> => {
  const response = await fetch(server.url, { headers: { 'x-line': key } });
  await response.arrayBuffer();
  return response.status;
};

function say(who: string, server: BatchServer, begun: number): void {
  const seconds = (performance.now() - begun) / 1000;
  const answered = server.windows.reduce((sum, count) => sum + count, 0);
  console.log(
    `${who} : ${answered} réponses en ${seconds.toFixed(1)} s ; ${used(server, WINDOWS).toFixed(1)} % du permis, ${server.refused} refus`,
  );
}

async function ours(): Promise<void> {
  const place = await openPlace('sqlite');
  const server = await startBatchServer(WINDOWS);
  const saved = join(tmpdir(), `apigouv-lot-${process.pid}`);
  const begun = performance.now();
  try {
    const { ended } = hire({
      ...{ name: 'quota', engine: 'sqlite', where: place.where, url: server.url, saved },
      ...{ lines: LINES, concurrency: CONCURRENCY, isCounted: true },
    });
    const report = await ended;
    say('@apigouv/batch', server, begun);
    console.log(`par période de ${WINDOWS.periodMs} ms : ${server.windows.join(' ')}`);
    verdict(
      report?.done === LINES && new Set(savedIn(saved)).size === LINES,
      `enregistrées : ${report?.done}`,
    );
    verdict(server.refused === 0, `refusées : ${server.refused}`);
    const share = used(server, WINDOWS);
    verdict(share >= LEAST_USED, `part du permis : ${share.toFixed(1)} % (au moins ${LEAST_USED})`);
  } finally {
    rmSync(saved, { force: true });
    server.close();
    await place.close();
  }
}

/** One call after the other, and a sleep of what the quota allows between two. */
async function sleeping(): Promise<void> {
  const server = await startBatchServer(WINDOWS);
  const begun = performance.now();
  const pause = WINDOWS.periodMs / WINDOWS.limit;
  for (let i = 0; i < LINES_OF_OTHERS / 10; i++) {
    await ask(server, `${i}`);
    await sleep(pause);
  }
  say('sleep entre deux appels', server, begun);
  server.close();
}

/** The limiter of BullMQ's worker, told of the very windows. */
async function bullmqLimiter(): Promise<void> {
  const place = await openPlace('redis');
  const server = await startBatchServer(WINDOWS);
  const connection = { host: '127.0.0.1', port: Number(place.where) };
  const queue = new Queue('limite', { connection });
  await queue.addBulk(
    Array.from({ length: LINES_OF_OTHERS }, (_, i) => ({ name: 'ligne', data: { key: `${i}` } })),
  );
  const begun = performance.now();
  let ended = 0;
  const worker = new Worker(
    'limite',
    async ({ data }) => {
      await ask(server, data.key);
      ended++;
    },
    { connection, concurrency: CONCURRENCY, limiter: { max: WINDOWS.limit, duration: WINDOWS.periodMs } },
  );
  while (ended < LINES_OF_OTHERS) await sleep(20);
  say('limiteur de BullMQ', server, begun);
  await worker.close();
  await queue.close();
  server.close();
  await place.close();
}

export async function againstOthers(): Promise<void> {
  await ours();
  await sleeping();
  await bullmqLimiter();
}
