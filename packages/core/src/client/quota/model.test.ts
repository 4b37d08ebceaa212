/**
 * The whole client against a simulated server, in virtual time: whatever its windows, clock and network, nothing is sent that it refuses, nothing
 * is lost, nobody waits past a deadline. `QUOTA_RUNS=10000` for the long run.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testDefinition } from '../../testing/server.ts';
import { type Network, type Rule, simulatedServer } from '../../testing/simulated-server.ts';
import { type VirtualTime, virtualTime } from '../../testing/virtual-time.ts';
import { createClient } from '../create-client.ts';
import { QuotaError } from '../errors/api.ts';
import { ApigouvError } from '../errors/base.ts';
import type { CallOptions } from '../options.ts';
import { memoryQuotaStore } from './memory.ts';
import type { QuotaStore } from './store.ts';

const RUNS = Number(process.env.QUOTA_RUNS ?? 200);

interface Batch {
  /** Milliseconds after the first answer. */
  readonly at: number;
  readonly count: number;
  readonly process: number;
  readonly total: number;
  readonly options: CallOptions;
}

interface World {
  readonly rule: Rule;
  readonly network: Network;
  readonly processes: number;
  /** Milliseconds to the store that the processes share, one way; 0: the process's own memory. */
  readonly storeDelay: number;
  readonly batches: readonly Batch[];
}

const rule = fc.record<Rule>({
  period: fc.oneof(
    fc.integer({ min: 1, max: 60 }).map((s) => s * 1000),
    fc.constantFrom(1_000, 60_000),
  ),
  phase: fc.constantFrom(0, 0, 1, 250, 999),
  limit: fc.integer({ min: 1, max: 40 }),
  skew: fc.integer({ min: -300_000, max: 300_000 }),
});
const delay = fc.tuple(
  fc.integer({ min: 1, max: 400 }),
  fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 4_000 })),
);
const fate = fc.constantFrom(...Array.from({ length: 12 }, () => 'ok' as const), 'cut', 'unheard', 'hang');
type Fates = fc.Arbitrary<Network['fates']>;
const NONE_LOST: Fates = fc.constant(['ok']);
const MANY_LOST: Fates = fc.oneof(NONE_LOST, fc.array(fate, { minLength: 1, maxLength: 31 }));
const SOME_LOST: Fates = fc.constantFrom(['ok'], ['ok', 'ok', 'cut', 'ok', 'unheard', 'ok', 'hang']);
const PATIENT = 2 ** 31 - 1;
const batchOf = (...totals: number[]) =>
  fc.record<Batch>({
    at: fc.integer({ min: 0, max: 150_000 }),
    count: fc.integer({ min: 1, max: 40 }),
    process: fc.nat(2),
    total: fc.constantFrom(...totals),
    options: fc.constantFrom<CallOptions>({}, {}, {}, { share: 0.5 }, { priority: 'low' }),
  });
const worldOf = (fates: Fates, ...totals: number[]) =>
  fc.record<World>({
    rule,
    network: fc.record({
      delays: fc.array(delay, { minLength: 1, maxLength: 7 }),
      fates,
    }),
    processes: fc.integer({ min: 1, max: 3 }),
    storeDelay: fc.constantFrom(0, 1, 15),
    batches: fc.array(batchOf(...totals), { minLength: 1, maxLength: 4 }),
  });

/** The same store, at a distance. */
const distant = (store: QuotaStore, ms: number, time: VirtualTime): QuotaStore =>
  ms === 0
    ? store
    : {
        async take(turn) {
          await time.sleep(ms);
          const verdict = store.take(turn);
          await time.sleep(ms);
          return verdict;
        },
        async release(turn, seen) {
          await time.sleep(ms);
          store.release(turn, seen);
        },
      };

interface End {
  readonly error: unknown;
  /** Milliseconds past its deadline. */
  readonly late: number;
  readonly patient: boolean;
}

