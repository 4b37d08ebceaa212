import { describe, expect, it } from 'vitest';
import { usagerOf } from './usagers.ts';

const CAMILLE = {
  family_name: 'ESSAI',
  given_name_array: ['CAMILLE', 'DOMINIQUE'],
  birthdate: '1990-02-03',
  gender: 'female',
  birthplace: '75101',
  birthcountry: '99100',
};

const usager = (token_introspection: object) =>
  usagerOf({ params: { token: 'camille' }, status: 200, response: { token_introspection } }).camille;

describe('the citizen of a FranceConnect token', () => {
  it('has the identity the token gives, under the names of the API', () => {
    expect(usager({ ...CAMILLE, scope: 'openid cnaf_enfants' })).toEqual({
      identite: {
        nomNaissance: 'ESSAI',
        prenoms: ['CAMILLE', 'DOMINIQUE'],
        anneeDateNaissance: 1990,
        moisDateNaissance: 2,
        jourDateNaissance: 3,
        sexeEtatCivil: 'F',
        codeCogInseeCommuneNaissance: '75101',
        codeCogInseePaysNaissance: '99100',
      },
      scopes: ['openid', 'cnaf_enfants'],
    });
  });

  it('may be born abroad, have a name of use, a single text of given names and no known day', () => {
    const { given_name_array: _, ...others } = CAMILLE;
    const found = usager({
      ...others,
      given_name: 'CAMILLE DOMINIQUE',
      preferred_username: 'DUPONT',
      birthdate: '1990-02',
      gender: 'male',
      birthplace: '',
      birthcountry: '99127',
    });
    expect(found).toEqual({
      identite: {
        nomNaissance: 'ESSAI',
        nomUsage: 'DUPONT',
        prenoms: ['CAMILLE', 'DOMINIQUE'],
        anneeDateNaissance: 1990,
        moisDateNaissance: 2,
        sexeEtatCivil: 'M',
        codeCogInseePaysNaissance: '99127',
      },
    });
  });

  it.each([{ scope: 'openid' }, { ...CAMILLE, birthcountry: '' }])(
    'has none when it is incomplete',
    (found) => {
      expect(usager(found)?.identite).toEqual({});
    },
  );

  it('is nobody without a token or its introspection', () => {
    expect(usagerOf({ params: {}, status: 200, response: { token_introspection: CAMILLE } })).toEqual({});
    expect(usagerOf({ params: { token: 'camille' }, status: 401, response: {} })).toEqual({});
  });
});
