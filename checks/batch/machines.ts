/** Three processes on one store, one quota: one of them is killed, the store restarts, the network is cut. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verdict } from '../lib/verdict.ts';
import { hire, savedIn } from './crew.ts';
import { type Engine, openPlace } from './places.ts';
import { startRelay } from './relay.ts';
import { startBatchServer, used } from './server.ts';

const WORKERS = 3;
const CONCURRENCY = 40;
const LINES = 6_000;
const WINDOWS = { limit: 600, periodMs: 2_000 };
const CUT_MS = 2_000;

export async function machines(engine: Exclude<Engine, 'sqlite'>): Promise<void> {
  const place = await openPlace(engine);
  const relay = await startRelay(place.where);
  const server = await startBatchServer(WINDOWS);
  const saved = join(tmpdir(), `apigouv-lot-${process.pid}-${engine}`);
  const work = {
    ...{ name: 'machines', engine, where: relay.where, url: server.url, saved, lines: LINES },
    ...{ concurrency: CONCURRENCY, isCounted: true },
  };
  const begun = performance.now();
  try {
    const first = hire(work);
    await first.runs;
    const others = Array.from({ length: WORKERS - 1 }, () => hire({ ...work, lines: 0 }));
    const reach = async (lines: number): Promise<void> => {
      while (server.asked.size < lines) await sleep(20);
    };
    await reach(LINES * 0.2);
    await first.kill();
    const replacing = hire({ ...work, lines: 0 });
    await reach(LINES * 0.4);
    await place.restart();
    await reach(LINES * 0.6);
    relay.cut();
    await sleep(CUT_MS);
    relay.mend();
    const reports = await Promise.all([...others, replacing].map(({ ended }) => ended));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const calls = server.calls();
    const unique = new Set(savedIn(saved)).size;
    console.log(`${engine} : ${LINES} lignes, ${WORKERS} processus, ${seconds} s ; ${calls} appels`);
    console.log(
      `par période de ${WINDOWS.periodMs} ms : ${server.windows.join(' ')} (${used(server, WINDOWS).toFixed(1)} %)`,
    );
    verdict(
      reports.every((report) => report?.outcome === 'done'),
      `un processus tué, ${engine} redémarré, réseau coupé ${CUT_MS} ms : les autres vont au bout`,
    );
    verdict(unique === LINES, `enregistrées : ${unique}`);
    verdict(server.refused === 0, `refusées par le quota : ${server.refused}`);
    console.log(`appels au-delà du premier : ${calls - server.asked.size}`);
  } finally {
    rmSync(saved, { force: true });
    server.close();
    relay.close();
    await place.close();
  }
}
