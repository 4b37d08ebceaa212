/** The quotient of FranceConnect may be that of an earlier call: what was asked is compared with what came. */
import { expect, expectTypeOf, it } from 'vitest';
import { createParticulier, quotientOfMonth, type ValeurQuotientFamilial } from './index.ts';
import { mockParticulier } from './mocks/index.ts';

const citizen = (name: string) =>
  createParticulier({
    token: 'jeton',
    recipient: '13002526500013',
    scopes: ['cnaf_quotient_familial'],
    // A day when the recorded months can still be asked for.
    fetch: mockParticulier({ now: () => Date.UTC(2026, 10, 27) }).asFetch,
  }).withFranceConnect({ accessToken: name, scopes: ['cnaf_quotient_familial'] });

it('gives no quotient when the cache answers the month of an earlier call', async () => {
  const asked = { annee: 2026, mois: 10 };
  const { data } = await citizen('mehdi-bensalem').dss.quotientFamilial.franceConnect(asked);
  expect(data.quotient_familial).toMatchObject({ annee: 2026, mois: 9, valeur: 731 });
  const quotient = quotientOfMonth(data.quotient_familial, asked);
  expectTypeOf(quotient).toEqualTypeOf<ValeurQuotientFamilial | undefined>();
  expect(quotient).toBeUndefined();
});

it('gives the quotient of the month that was asked', async () => {
  const asked = { annee: 2026, mois: 3 };
  const { data } = await citizen('jeanne-roux').dss.quotientFamilial.franceConnect(asked);
  expect(quotientOfMonth(data.quotient_familial, asked)).toBe(data.quotient_familial);
});

it('expects the month of the day in Paris when nothing was asked', () => {
  const november = { annee: 2026, mois: 11 };
  // Half past midnight of the 1st, in Paris.
  const firstOfNovember = new Date('2026-10-31T23:30:00Z');
  expect(quotientOfMonth(november, {}, firstOfNovember)).toBe(november);
  expect(quotientOfMonth({ annee: 2026, mois: 10 }, {}, firstOfNovember)).toBeUndefined();
  expect(quotientOfMonth({ annee: 2025, mois: 11 }, undefined, firstOfNovember)).toBeUndefined();
});

it('gives none where the token saw none', () => {
  expect(quotientOfMonth(undefined, { annee: 2026, mois: 10 })).toBeUndefined();
});
