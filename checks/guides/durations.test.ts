/** The durations of the guide on batches are those that the specifications' limits give. */
import { readFileSync } from 'node:fs';
import { listApis } from '@apigouv/codegen';
import { expect, test } from 'vitest';
import { loadTable } from '../lib/mocks.ts';
import { at } from '../lib/root.ts';

const VOLUMES = [1_000, 50_000, 650_000];
const NIGHT_MINUTES = 8 * 60;

const tables = await Promise.all(listApis().map(loadTable));
const groups = tables.flatMap(({ limits, addressLimit }) =>
  Object.entries(limits).map(([name, { limit, period }]) => {
    const ceiling = addressLimit ? (addressLimit.limit * 60) / addressLimit.period : Infinity;
    return { name, aMinute: Math.min((limit * 60) / period, ceiling) };
  }),
);

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** As the guide writes it: to the minute under two days, then to the hour, rounded up. */
function inWords(minutes: number): string {
  const whole = Math.ceil(minutes);
  if (whole < 60) return `${whole} min`;
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} h ${twoDigits(whole % 60)}`;
  const hours = Math.ceil(minutes / 60);
  return `${Math.floor(hours / 24)} j ${hours % 24} h`;
}

const rows = readFileSync(at('docs/guides/masse.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

test('there are quotas to compute with', () => {
  expect(groups.map(({ name }) => name)).toContain('json_resources_particulier');
});

test.each(groups)('the guide tells how long $name takes', ({ name, aMinute }) => {
  const row = rows.find(([first]) => first?.includes(`\`${name}\``));
  const nights = Math.ceil(650_000 / aMinute / NIGHT_MINUTES);
  expect(row?.slice(1)).toEqual([...VOLUMES.map((lines) => inWords(lines / aMinute)), `${nights} nuits`]);
});
