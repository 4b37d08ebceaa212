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
    ['a key of letters', numeroTva, 'FRK7399859412', 'FRK8399859412'],
    ['a digit, then a letter', numeroTva, 'FR4Z123456782', 'FR4Y123456782'],
    ['Monaco, without SIREN', numeroTva, 'FR53000004605', 'FR54000004605'],
    ['an INE of two letters', ine, '123456789HJ', '123456789LL'],
    ['an INE of a base of 36', ine, '0a1b2c3d4e5', '0a1b2c3d4eO'],
  ])('%s', (_, identifier, good, bad) => {
    expect(identifier.is(good)).toBe(true);
    expect(identifier.is(bad)).toBe(false);
    expect(identifier.explain(bad)).not.toContain(bad);
  });

  it('a plaque is given back with its hyphens', () => expect(plaque.parse('aa 123 bb')).toBe('AA-123-BB'));

  it.each(['W-123-AB', '6123 4567', '123 CD 45', '?'])('any plaque will do: %s', (text) => {
    expect(plaque.is(text)).toBe(true);
    expect(plaque.parse(` ${text} `)).toBe(text);
  });

  it('but none', () => expect(plaque.explain('  ')).toBe('numéro attendu'));
});

describe('what people paste', () => {
  it.each([
    ['SIRET : 130 025 265 00013', siret, '13002526500013'],
    ['n°\u00A0130\u202F025\u202F265\u202F00013', siret, '13002526500013'],
    ['130025265\u200B00013\n', siret, '13002526500013'],
    ['１３００２５２６５ ０００１３', siret, '13002526500013'],
    ['RCS Paris B 130 025 265', siren, '130025265'],
    ['SIREN\u00A0: 130.025.265', siren, '130025265'],
    ['FR 83\u00A0404\u2011833\u2011048', numeroTva, 'FR83404833048'],
    ['w751\u00A0080\u200D001', rna, 'W751080001'],
  ])('%j', (text, identifier, expected) => expect(identifier.parse(text)).toBe(expected));

  it('is refused when it is another number, or two', () => {
    expect(siren.explain('SIRET 130 025 265 00013')).toBe('9 chiffres attendus');
    expect(siren.explain('130 025 265, tél. 01 02 03 04 05')).toBe('9 chiffres attendus');
  });
});
