import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidParameterError } from '../client/errors/local.ts';
import { cogCommune, cogPays, eori, ine, numeroTva, plaque, rna, siren, siret } from './index.ts';

describe('siret', () => {
  it('is read as people type it', () => expect(siret.parse('130 025 265 00013')).toBe('13002526500013'));

  it('lets La Poste in whatever its key', () => expect(siret.is('35600000000001')).toBe(true));

  it('explains a wrong key without repeating the value', () => {
    expect(siret.explain('13002526500014')).toContain('clé');
    expect(() => siret.parse('13002526500014')).toThrow(InvalidParameterError);
  });

  it('no single wrong digit gets through', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = [...'13002526500013'];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        expect(siret.is(digits.join(''))).toBe(false);
      }),
    );
  });

  it('nothing typed makes it crash', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof siret.explain(text)).toMatch(/^(string|undefined)$/);
      }),
    );
  });
});

describe('the others', () => {
  it.each([
    ['siren', siren, '130025265', '130025266'],
    ['rna', rna, 'W9R1000123', 'X123456789'],
    ['old rna', rna, '0123001234', '0123451234'],
    ['eori', eori, 'FR13002526500013', 'FR13002526500014'],
    ['eori of another state', eori, 'DE1234567', '1234567'],
    ['tva', numeroTva, 'FR83404833048', 'FR84404833048'],
    ['ine', ine, '1234567890G', '123'],
    ['commune', cogCommune, '2A004', '75'],
    ['pays', cogPays, '99100', '75056'],
    ['Algeria before independence', cogPays, '92352', '92353'],
    ['plaque', plaque, 'AA-123-BB', 'AAA-12'],
    ['old plaque', plaque, '123 ABC 75', '9Z9'],
  ])('%s', (_, identifier, good, bad) => {
    expect(identifier.is(good)).toBe(true);
    expect(identifier.is(bad)).toBe(false);
    expect(identifier.explain(bad)).not.toContain(bad);
  });

  it('a plaque is given back with its hyphens', () => expect(plaque.parse('aa 123 bb')).toBe('AA-123-BB'));
});
