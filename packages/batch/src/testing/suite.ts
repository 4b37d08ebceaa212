/** What both engines must do, through the public door. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Batch, openBatch } from '../batch.ts';
import type { BatchOptions } from '../options.ts';
import type { BatchStore, Line, LineState } from '../store.ts';
import { answers, startWorld, type World } from './world.ts';

const keysOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `dossier-${i}`);

/** `makeStore` gives the same place each time, until `clear`. */
export function suite(makeStore: () => BatchStore): void {
  let world: World;
  let saved: Map<string, number>;
  let batches: Batch[];
  let name = '';
  let count = 0;

  beforeEach(async () => {
    saved = new Map();
    batches = [];
    name = `essai-${process.pid}-${count++}`;
    world = await startWorld();
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const batch of batches) await batch.close();
    await world.close();
  });

  const answering = async (...args: Parameters<typeof startWorld>): Promise<void> => {
    await world.close();
    world = await startWorld(...args);
  };

  type Answered = Awaited<ReturnType<World['call']>>;
  const open = async (more: Partial<BatchOptions<Answered>> = {}): Promise<Batch> => {
    const batch = await openBatch<Answered>(name, {
      store: makeStore(),
      call: (key, options) => world.call(key, options),
      save: (key) => void saved.set(key, (saved.get(key) ?? 0) + 1),
      retryDelay: 40,
      ...more,
    });
    batches.push(batch);
    return batch;
  };
  const reopen = async (batch: Batch, more: Partial<BatchOptions<Answered>> = {}): Promise<Batch> => {
    await batch.close();
    return open(more);
  };
  const listed = async (batch: Batch, state: LineState): Promise<Line[]> => {
    const lines: Line[] = [];
    for await (const line of batch.lines(state)) lines.push(line);
    return lines;
  };

  it('asks each line once, saves its answer, and says so', async () => {
    const batch = await open();
    expect(await batch.add(keysOf(250))).toEqual({ added: 250, known: 0 });
    const report = await batch.run();
    expect(report).toMatchObject({ outcome: 'done', total: 250, done: 250, left: 0, calls: 250, errors: {} });
    expect([...saved.keys()].sort()).toEqual(keysOf(250).sort());
    expect(world.asked).toHaveLength(250);
  });

  it('takes a key twice for one line, now or later, done or not', async () => {
    const batch = await open();
    expect(await batch.add(['a', 'b', 'a'])).toEqual({ added: 2, known: 1 });
    await batch.run();
    async function* more() {
      yield 'b';
      yield { key: 'c', group: 'paris' };
    }
    expect(await batch.add(more())).toEqual({ added: 1, known: 1 });
    await batch.run();
    expect(world.asked.sort()).toEqual(['a', 'b', 'c']);
  });

  it('keeps any text as a key: digits, colons, accents, spaces', async () => {
    const keys = [
      '42',
      '007',
      'a:b',
      'école n° 3',
      '%3A',
      "l'été / 1",
      '../x',
      '13002526500013',
      '1795824860908',
    ];
    const batch = await open({ call: async () => ({ data: null }) });
    await batch.add(keys);
    await batch.run();
    expect([...saved.keys()].sort()).toEqual([...keys].sort());
    expect((await listed(batch, 'done')).map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  it.each([
    '1 87 06 08 480 123 56',
    '187060848012356',
    '2990699100123',
    '1870608480123',
    '28706 2A 004 123 21',
    '1 87 54 99 100 123 67',
  ])('refuses a key that looks like a social security number', async (key) => {
    const batch = await open();
    await expect(batch.add([key])).rejects.toMatchObject({ name: 'InvalidParameterError' });
    await expect(batch.add([''])).rejects.toMatchObject({ name: 'InvalidParameterError' });
    expect((await batch.progress()).total).toBe(0);
  });

  it.each([
    [404, '35003'],
    [451, '35451'],
    [410, '00410'],
    [409, '35015'],
    [422, '00366'],
  ])('takes a %i %s for an answer, that it does not ask again', async (status, code) => {
    await answering(answers.error(status, code));
    const batch = await open();
    await batch.add(['a']);
    const report = await batch.run();
    expect(report).toMatchObject({
      outcome: 'done',
      refused: 1,
      codes: { [code]: 1 },
      errors: { [code]: 1 },
    });
    expect(world.asked).toEqual(['a']);
    expect(await listed(batch, 'refused')).toEqual([{ key: 'a', state: 'refused', attempts: 1, code }]);
  });

  it('takes a refusal of the client itself for one too', async () => {
    const batch = await open({ call: (_key, options) => world.call('é\n', options) });
    await answering();
    await batch.add(['a']);
    // A header that cannot be sent is the program's fault, not the line's.
    expect(await batch.run()).toMatchObject({ outcome: 'paused', pause: { reason: 'connection' } });
  });

  it('comes back when it was told to, two days later, whatever was restarted', async () => {
    await answering((response, key, times) =>
      times === 1
        ? answers.error(502, '35070', { retry_in: 172_800 })(response, key, times)
        : answers.ok(response),
    );
    let batch = await open();
    await batch.add(['a']);
    expect(await batch.run({ maxIdle: 60_000 })).toMatchObject({ outcome: 'idle', later: 1 });
    batch = await reopen(batch);
    const [line] = await listed(batch, 'later');
    expect(+(line?.at ?? 0) - Date.now()).toBeGreaterThan(172_700_000);
    expect(+(line?.at ?? 0) - Date.now()).toBeLessThanOrEqual(172_800_000);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 172_700_000 });
    batch = await reopen(batch);
    expect(await batch.run({ maxIdle: 60_000 })).toMatchObject({ outcome: 'idle', later: 1 });
    vi.setSystemTime(Date.now() + 101_000);
    batch = await reopen(batch);
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 1 });
  });

  it('asks a line that fails again, later and later, then gives it up; it can be put back', async () => {
    await answering((response, key, times) =>
      key === 'poison' && times <= 4
        ? answers.error(409, '00015')(response, key, times)
        : answers.ok(response),
    );
    const batch = await open({ attempts: 3, retryDelay: 20 });
    await batch.add(['poison', ...keysOf(5)]);
    const report = await batch.run();
    expect(report).toMatchObject({ outcome: 'done', done: 5, abandoned: 1, codes: { '00015': 1 } });
    expect(await listed(batch, 'abandoned')).toEqual([
      { key: 'poison', state: 'abandoned', attempts: 3, code: '00015' },
    ]);
    expect(await batch.putBack('refused')).toBe(0);
    expect(await batch.putBack('abandoned')).toBe(1);
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 6, abandoned: 0, codes: {} });
    expect(world.asked.filter((key) => key === 'poison')).toHaveLength(5);
  });

  it('puts back the lines of these keys alone', async () => {
    await answering(answers.error(404, '35003'));
    const batch = await open();
    await batch.add(['a', 'b', 'c']);
    await batch.run();
    expect(await batch.putBack(['a', 'c', 'inconnu'])).toBe(2);
    expect(await batch.progress()).toMatchObject({ refused: 1, waiting: 2 });
  });

  it.each([
    [401, '00101', 'authentication'],
    [403, '00100', 'permission'],
  ])('pauses on a %i, which every line would meet, and says what to do', async (status, code, reason) => {
    let isRight = false;
    await answering((response, key, times) =>
      isRight ? answers.ok(response) : answers.error(status, code)(response, key, times),
    );
    let batch = await open({ concurrency: 2 });
    await batch.add(keysOf(50));
    const report = await batch.run();
    expect(report).toMatchObject({ outcome: 'paused', left: 50, pause: { reason, code } });
    expect(report.pause?.message).toMatch(/relancez/);
    expect(report.pause?.error).toMatchObject({ httpStatus: status });
    expect(JSON.stringify(report)).not.toContain('httpStatus');
    expect(world.asked.length).toBeLessThanOrEqual(4);
    isRight = true;
    batch = await reopen(batch);
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 50 });
  });

  it("counts a failure of the caller's own functions, and pauses after ten in a row", async () => {
    let isBroken = true;
    const batch = await open({
      concurrency: 1,
      save: (key) => {
        if (isBroken) throw new TypeError(`base fermée pour ${key}`);
        saved.set(key, 1);
      },
    });
    await batch.add(keysOf(30));
    const report = await batch.run();
    expect(report).toMatchObject({
      outcome: 'paused',
      pause: { reason: 'save' },
      left: 30,
      errors: { save: 10 },
    });
    expect(report.pause?.error).toBeInstanceOf(TypeError);
    isBroken = false;
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 30 });
    expect(saved.size).toBe(30);
  });

  it('asks again for a line whose identity could not be read', async () => {
    let failures = 0;
    const batch = await open({
      call: async (key, options) => {
        if (key === 'dossier-3' && failures++ < 2) throw new Error('base occupée');
        return world.call(key, options);
      },
    });
    await batch.add(keysOf(8));
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 8, errors: { call: 2 } });
  });

  it('lets a group in an outage wait, tried once a while, and goes on with the others', async () => {
    let isDown = true;
    await answering((response, key, times) =>
      key.startsWith('caf') && isDown
        ? answers.error(502, '37002')(response, key, times)
        : answers.ok(response),
    );
    const batch = await open({ concurrency: 4, retryDelay: 300, attempts: 50 });
    await batch.add(Array.from({ length: 40 }, (_, i) => ({ key: `caf-${i}`, group: 'caf' })));
    await batch.add(Array.from({ length: 40 }, (_, i) => ({ key: `msa-${i}`, group: 'msa' })));
    let asked = 0;
    for await (const progress of batch.run()) {
      if (progress.held?.by !== 'outage') continue;
      asked = world.asked.filter((key) => key.startsWith('caf')).length;
      if (isDown) expect(progress).toMatchObject({ done: 40 });
      isDown = false;
    }
    expect(asked).toBeLessThan(20);
    expect(await batch.progress()).toMatchObject({ done: 80, left: 0 });
  });

  it('does not take files that a provider looks at for two days for an outage of two days', async () => {
    await answering((response, key, times) =>
      ['dossier-0', 'dossier-1', 'dossier-2'].includes(key)
        ? answers.error(502, '37002', { retry_in: 172_800 })(response, key, times)
        : answers.ok(response),
    );
    const batch = await open({ concurrency: 1 });
    await batch.add(keysOf(10));
    expect(await batch.run({ maxIdle: 5_000 })).toMatchObject({ outcome: 'idle', done: 7, later: 3 });
    for (const { at } of await listed(batch, 'later'))
      expect(Number(at) - Date.now()).toBeGreaterThan(172_000_000);
  });

  it('asks nothing of a provider for as long as its maintenance lasts', async () => {
    await answering(answers.error(503, '37020', { retry_in: 7_200 }));
    const batch = await open({ concurrency: 1 });
    await batch.add(keysOf(10));
    const report = await batch.run({ maxIdle: 5_000 });
    expect(report).toMatchObject({ outcome: 'idle', left: 10, held: { by: 'outage' } });
    expect(world.asked).toHaveLength(3);
  });

  it('sends nothing for as long as a suspected ban lasts, restarted or not', async () => {
    await answering(answers.error(429, '00429', {}, { 'Retry-After': '40000' }));
    let batch = await open();
    await batch.add(keysOf(3));
    const report = await batch.run({ maxIdle: 60_000 });
    expect(report).toMatchObject({ outcome: 'idle', left: 3, held: { by: 'quota' } });
    const asked = world.asked.length;
    await answering();
    batch = await reopen(batch);
    expect(await batch.run({ maxIdle: 60_000 })).toMatchObject({ outcome: 'idle', left: 3 });
    expect(world.asked).toHaveLength(0);
    expect(asked).toBeLessThanOrEqual(3);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40_001_000 });
    batch = await reopen(batch);
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 3 });
  });

  it('waits for its hours', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-27T12:00:00Z') });
    const hours = { from: '22:00', to: '06:00', timeZone: 'Europe/Paris' };
    let batch = await open({ hours });
    await batch.add(keysOf(3));
    expect(await batch.run({ maxIdle: 60_000 })).toMatchObject({
      outcome: 'idle',
      held: { by: 'hours', until: new Date('2026-11-27T21:00:00Z') },
    });
    expect(world.asked).toHaveLength(0);
    vi.setSystemTime(new Date('2026-11-27T21:00:01Z'));
    batch = await reopen(batch, { hours });
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 3 });
  });

  it('stops at once when told to, and gives its lines back', async () => {
    await answering((response, key) => void (key === 'dossier-0' && answers.ok(response)));
    const batch = await open({ concurrency: 20 });
    await batch.add(keysOf(40));
    const stop = new AbortController();
    const run = batch.run({ signal: stop.signal });
    await expect.poll(() => world.asked.length).toBe(21);
    stop.abort();
    expect(await run).toMatchObject({ outcome: 'stopped', done: 1, waiting: 39, running: 0, errors: {} });
    await answering();
    expect(await batch.run()).toMatchObject({ outcome: 'done', done: 40 });
  });

  it('stops when its loop is left', async () => {
    await answering(() => {});
    const batch = await open({ concurrency: 5 });
    await batch.add(keysOf(10));
    for await (const { running } of batch.run()) if (running > 0) break;
    expect(await batch.progress()).toMatchObject({ waiting: 10, running: 0 });
  });

  it('tells its progress, and takes lines that are added meanwhile', async () => {
    const batch = await open({ concurrency: 1 });
    await batch.add(keysOf(3));
    const told: number[] = [];
    const run = batch.run({ onProgress: ({ done }) => void told.push(done) });
    await batch.add(['de-plus']);
    expect(await run).toMatchObject({ done: 4 });
    expect(told.at(-1)).toBe(4);
    expect(() => batch.run()).not.toThrow();
    await expect(async () => batch.run()).rejects.toMatchObject({ name: 'ConfigurationError' });
  });

  it('lets a line that is not finished come back another day', async () => {
    const batch = await open({ save: () => ({ again: new Date(Date.now() + 86_400_000) }) });
    await batch.add(['a']);
    expect(await batch.run({ maxIdle: 1_000 })).toMatchObject({ outcome: 'idle', later: 1, done: 0 });
    const [line] = await listed(batch, 'later');
    expect(line).toMatchObject({ key: 'a', attempts: 0 });
    expect(line).not.toHaveProperty('code');
  });

  it('says how long it would take, and asks nothing', async () => {
    const batch = await open({ share: 0.5, limit: [1_000, 60] });
    await batch.add(keysOf(50));
    const estimate = await batch.dryRun();
    expect(estimate).toMatchObject({ calls: 50, limit: [1_000, 60], durationMs: 6_000 });
    expect(await (await reopen(batch, {})).dryRun()).toEqual({ calls: 50 });
    expect(world.asked).toHaveLength(0);
  });

  it('learns from the answers what the quota is, for the next estimate too', async () => {
    let window = 1_800_000_000;
    await answering((response, key) => {
      window += key === 'dossier-1' ? 30 : 0;
      response.setHeader('RateLimit-Limit', 120).setHeader('RateLimit-Remaining', 100);
      answers.ok(response.setHeader('RateLimit-Reset', window));
    });
    let batch = await open({ concurrency: 1 });
    await batch.add(keysOf(3));
    await batch.run();
    batch = await reopen(batch);
    await batch.add(['b-1', 'b-2']);
    expect(await batch.dryRun()).toMatchObject({ calls: 2, limit: [120, 30], durationMs: 500 });
  });

  it('passes its signal, its low priority and its share to the call', async () => {
    const seen: unknown[] = [];
    const batch = await open({
      share: 0.8,
      call: async (_key, options) => {
        seen.push({ ...options, signal: options.signal instanceof AbortSignal });
        return { data: null };
      },
    });
    await batch.add(['a']);
    await batch.run();
    expect(seen).toEqual([{ signal: true, priority: 'low', share: 0.8 }]);
  });

  it('walks through more lines than a page holds', async () => {
    const batch = await open();
    await batch.add(keysOf(2_300));
    const keys = (await listed(batch, 'waiting')).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2_300);
  });

  describe('refuses', () => {
    it.each([
      { share: 0 },
      { share: 1.5 },
      { concurrency: 0 },
      { attempts: 1.5 },
      { retryDelay: 0 },
      { limit: [0, 60] as const },
      { call: undefined as never },
      { store: {} as never },
      { hours: { from: '25:00', to: '06:00', timeZone: 'Europe/Paris' } },
      { hours: { from: '22:00', to: '06:00', timeZone: 'Europe/Nulle-part' } },
      { hours: { from: '22:00', to: '22:00', timeZone: 'Europe/Paris' } },
    ])('%o, before anything is opened', async (wrong) => {
      await expect(open(wrong)).rejects.toMatchObject({ name: 'ConfigurationError' });
    });
  });
}
