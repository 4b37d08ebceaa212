import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBatch } from './batch.ts';
import { sqlite } from './sqlite.ts';
import { suite } from './testing/suite.ts';
import { answers, PERSON, startWorld } from './testing/world.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'batch-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('on SQLite', () => {
  suite(() => sqlite(join(folder, 'essai.db')));
});

const idle = { call: async () => null, save: () => {} };

it('lets no second process, nor a second opening, have the file', async () => {
  const store = sqlite(join(folder, 'verrou.db'));
  const batch = await openBatch('a', { store, ...idle });
  await expect(openBatch('b', { store, ...idle })).rejects.toMatchObject({
    name: 'ConfigurationError',
    message: expect.stringContaining('un autre processus'),
  });
  await batch.close();
  const other = await openBatch('b', { store, ...idle });
  await other.close();
});

it('keeps neither timers nor signals waiting, even when every call answers at once', async () => {
  const batch = await openBatch('a', { store: sqlite(':memory:'), ...idle });
  await batch.add(Array.from({ length: 20_000 }, (_, i) => `${i}`));
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  expect(await batch.run({ signal: stop.signal })).toMatchObject({ outcome: 'stopped', running: 0 });
  expect((await batch.progress()).done).toBeLessThan(20_000);
  await batch.close();
});

it('keeps two batches of a file apart', async () => {
  const store = sqlite(join(folder, 'deux.db'));
  const first = await openBatch('a', { store, ...idle });
  await first.add(['x', 'y']);
  await first.close();
  const second = await openBatch('b', { store, ...idle });
  await second.add(['x']);
  expect(await second.run()).toMatchObject({ total: 1, done: 1 });
  await second.close();
  const again = await openBatch('a', { store, ...idle });
  expect(await again.progress()).toMatchObject({ waiting: 2 });
  await again.close();
});

it('says clearly that an older Node will not do', async () => {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
  try {
    await expect(openBatch('a', { store: sqlite(join(folder, 'x.db')), ...idle })).rejects.toThrow(/22\.13/);
  } finally {
    vi.restoreAllMocks();
  }
});

it.each([-400 * 86_400_000, 400 * 86_400_000])(
  'waits two days by its own count when somebody sets the clock by %i ms meanwhile',
  async (jump) => {
    const store = sqlite(join(folder, `horloge${jump}.db`));
    const world = await startWorld(answers.error(502, '35070', { retry_in: 172_800 }));
    const batch = await openBatch('a', { store, call: world.call, save: () => {} });
    await batch.add(['a']);
    await batch.run({ maxIdle: 60_000 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump });
    try {
      expect(await batch.run({ maxIdle: 60_000 })).toMatchObject({ outcome: 'idle', later: 1 });
      for await (const { at } of batch.lines('later')) {
        expect(Number(at) - Date.now()).toBeGreaterThan(172_790_000);
        expect(Number(at) - Date.now()).toBeLessThanOrEqual(172_800_000);
      }
      expect(world.asked).toHaveLength(1);
    } finally {
      vi.useRealTimers();
      await batch.close();
      await world.close();
    }
  },
);

it('keeps nothing of a person: neither name, nor answer, nor what the server said of it', async () => {
  const place = mkdtempSync(join(folder, 'canari-'));
  const world = await startWorld((response, key, times) =>
    key === 'a'
      ? answers.ok(response)
      : answers.error(404, '35003', { detail: PERSON.nomNaissance })(response, key, times),
  );
  const batch = await openBatch('a', {
    store: sqlite(join(place, 'x.db')),
    call: world.call,
    save: (key) => {
      if (key === 'a') throw new Error(`${PERSON.nomNaissance} est inconnue`);
    },
    retryDelay: 1,
    attempts: 3,
  });
  await batch.add(['a', 'b']);
  const report = await batch.run();
  const files = readdirSync(place).map((file) => readFileSync(join(place, file), 'latin1'));
  expect(files.join('')).toContain('35003');
  expect(`${files.join('')}${JSON.stringify(report)}`).not.toMatch(/zygomalas|euphrosyne/i);
  await batch.close();
  await world.close();
});

it('is not asked for by who only loads the door', () => {
  const { status } = spawnSync(process.execPath, ['-e', "import('@apigouv/batch')"], {
    cwd: import.meta.dirname,
  });
  expect(status).toBe(0);
});
