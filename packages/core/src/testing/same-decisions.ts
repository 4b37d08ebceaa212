/** A store that several processes share decides as the one in memory. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { memoryQuotaStore } from '../client/quota/memory.ts';
import type { Bucket, Seen, Turn } from '../client/quota/store.ts';
import type { SharedPlace } from './shared-place.ts';

export function itDecidesAsInMemory(place: SharedPlace): void {
  it('decides as the memory store does, whatever is taken, given back and told, and whenever', async () => {
    const START = 1_000_000;
    const SKEW = 120_000;
    const kinds: Omit<Bucket, 'key'>[] = [
      { limit: 10, periodMs: 5_000, kind: 'habilitation' },
      { limit: 6, periodMs: 2_000, kind: 'own' },
      { limit: 8, periodMs: 10_000, kind: 'address' },
    ];
    const told = fc.record(
      {
        limit: fc.integer({ min: 1, max: 12 }),
        remaining: fc.integer({ min: 0, max: 12 }),
        // By the server's clock: so many milliseconds from then.
        windowEnd: fc.constantFrom(-20_000, 0, 500, 1_000, 4_000, 6_000, 60_000, 1e9),
        serverTime: fc.constantFrom(0, 0, 0, -1_000, -500_000),
        pauseMs: fc.constantFrom(0, 700, 30_000, 1e15),
      },
      { requiredKeys: [] },
    );
    const outcome = fc.constantFrom(
      'answered',
      'answered',
      'answered',
      'refused',
      'lost',
      'abandoned',
      'unsent',
    );
    const take = fc.record({
      ...{ kind: fc.constant('take' as const), low: fc.boolean() },
      share: fc.constantFrom(1, 1, 0.5, 0.1),
    });
    const release = fc.record({
      ...{ kind: fc.constant('release' as const), which: fc.nat(20), outcome, told },
    });
    const pass = fc.record({
      ...{ kind: fc.constant('pass' as const) },
      ms: fc.constantFrom(1, 20, 300, 1_000, 2_500, 7_000, 61_000),
    });
    const steps = fc.array(fc.oneof(take, take, release, pass), { maxLength: 60, size: 'max' });
    const answered = (told: { limit?: number; remaining: number; windowEnd: -20_000 }) =>
      ({ kind: 'release', which: 0, outcome: 'answered', told }) as const;
    const taken = { kind: 'take', low: false, share: 1 } as const;
    const over = { remaining: 0, windowEnd: -20_000 } as const;
    // A limit told for the first time, in a window that another answer had told of.
    const lateLimit = [taken, taken, answered(over), answered({ ...over, limit: 11 }), taken];
    let clock = START;
    const time = vi.spyOn(performance, 'now').mockImplementation(() => clock);
    let runs = 0;
    const property = fc.asyncProperty(steps, async (steps) => {
      clock = START;
      const [memory, shared] = [memoryQuotaStore(), place.at(() => clock)];
      // Nothing is known of them yet.
      const run = ++runs;
      const buckets = kinds.map((bucket) => ({ ...bucket, key: `${bucket.kind} ${run}` }));
      const flying: Turn[] = [];
      let turns = 0;
      for (const step of steps) {
        if (step.kind === 'pass') clock += step.ms;
        else if (step.kind === 'take') {
          const asked = { id: `${++turns}`, buckets, share: step.share, low: step.low };
          const [expected, given] = [await memory.take(asked), await shared.take(asked)];
          if (expected === 0) flying.push(asked);
          if (expected === 0 || given === 0) expect(given).toBe(expected);
          else {
            expect(given).toMatchObject({ limit: expected.limit, periodMs: expected.periodMs });
            if (expected.ms === Infinity) expect(given.ms).toBe(Infinity);
            else expect(given.ms).toBeCloseTo(expected.ms, 3);
          }
        } else if (flying.length > 0) {
          const [ended] = flying.splice(step.which % flying.length, 1) as [Turn];
          const { windowEnd, serverTime, ...rest } = step.told;
          const seen: Seen = {
            ...{ outcome: step.outcome as Seen['outcome'], ...rest },
            // Windows are aligned on their half second.
            ...(windowEnd !== undefined && { windowEnd: Math.ceil((clock + SKEW + windowEnd) / 500) * 500 }),
            ...(serverTime !== undefined && { serverTime: clock + SKEW + serverTime }),
          };
          await memory.release(ended, seen);
          await shared.release(ended, seen);
        }
      }
    });
    try {
      await fc.assert(property, { numRuns: place.runs, examples: [[lateLimit]] });
    } finally {
      time.mockRestore();
    }
  });
}
