/** The helpers, on the values that the test data recorded. */
import { partialDate } from '@apigouv/core';
import { describe, expect, it } from 'vitest';
import { mockTable } from './generated/mocks.ts';
import type { LiassesFiscales } from './generated/types.ts';
import { dgfipDecimal } from './values.ts';

function answer(id: string, name: string): unknown {
  const found = mockTable.operations[id]?.cases.find((entry) => entry.name === name);
  const { data } = (found?.response ?? {}) as { data?: unknown };
  return data;
}

/** Every value of this key in the recorded answers. */
function valuesOf(key: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => (name === key ? [item] : valuesOf(key, item)));
}

describe('a quantity or a percentage of the DGFIP', () => {
  it('has two decimals that it does not show', () => {
    const { declarations } = answer('dgfip.liassesFiscales', 'decimales-implicites') as LiassesFiscales;
    const lines = declarations.flatMap(({ donnees }) => donnees ?? []);
    const read = lines.map(({ intitule, valeurs }) => [intitule, valeurs.map(dgfipDecimal)]);
    expect(read).toEqual([
      ['Nombre de parts ou actions', [510, null]],
      ['Pourcentage de détention', [51]],
      [undefined, [null]],
    ]);
  });

  it.each([
    ['5125', 51.25],
    ['-250', -2.5],
    ['0', 0],
    ['', null],
    ['12,5', null],
    [undefined, null],
  ])('%s', (text, number) => expect(dgfipDecimal(text)).toBe(number));
});

describe('a date of the recorded answers', () => {
  it.each([
    ['infogreffe.extraitRcs', 'date_extrait'],
    ['inpi.extraitRne', 'date_naissance'],
    ['banqueDeFrance.bilans', 'date_arrete_exercice'],
  ])('%s, %s, is read', (id, key) => {
    const dates = mockTable.operations[id]?.cases.flatMap(({ response }) => valuesOf(key, response)) ?? [];
    const texts = dates.filter((date) => typeof date === 'string' && date !== '');
    expect(texts).not.toEqual([]);
    expect(texts.filter((date) => partialDate(date as string) === null)).toEqual([]);
  });
});
