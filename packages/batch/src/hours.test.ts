import { expect, it } from 'vitest';
import { schedule } from './hours.ts';

const at = (text: string): number => Date.parse(text);
const night = schedule({ from: '22:00', to: '06:00', timeZone: 'Europe/Paris' });
const HOUR = 3_600_000;

it.each([
  ['2026-11-27T12:00:00Z', 9],
  ['2026-11-27T20:30:00Z', 0.5],
  ['2026-11-27T21:00:00Z', 0],
  ['2026-11-28T04:59:59Z', 0],
  ['2026-11-28T05:00:00Z', 16],
])('at %s a night of Paris opens in %d hours', (moment, hours) => {
  expect(night.opensIn(at(moment))).toBe(hours * HOUR);
});

it('opens at the same hour the day that the clock changes', () => {
  // On 2026-03-29 Paris goes from 02:00 to 03:00, on 2026-10-25 from 03:00 to 02:00.
  expect(night.opensIn(at('2026-03-29T04:00:00Z'))).toBe(16 * HOUR);
  const early = schedule({ from: '04:00', to: '05:00', timeZone: 'Europe/Paris' });
  expect(early.opensIn(at('2026-03-28T23:00:00Z'))).toBe(3 * HOUR);
  expect(early.opensIn(at('2026-10-24T22:00:00Z'))).toBe(5 * HOUR);
});

it('opens as late as it would have when the clock skips its minute', () => {
  const skipped = schedule({ from: '02:30', to: '04:00', timeZone: 'Europe/Paris' });
  expect(skipped.opensIn(at('2026-03-29T00:00:00Z'))).toBe(1.5 * HOUR);
  expect(skipped.opensIn(at('2026-03-29T01:30:00Z'))).toBe(0);
});

it('ends when the work is done, nights alone counted', () => {
  expect(night.endOf(1 * HOUR, at('2026-11-27T22:00:00Z'))).toBe(at('2026-11-27T23:00:00Z'));
  expect(night.endOf(10 * HOUR, at('2026-11-27T12:00:00Z'))).toBe(at('2026-11-28T23:00:00Z'));
  expect(schedule(undefined).endOf(HOUR, 0)).toBe(HOUR);
});
