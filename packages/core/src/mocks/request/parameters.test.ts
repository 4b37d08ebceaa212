import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passes } from './formats.ts';
import { parseParameters, readValues } from './parameters.ts';

describe('compact parameters', () => {
  it('reads every mark', () => {
    const compact =
      '*recipient!:siret @preuve=X-Generate-Proof:proof-only|pdf prenoms[]! sirenOrRna!=siren_or_rna';
    expect(parseParameters(compact, '/v3/{siren_or_rna}')).toEqual([
      {
        key: 'recipient',
        wire: 'recipient',
        place: 'query',
        array: false,
        required: true,
        context: true,
        check: 'siret',
      },
      {
        key: 'preuve',
        wire: 'X-Generate-Proof',
        place: 'header',
        array: false,
        required: false,
        context: false,
        check: 'proof-only|pdf',
      },
      {
        key: 'prenoms',
        wire: 'prenoms',
        place: 'query',
        array: true,
        required: true,
        context: false,
        check: undefined,
      },
      {
        key: 'sirenOrRna',
        wire: 'siren_or_rna',
        place: 'path',
        array: false,
        required: true,
        context: false,
        check: undefined,
      },
    ]);
    expect(() => parseParameters('a[b', '/')).toThrow('illisible');
  });

  it('adds what only the path names', () => {
    expect(
      parseParameters('annee', '/v3/{siren}/{year}').map(({ wire, required }) => [wire, required]),
    ).toEqual([
      ['annee', false],
      ['siren', true],
      ['year', true],
    ]);
  });

  it('finds every value on the wire again', () => {
    const parameters = parseParameters('prenoms[] nom', '/');
    const text = fc.string({ minLength: 1 }).filter((one) => one.trim() === one && one !== '');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), text, (prenoms, nom) => {
        const query = new URLSearchParams([...prenoms.map((one) => ['prenoms[]', one]), ['nom', nom]]);
        const values = readValues(parameters, {
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
  it.each([
    ['siret', '35600000012345', true],
    ['siret', '13002526500014', false],
    ['siren_or_rna', 'W751234567', true],
    ['siret-ou-eori', 'FR13002526500013', true],
    ['siren_or_rna', 'X', false],
    ['cog-commune', '2A004', true],
    ['cog-commune', '20004', false],
    ['cog-pays', '92352', true],
    ['1..12', '12', true],
    ['2021..', '2020', false],
    ['01..12', '1', false],
    ['moyen|boeth', 'boeth', true],
    ['immatriculation', 'AA-123-BB', true],
    ['inconnu', 'ce que l’on veut', true],
  ])('%s of %s: %s', (check, value, expected) => {
    expect(passes(value, check, 'parametre')).toBe(expected);
  });
});
