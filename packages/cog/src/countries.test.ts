import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type CountryAnswer, findCountry, type Moment } from './index.ts';

const list = readFileSync(new URL('../data/pays.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => /^(\d{5}),"?(.*?)"?,([A-Z ]*)$/.exec(line)?.slice(1) ?? []);

const told = (answer: CountryAnswer): string =>
  answer.ok ? answer.code : [answer.reason, ...answer.candidates.map(({ code }) => code)].join(' ');

it('finds each country of the list by its name, its ISO codes and its code', () => {
  expect(list).toHaveLength(332);
  const after = { annee: 2000 };
  const wrong = list.flatMap(([code = '', nom = '', iso = '']) =>
    [code, nom, ...iso.split(' ')].filter((name) => name && told(findCountry(name, after)) !== code),
  );
  expect(wrong).toEqual([]);
});

it.each([
  ['tchecoslovaquie', '99115'],
  ['Yémen démocratique', '99233'],
  ["Côte d'Ivoire", '99326'],
  ['de', '99109'],
  ['na', '99311'],
  ['République tchèque', '99116'],
  ['Îles Malouines', '99427'],
  ['ETATS UNIS', '99404'],
  ['Zaïre', '99312'],
  ['Burkina Faso', '99331'],
])('knows « %s »', (name, code) => expect(told(findCountry(name))).toBe(code));

it.each(['Yougoslavie', 'URSS', 'Atlantide', '', 'XX', '99998'])('does not guess « %s »', (name) =>
  expect(findCountry(name)).toEqual({ ok: false, reason: 'unknown', candidates: [] }),
);

it.each<[string, Moment | undefined, string]>([
  ['before independence', { annee: 1958 }, '92352'],
  ['after', { annee: 1963 }, '99352'],
  ['that year', { annee: 1962 }, 'homonyms 92352 99352'],
  ['that spring', { date: '1962-05' }, '92352'],
  ['that autumn', { date: '1962-10-01' }, '99352'],
  ['at no date', undefined, 'homonyms 92352 99352'],
])('asks when, for Algeria: %s', (_, moment, expected) =>
  expect(told(findCountry('Algérie', moment))).toBe(expected),
);
