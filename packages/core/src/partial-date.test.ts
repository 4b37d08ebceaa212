import { describe, expect, it } from 'vitest';
import { partialDate } from './partial-date.ts';

describe('a date that a provider gives', () => {
  it.each([
    ['2012-04-17', { year: 2012, month: 4, day: 17 }],
    ['2012-04-00', { year: 2012, month: 4 }],
    ['1975-00-00', { year: 1975 }],
    ['1985-07', { year: 1985, month: 7 }],
    ['1985', { year: 1985 }],
    ['2024-02-29', { year: 2024, month: 2, day: 29 }],
    ['30 MAI 2017', { year: 2017, month: 5, day: 30 }],
    ['1ER OCTOBRE 2026', { year: 2026, month: 10, day: 1 }],
    ['15 février 2024', { year: 2024, month: 2, day: 15 }],
    [' 21 AOÛT 2014 ', { year: 2014, month: 8, day: 21 }],
  ])('%s is read as far as it goes', (text, date) => expect(partialDate(text)).toEqual(date));

  it.each([
    '0000-00-00',
    '',
    ' ',
    null,
    undefined,
    '[ND]',
    '2023-02-29',
    '2012-13-01',
    '2012-00-17',
    '12/04/2012',
    '31 AVRIL 2024',
    '1 BRUMAIRE 1800',
  ])('%s says nothing', (text) => expect(partialDate(text)).toBeNull());
});
