import { expect, it } from 'vitest';
import { fromPostalCode } from './postal-codes.ts';

const codes = (...[postal, moment]: Parameters<typeof fromPostalCode>) =>
  fromPostalCode(postal, moment).map(({ code }) => code);

it('gives the communes of a postal code', () => {
  expect(codes('92230')).toEqual(['92036']);
  expect(codes('01 190').length).toBeGreaterThan(5);
  expect(fromPostalCode('20000')[0]).toMatchObject({ code: '2A004', nom: 'Ajaccio', departement: '2A' });
});

it('gives the arrondissement rather than the city', () => expect(codes('75012')).toEqual(['75112']));

it('gives what they were at a date', () => {
  expect(codes('92230', { annee: 1960 })).toEqual(['75036']);
  expect(codes('50460', { date: '1990-01-01' })).toContain('50416');
  expect(fromPostalCode('20000', { annee: 1960 })).toContainEqual(
    expect.objectContaining({ sendable: false }),
  );
});

it('gives nothing for what is no postal code', () => expect(codes('00000')).toEqual([]));
it('gives nothing for a date that is none', () => expect(codes('92230', { annee: 'hier' })).toEqual([]));
