import { expect, it } from 'vitest';
import { search as browserSearch } from './browser.ts';
import { search } from './index.ts';

const names = (prefix: string, limit = 4, date?: string | number) =>
  search(prefix, { limit, ...(date !== undefined && { date }) }).map(({ nom, code }) => `${nom} ${code}`);

it.each([
  ['the name to the letter, then large cities', 'paris', ['Paris 75056', 'Paris 1er Arrondissement 75101']],
  ['accents', 'béziers', ['Béziers 34032']],
  ['no accents', 'beziers', ['Béziers 34032']],
  ['a ligature', 'oeu', ['Œuf-en-Ternois 62633', 'Œuilly 02565']],
  ['an article begun', 'la roche', ['La Rochelle 17300', 'La Roche-sur-Yon 85191']],
  ['an article that has none after it', 'la', ['Laval 53130', 'Le Lamentin 97213']],
  ['no article', 'teich', ['Le Teich 33527']],
  ['an abbreviation', 'st malo', ['Saint-Malo 35288', 'Saint-Malo-de-Beignon 56226']],
  ['hyphens', 'saint-malo-de-', ['Saint-Malo-de-Beignon 56226', 'Saint-Malo-de-Guersac 44176']],
  ['an arrondissement', 'Lyon 3', ['Lyon 3e Arrondissement 69383']],
  ['a name of before', 'querquev', ['Querqueville 50416']],
  ['nothing', '', []],
])('proposes by %s', (_, prefix, expected) => expect(names(prefix, expected.length)).toEqual(expected));

it('proposes a commune once, and with a date the code of then', () => {
  expect(names('gennevilli')).toEqual(['Gennevilliers 92036']);
  expect(names('gennevilli', 4, 1960)).toEqual(['Gennevilliers 75036']);
  expect(names('cherbourg-en', 4, 1990)).toEqual([]);
});

it('proposes nothing for a date that is none', () => expect(names('Lyon', 4, 'hier')).toEqual([]));

it('does the same in a page', () => expect(browserSearch('teich')).toEqual(search('teich')));
