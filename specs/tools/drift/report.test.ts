import { expect, it } from 'vitest';
import type { Difference } from './difference.ts';
import { linesOf } from './report.ts';

const of = (breaking: boolean, where: string, what: string): Difference => ({ breaking, where, what });
const lines = (differences: Difference[]) => linesOf(differences, ({ breaking }) => (breaking ? '✗' : '·'));
const text = (count: number) =>
  Array.from({ length: count }, (_, at) => of(false, 'GET /a', `champ ${at} : texte 0000000${at}`));

it('says first what breaks, then what does not, each once', () => {
  expect(
    lines([
      of(false, 'GET /a', 'x'),
      of(true, 'GET /a', 'y'),
      of(false, 'GET /b', 'x'),
      of(false, 'GET /b', 'y'),
    ]),
  ).toEqual(['✗ GET /a — y', '· 2 opérations — x', '    GET /a', '    GET /b', '· GET /b — y']);
});

it('names each text while they are few, and counts them when they are many', () => {
  expect(lines(text(1))).toEqual(['· GET /a — champ 0 : texte 00000000']);
  expect(lines(text(6))).toEqual([
    '· 6 textes qui ne sont pas les nôtres',
    '    GET /a — champ 0 : texte 00000000',
    '    GET /a — champ 1 : texte 00000001',
    '    GET /a — champ 2 : texte 00000002',
    '    GET /a — champ 3 : texte 00000003',
    '    et 2 autre(s)',
  ]);
});
