import { expect, it } from 'vitest';
import { explain, type Place } from './index.ts';

const shown = (places: readonly Place[] | undefined) => places?.map(({ code, nom }) => `${code} ${nom}`);

it('says the name of that day, its department and what became of it', () => {
  const known = explain('50416', '1990-05-12');
  expect(known).toMatchObject({ nom: 'Querqueville', departement: '50', existed: true, to: '2016-01-01' });
  expect(known?.became.date).toBe('2016-01-01');
  expect(shown(known?.became.places)).toEqual(['50129 Cherbourg-en-Cotentin']);
  expect(shown(known?.today)).toEqual(['50129 Cherbourg-en-Cotentin']);
});

it('says what was there when the code was not yet, or no longer, that of a commune', () => {
  const early = explain('92036', 1960);
  expect([early?.existed, shown(early?.there), early?.from]).toEqual([
    false,
    ['75036 Gennevilliers'],
    '1968-01-01',
  ]);
  const late = explain('50649', '2019');
  expect([late?.existed, shown(late?.there)]).toEqual([false, ['50592 Tessy-Bocage']]);
});

it('follows a commune that changes its code twice', () => {
  expect(shown(explain('14624', 1980)?.today)).toEqual(['14654 Saint-Pierre-en-Auge']);
  expect(shown(explain('14624', 1972)?.became.places)).toEqual(["14624 L'Oudon"]);
});

it('gives no date to what changed since the movements end', () => {
  const known = explain('02311', 2025);
  expect(known?.became).not.toHaveProperty('date');
  expect(known).not.toHaveProperty('to');
  expect(shown(known?.today)).toEqual(['02589 Pargny-et-Filain']);
});

it('has nothing to follow a commune of today', () => {
  expect(explain('33527', 2000)).toMatchObject({ existed: true, became: { places: [] } });
  expect(shown(explain('33527', 2000)?.today)).toEqual(['33527 Le Teich']);
});

it('takes the state of 1943 for what was before', () => expect(explain('75036', 1900)?.existed).toBe(true));

it.each([
  ['99999', 2000],
  ['', 2000],
  ['75036', 'hier'],
])('knows nothing of « %s » in %s', (code, date) => expect(explain(code, date)).toBeUndefined());
