/** A million lines on SQLite: how fast they are added, how much memory they take, how fast they are found again. */
import { openBatch } from '@apigouv/batch';
import { sqlite } from '@apigouv/batch/sqlite';
import { verdict } from '../lib/verdict.ts';
import { openPlace } from './places.ts';

const LINES = 1_000_000;
const MOST_MIB = 150;
const LEAST_PER_SECOND = 20_000;
const LONGEST_RESUME_MS = 1_000;

const memory = (): number => Math.round(process.memoryUsage().rss / 2 ** 20);

export async function million(): Promise<void> {
  const place = await openPlace('sqlite');
  const memories: number[] = [];
  const measuring = setInterval(() => memories.push(memory()), 2_000);
  const open = () =>
    openBatch('million', {
      store: sqlite(place.where),
      call: async () => null,
      save: () => {},
      concurrency: 50,
    });
  try {
    const batch = await open();
    const begun = performance.now();
    function* keys() {
      for (let i = 0; i < LINES; i++) yield `dossier-${i}`;
    }
    await batch.add(keys());
    const perSecond = Math.round(LINES / ((performance.now() - begun) / 1000));
    await batch.close();

    const closed = performance.now();
    const again = await open();
    const { waiting } = await again.progress();
    const resumed = Math.round(performance.now() - closed);

    const started = performance.now();
    const report = await again.run();
    const rate = Math.round(LINES / ((performance.now() - started) / 1000));
    await again.close();

    console.log(`mémoire (Mio, toutes les 2 s) : ${memories.join(' ')}`);
    console.log(`lignes menées à bien par seconde, sans réseau : ${rate}`);
    verdict(waiting === LINES && report.done === LINES, `lignes : ${report.done}`);
    verdict(
      perSecond >= LEAST_PER_SECOND,
      `ajoutées par seconde : ${perSecond} (au moins ${LEAST_PER_SECOND})`,
    );
    verdict(resumed <= LONGEST_RESUME_MS, `reprise : ${resumed} ms (au plus ${LONGEST_RESUME_MS})`);
    verdict(
      Math.max(...memories) <= MOST_MIB,
      `mémoire : ${Math.max(...memories)} Mio (au plus ${MOST_MIB})`,
    );
  } finally {
    clearInterval(measuring);
    await place.close();
  }
}
