/** Insee's codes of Corsica before 1976 are refused by the servers: each is found, none is to be sent. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explain, findBirthplace } from './index.ts';

/** What the servers accept. */
const ACCEPTED = /^([013-9]\d|2[AB1-9])\d{3}$/;

const movements = readFileSync(new URL('../data/mouvements.csv', import.meta.url), 'utf8');
const codes = [...new Set(movements.match(/(?<=COM,)20\d{3}/g))];

it('has 366 of them', () => expect(codes).toHaveLength(366));

it.each([1943, 1960, 1975])('never gives one to be sent, in %d', (annee) => {
  const answers = codes.map((code) => {
    const known = explain(code, annee);
    return findBirthplace({ nom: known?.nom ?? '', departement: '20', annee });
  });
  const places = answers.flatMap((answer) => (answer.ok ? [answer] : answer.candidates));
  expect(answers.every((answer) => answer.ok || answer.reason === 'homonyms')).toBe(true);
  expect(places.length).toBeGreaterThanOrEqual(codes.length);
  for (const { code, departement, nom, sendable } of places) {
    expect({ departement, sendable }).toEqual({ departement: '20', sendable: false });
    expect(ACCEPTED.test(code)).toBe(false);
    expect(nom).not.toBe('');
  }
});

it('gives codes to be sent since', () => {
  for (const code of codes) {
    const today = explain(code, 1975)?.today ?? [];
    expect(today).not.toEqual([]);
    for (const place of today) expect([place.sendable, ACCEPTED.test(place.code)]).toEqual([true, true]);
  }
});
