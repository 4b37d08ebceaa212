import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidParameterError } from '../client/errors/local.ts';
import { dateNaissance, type IdentiteFranceConnect, toIdentite } from '../identite.ts';

describe('dateNaissance', () => {
  it.each([
    ['1987-06-27', { anneeDateNaissance: 1987, moisDateNaissance: 6, jourDateNaissance: 27 }],
    ['2000-02-29', { anneeDateNaissance: 2000, moisDateNaissance: 2, jourDateNaissance: 29 }],
    ['1987-06-00', { anneeDateNaissance: 1987, moisDateNaissance: 6 }],
    ['1987-06', { anneeDateNaissance: 1987, moisDateNaissance: 6 }],
    ['1987-00-00', { anneeDateNaissance: 1987 }],
    ['1987', { anneeDateNaissance: 1987 }],
  ])('%s', (iso, parts) => expect(dateNaissance(iso)).toEqual(parts));

  it.each(['1987-13-01', '1999-02-29', '1987-06-31', '27/06/1987', '', '1987-6-27'])('refuses %s', (iso) => {
    expect(() => dateNaissance(iso)).toThrow(InvalidParameterError);
  });

  it('gives back every real day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        (date) => {
          expect(dateNaissance(date.toISOString().slice(0, 10))).toEqual({
            anneeDateNaissance: date.getUTCFullYear(),
            moisDateNaissance: date.getUTCMonth() + 1,
            jourDateNaissance: date.getUTCDate(),
          });
        },
      ),
    );
  });
});

describe('toIdentite', () => {
  const angela: IdentiteFranceConnect = {
    given_name: 'Angela Claire Louise',
    family_name: 'DUBOIS',
    birthdate: '1962-08-24',
    gender: 'female',
    birthplace: '75107',
    birthcountry: '99100',
  };

  it('turns an identity into parameters', () => {
    expect(toIdentite(angela)).toEqual({
      nomNaissance: 'DUBOIS',
      prenoms: ['Angela', 'Claire', 'Louise'],
      anneeDateNaissance: 1962,
      moisDateNaissance: 8,
      jourDateNaissance: 24,
      sexeEtatCivil: 'F',
      codeCogInseePaysNaissance: '99100',
      codeCogInseeCommuneNaissance: '75107',
    });
  });

  it.each([
    ['1992-00-00', '1992-01-01', { anneeDateNaissance: 1992 }],
    ['1992-11-00', '1992-11-01', { anneeDateNaissance: 1992, moisDateNaissance: 11 }],
    ['1992-11-08', '1992-11-08', { anneeDateNaissance: 1992, moisDateNaissance: 11, jourDateNaissance: 8 }],
    // The registry knows better than the identity provider.
    ['1991-00-00', '1992-11-08', { anneeDateNaissance: 1992, moisDateNaissance: 11, jourDateNaissance: 8 }],
  ])('keeps the known part of %s', (idp_birthdate, birthdate, parts) => {
    const { anneeDateNaissance, moisDateNaissance, jourDateNaissance } = toIdentite({
      ...angela,
      birthdate,
      idp_birthdate,
    });
    expect({ anneeDateNaissance, moisDateNaissance, jourDateNaissance }).toEqual({
      moisDateNaissance: undefined,
      jourDateNaissance: undefined,
      ...parts,
    });
  });

  it('leaves the commune out for someone born abroad, and keeps compound given names whole', () => {
    const identite = toIdentite({
      ...angela,
      birthplace: '',
      birthcountry: '99127',
      given_name_array: ['Marie Anne', 'Rose'],
    });
    expect(identite).not.toHaveProperty('codeCogInseeCommuneNaissance');
    expect(identite.prenoms).toEqual(['Marie Anne', 'Rose']);
  });

  it.each(['family_name', 'given_name', 'birthdate', 'gender', 'birthcountry'] as const)(
    'names %s when it is missing',
    (key) => {
      expect(() => toIdentite({ ...angela, [key]: '' })).toThrow(InvalidParameterError);
    },
  );
});
