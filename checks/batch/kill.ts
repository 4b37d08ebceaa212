/** `kill -9` at random moments of a batch, on each engine: every line is saved, and asked again only when the process that had it died. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verdict } from '../lib/verdict.ts';
import { hire, savedIn } from './crew.ts';
import { type Engine, openPlace } from './places.ts';
import { startBatchServer } from './server.ts';

const KILLS = 10;
const CONCURRENCY = 50;
const LONGEST_LIFE_MS = 900;

export async function killing(engine: Engine, lines: number): Promise<void> {
  const place = await openPlace(engine);
  const server = await startBatchServer();
  const saved = join(tmpdir(), `apigouv-lot-${process.pid}-${engine}`);
  const work = {
    ...{ name: 'tue', engine, where: place.where, url: server.url, saved, lines },
    ...{ concurrency: CONCURRENCY, isCounted: false },
  };
  const begun = performance.now();
  try {
    let isLate = false;
    for (let i = 0; i < KILLS; i++) {
      const hand = hire(work);
      await hand.runs;
      await sleep(Math.random() * LONGEST_LIFE_MS);
      await hand.kill();
      isLate ||= server.asked.size === lines;
    }
    const report = await hire(work).ended;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const calls = server.calls();
    const unique = new Set(savedIn(saved));
    const beyond = calls - server.asked.size;
    console.log(`${engine} : ${lines} lignes, ${KILLS} kill -9, ${seconds} s ; ${calls} appels`);
    verdict(!isLate, 'chaque kill est tombé avant la fin');
    verdict(
      report?.outcome === 'done' && report.total === lines,
      `lignes : ${report?.total} (${lines} ajoutées)`,
    );
    verdict(unique.size === lines, `enregistrées : ${unique.size}`);
    const most = KILLS * CONCURRENCY;
    verdict(
      beyond <= most,
      `appels au-delà du premier : ${beyond} (au plus ${most} : une ligne tenue par kill)`,
    );
  } finally {
    rmSync(saved, { force: true });
    server.close();
    await place.close();
  }
}