async function live({ rule, network, processes, storeDelay, batches }: World, time: VirtualTime) {
  const server = simulatedServer(rule, network, time);
  const memory = memoryQuotaStore();
  const clients = Array.from({ length: processes }, () => {
    const store = distant(memory, storeDelay, time);
    const options = { token: 'jeton', recipient: '13002526500013', environment: 'http://localhost:9' };
    return createClient(
      { ...testDefinition, limits: { groupe: { limit: 20, period: 1 } } },
      { ...options, fetch: server.fetch, quota: { store } },
    ) as { famille: { limitee(params: object, options?: CallOptions): Promise<unknown> } };
  });
  const [first] = clients;
  await first?.famille.limitee({ nom: 'PREMIER' });
  const begun = time.now();
  let calls = 0;
  const ends: End[] = [];
  const all = batches.map(async ({ at, count, process, total, options }, index) => {
    await time.sleep(at + index / 10);
    const client = clients[process % processes] as (typeof clients)[0];
    const deadline = time.now() + total;
    await Promise.all(
      Array.from({ length: count }, async () => {
        const ended = client.famille.limitee(
          { nom: `NOM${calls++}` },
          { ...options, timeout: { total, attempt: 5_000 } },
        );
        const error = await ended.then(
          () => undefined,
          (reason) => reason ?? 'nothing',
        );
        ends.push({ error, late: time.now() - deadline, patient: total === PATIENT });
      }),
    );
  });
  await Promise.all(all);
  return { ends, calls, counts: server.counts, ms: time.now() - begun };
}

/** Everything is told, ends, and ends in time. */
function checkEnds({ ends, calls }: { ends: End[]; calls: number }): void {
  expect(ends).toHaveLength(calls);
  for (const { error, late, patient } of ends) {
    // A store asked over the network answers when it may.
    expect(late).toBeLessThanOrEqual(2);
    if (error !== undefined) expect(error).toBeInstanceOf(ApigouvError);
    // Who has all the time fails of the network alone, or of a refusal that came after its retries were spent.
    if (patient && error && !(error instanceof QuotaError && error.sent))
      expect(['ConnectionError', 'TimeoutError']).toContain((error as Error).name);
  }
}

async function inVirtualTime(
  world: World,
  check: (lived: Awaited<ReturnType<typeof live>>) => void,
): Promise<void> {
  const time = virtualTime();
  try {
    check(await time.run(live(world, time)));
    // What was in flight ends; then nothing is left that would keep a process alive.
    await time.run(time.sleep(60_000));
    expect(time.pending()).toBe(0);
  } finally {
    time.restore();
  }
}

it('is never refused while the rule stands', { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(worldOf(MANY_LOST, 500, 5_000, 60_000, PATIENT), (world) =>
      inVirtualTime(world, (lived) => {
        expect(lived.counts.refused).toBe(0);
        checkEnds(lived);
      }),
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
});

/** An answer that left before the change came after the refusals that told of it. */
const LATE_NEWS: [World, { at: number; limit: number }] = [
  {
    rule: { period: 60_000, phase: 250, limit: 16, skew: 17 },
    network: {
      delays: [
        [108, 574],
        [307, 19],
        [397, 8],
        [1, 3_993],
        [61, 1],
        [110, 1],
        [381, 1],
      ],
      fates: ['ok'],
    },
    processes: 2,
    storeDelay: 0,
    batches: [
      { at: 12_849, count: 32, process: 1, total: 60_000, options: { priority: 'low' } },
      { at: 149_146, count: 40, process: 1, total: 60_000, options: {} },
    ],
  },
  { at: 58_507, limit: 5 },
];

it('is refused one window’s worth at most when the rule changes', { timeout: 3_600_000 }, async () => {
  const change = fc.record({
    at: fc.integer({ min: 0, max: 120_000 }),
    limit: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    // Who leaves before any answer, or has none, is told of no change: what they did not hear is not counted.
    fc.asyncProperty(worldOf(SOME_LOST, 60_000, PATIENT), change, (world, change) =>
      inVirtualTime({ ...world, rule: { ...world.rule, change } }, (lived) => {
        const { refused, unheard } = lived.counts;
        expect(refused - unheard).toBeLessThanOrEqual(world.rule.limit);
        checkEnds(lived);
      }),
    ),
    { numRuns: RUNS, endOnFailure: true, examples: [LATE_NEWS] },
  );
});
