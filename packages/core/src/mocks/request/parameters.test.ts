import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Param } from '../../client/definition.ts';
import {
  cogCommuneFormat,
  cogPaysFormat,
  sirenOuRnaFormat,
  siretFormat,
  siretOuEoriFormat,
} from '../../identifiers/checks.ts';
import { passes } from './checks.ts';
import { readValues } from './parameters.ts';

describe('values', () => {
  it('finds every value on the wire again', () => {
    const params: Param[] = [{ key: 'prenoms', list: true }, { key: 'nom' }];
    const text = fc.string({ minLength: 1 }).filter((one) => one.trim() === one && one !== '');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, (prenoms, nom) => {
        const query = new URLSearchParams([...prenoms.map((one) => ['prenoms[]', one]), ['nom', nom]]);
        const values = readValues(params, {
          query: new URLSearchParams(String(query)),
          headers: new Headers(),
          path: new Map(),
        });
        expect(Object.fromEntries(values)).toEqual({ prenoms, nom });
      }),
    );
  });
});

describe('checks', () => {
  const integer = { integer: true } as const;
  it.each<[string, Partial<Param>, string, boolean]>([
    ['a SIRET of La Poste', { format: siretFormat }, '35600000012345', true],
    ['a SIRET with a wrong key', { format: siretFormat }, '13002526500014', false],
    ['a RNA where a SIREN would do', { format: sirenOuRnaFormat }, 'W751234567', true],
    ['an EORI', { format: siretOuEoriFormat }, 'FR13002526500013', true],
    ['neither SIREN nor RNA', { format: sirenOuRnaFormat }, 'X', false],
    ['a commune of Corsica', { format: cogCommuneFormat }, '2A004', true],
    ['a commune of Corsica before 1976', { format: cogCommuneFormat }, '20004', false],
    ['Algeria before 1962', { format: cogPaysFormat }, '92352', true],
    ['the last month', { ...integer, min: 1, max: 12 }, '12', true],
    ['no such month', { ...integer, min: 1, max: 12 }, '13', false],
    ['a year too early', { ...integer, min: 2021 }, '2020', false],
    ['no number', integer, 'douze', false],
    ['one of its values', { values: ['moyen', 'boeth'] }, 'boeth', true],
    ['none of its values', { values: ['01', '02'] }, '1', false],
    ['what nothing checks', {}, 'ce que l’on veut', true],
  ])('%s', (_, param, value, expected) => {
    expect(passes(value, { key: 'parametre', ...param })).toBe(expected);
  });
});
