/** The checks that a specification says its server makes, one kind at a time. */
import { describe, expect, it } from 'vitest';
import type { Param } from '../../client/definition.ts';
import { siretFormat } from '../../identifiers/checks.ts';
import type { ServerRule } from '../table/types.ts';
import { faultsOf, type Raw } from './rules.ts';

// In Paris it is already 1 March 2026.
const NOW = Date.UTC(2026, 1, 28, 23, 30);
const PARAMS: Param[] = [{ key: 'siret', format: siretFormat }];

const rawOf =
  (values: Record<string, string | string[]>): Raw =>
  (wire) =>
    values[wire] ?? (wire.endsWith('[]') ? [] : undefined);

function faults(rules: readonly ServerRule[], values: Record<string, string | string[]>) {
  const named = Object.fromEntries(rules.map((rule, index) => [String(index), [rule]]));
  const request = { params: PARAMS, raw: rawOf(values), now: NOW };
  return faultsOf(Object.keys(named), { steps: [], rules: named }, request).join(' ');
}

const NOM: ServerRule = { param: 'nom', required: true, pattern: "^[A-Z' -]+$", anyCase: true, code: 'NOM' };
const DATE: ServerRule = { date: ['a', 'm', 'j'], until: 'yesterday', code: 'DATE' };
const FULL: ServerRule = { date: ['a', 'm', 'j'], until: 'today', codes: ['A', 'M', 'J', 'D'] };
const AGE: ServerRule = { date: ['a', 'm', 'j'], age: [16, 25], code: 'AGE' };
const PERIOD: ServerRule = { period: ['a', 'm'], months: 23, code: 'OLD' };
const day = (a: string, m: string, j: string) => ({ a, m, j });

describe.each<[string, readonly ServerRule[], [Record<string, string | string[]>, string][]]>([
  [
    'a text',
    [NOM],
    [
      [{ nom: "d'arc" }, ''],
      [{}, 'NOM'],
      [{ nom: '' }, 'NOM'],
      [{ nom: 'A1' }, 'NOM'],
    ],
  ],
  [
    'a text that may be blank',
    [{ param: 'x', blank: true, pattern: '^[MF]$', code: 'X' }],
    [
      [{}, ''],
      [{ x: ' ' }, ''],
      [{ x: 'Z' }, 'X'],
    ],
  ],
  [
    'what the route says of its parameter, without trimming',
    [{ param: 'siret', code: 'S' }],
    [
      [{ siret: '13002526500013' }, ''],
      [{ siret: '13002526500013 ' }, 'S'],
    ],
  ],
  [
    'a list',
    [{ param: 'p[]', pattern: '^[a-z]+$', code: 'P' }],
    [
      [{}, ''],
      [{ 'p[]': ['a', 'b'] }, ''],
      [{ 'p[]': [''] }, 'P'],
      [{ 'p[]': ['a', '1'] }, 'P'],
      [{ p: 'a' }, 'P'],
    ],
  ],
  [
    'a list that is wanted',
    [{ param: 'p[]', required: true, pattern: '.', code: 'P' }],
    [
      [{}, 'P'],
      [{ 'p[]': ['a'] }, ''],
    ],
  ],
  [
    'a whole number',
    [{ param: 'n', whole: [0, 13], code: 'N' }],
    [
      [{ n: '05' }, ''],
      [{ n: ' 13 ' }, ''],
      [{ n: '14' }, 'N'],
      [{ n: '1x' }, 'N'],
      [{ n: '' }, 'N'],
    ],
  ],
  [
    'a number of which the first digits are read',
    [{ param: 'n', whole: [1, 1000], lenient: true, code: 'N' }],
    [
      [{ n: '10.5' }, ''],
      [{ n: 'beaucoup' }, 'N'],
    ],
  ],
  [
    'a year',
    [{ param: 'a', years: [2006, -1], code: 'FORM', rangeCode: 'RANGE' }],
    [
      [{ a: '2025' }, ''],
      [{ a: '2026' }, 'RANGE'],
      [{ a: '2005' }, 'RANGE'],
      [{ a: '25' }, 'FORM'],
    ],
  ],
  [
    'a date, of which parts may be missing',
    [DATE],
    [
      [{}, ''],
      [{ a: '1850' }, ''],
      [{ m: '0' }, 'DATE'],
      [{ j: '' }, 'DATE'],
      [day('1850', '1', '1'), 'DATE'],
      [day('2025', '2', '30'), 'DATE'],
      [day('2026', '02', '28'), ''],
      [day('2026', '3', '1'), 'DATE'],
    ],
  ],
  [
    'a date that is wanted whole: its first fault',
    [FULL],
    [
      [{}, 'A'],
      [{ a: '1990', m: '13', j: '40' }, 'M'],
      [{ a: '1990', m: '1' }, 'J'],
      [day('2025', '2', '30'), 'D'],
      [day('2026', '3', '1'), ''],
      [day('2026', '3', '2'), 'D'],
    ],
  ],
  [
    'an age, on this day in Paris',
    [AGE],
    [
      [day('2010', '3', '1'), ''],
      [day('2010', '3', '2'), 'AGE'],
      [day('2000', '3', '2'), ''],
      [day('2000', '3', '1'), 'AGE'],
      [{}, 'AGE'],
    ],
  ],
  [
    'a period',
    [PERIOD],
    [
      [{}, ''],
      [{ a: '2024', m: '4' }, ''],
      [{ a: '2024', m: '3' }, 'OLD'],
      [{ a: '2024' }, 'OLD'],
      [{ a: '', m: '' }, ''],
      [{ m: '13' }, ''],
    ],
  ],
  [
    'a month to come',
    [{ param: 'm', notAfter: 'a', code: 'SOON' }],
    [
      [{ a: '2026', m: '4' }, 'SOON'],
      [{ a: '2026', m: '3' }, ''],
      [{ a: '2025', m: '4' }, ''],
      [{ m: '12' }, ''],
    ],
  ],
  [
    'what excludes another',
    [{ given: ['a'], some: ['b', 'c'], without: ['d'], code: 'BOTH' }],
    [
      [{ a: '1', c: '1' }, 'BOTH'],
      [{ a: '1' }, ''],
      [{ a: '1', b: '1', d: '1' }, ''],
    ],
  ],
  [
    'faults that wipe those before, and wait for none',
    [
      NOM,
      { param: 'x', pattern: '^1$', wipes: true, code: 'X' },
      { param: 'y', pattern: '^1$', alone: true, code: 'Y' },
    ],
    [
      [{ x: '2', y: '2' }, 'X'],
      [{ nom: 'a', y: '2' }, 'Y'],
      [{ y: '2' }, 'NOM'],
    ],
  ],
])('%s', (_, rules, rows) => {
  it.each(rows)('%o → %s', (values, codes) => {
    expect(faults(rules, values)).toBe(codes);
  });
});

it('says the first fault of a check that is a list', () => {
  const rules = { a: [{ param: 'x', required: true, code: '1' }, { code: '2' }], b: [{ code: '3' }] };
  const request = { params: [], raw: rawOf({}), now: NOW };
  expect(faultsOf(['a', 'b'], { steps: [], rules }, request)).toEqual(['1', '3']);
});
