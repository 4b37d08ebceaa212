/** Whatever the server answers, and whenever it is stopped: no line is lost, none is asked again once it is settled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiError, type ErrorKind, type Retry } from '@apigouv/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openBatch } from './batch.ts';
import { sqlite } from './sqlite.ts';

type Event = 'ok' | 'refused' | 'locked' | 'outage' | 'own' | 'save' | 'pause';
const events = fc.constantFrom<Event>(
  'ok',
  'ok',
  'ok',
  'refused',
  'locked',
  'outage',
  'own',
  'save',
  'pause',
);

const KINDS: Partial<Record<Event, { kind: ErrorKind; retry: Retry; retryAfter?: number }>> = {
  refused: { kind: 'not-found', retry: 'never' },
  locked: { kind: 'locked', retry: 'later', retryAfter: 0.002 },
  outage: { kind: 'provider-down', retry: 'now' },
  pause: { kind: 'permission', retry: 'never' },
};

const errorOf = (event: Event): Error => {
  const fields = KINDS[event];
  if (!fields) return new TypeError('base fermée');
  return new ApiError('Refus.', { ...fields, httpStatus: 500, codes: [], sent: true, userMessage: '' });
};

it('settles each line, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'batch-fates-'));
  let runs = 0;
  const property = fc.asyncProperty(
    fc.array(fc.array(events, { maxLength: 4 }), { minLength: 1, maxLength: 25 }),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 8 }),
    async (plans, attempts, concurrency) => {
      const file = join(folder, `${runs++}.db`);
      const left = plans.map((plan) => [...plan]);
      const settled = new Map<string, Event>();
      const failed = new Map<string, number>();
      const saved = new Set<string>();
      const fail = (key: string): void => {
        failed.set(key, (failed.get(key) ?? 0) + 1);
        if (failed.get(key) === attempts) settled.set(key, 'outage');
      };
      const options = {
        ...{ store: sqlite(file), attempts, concurrency, retryDelay: 1 },
        call: async (key: string) => {
          expect(settled.has(key)).toBe(false);
          const event = left[Number(key)]?.shift() ?? 'ok';
          if (event === 'ok' || event === 'save') return event;
          if (event === 'refused') settled.set(key, event);
          else if (event !== 'pause') fail(key);
          throw errorOf(event);
        },
        save: (key: string, event: Event) => {
          if (event === 'save') {
            fail(key);
            throw errorOf(event);
          }
          saved.add(key);
          settled.set(key, 'ok');
        },
      };
      let outcome = '';
      for (let tries = 0; outcome !== 'done' && tries < 200; tries++) {
        const batch = await openBatch('essai', options);
        await batch.add(plans.map((_, i) => `${i}`));
        ({ outcome } = await batch.run());
        expect(['done', 'paused']).toContain(outcome);
        const { done, refused, abandoned, left, total } = await batch.progress();
        expect(total).toBe(plans.length);
        expect(done).toBe(saved.size);
        expect(done + refused + abandoned).toBe(settled.size);
        expect(done + refused + abandoned + left).toBe(total);
        await batch.close();
      }
      expect(outcome).toBe('done');
      expect(settled.size).toBe(plans.length);
    },
  );
  try {
    await fc.assert(property, { numRuns: 60 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
