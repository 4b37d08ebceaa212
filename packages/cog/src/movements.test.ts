/** Every code that Insee's movements name goes out, to a name, and comes back; so do communes drawn by lot. The figures are printed. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Explanation, explain, findBirthplace, type Place } from './index.ts';

const read = (name: string): string[][] =>
  readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

const movements = read('mouvements.csv');

const dayBefore = (date: string): string =>
  new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

const codesOf = (places: readonly Place[]): string[] => places.map(({ code }) => code).sort();

/** Whether the name leads to these codes, or tells of them among others that bear it. */
function comesBack(
  known: Explanation,
  date: string,
  codes: readonly string[],
): 'sure' | 'ambiguous' | 'lost' {
  const answer = findBirthplace({ nom: known.nom, departement: known.departement, date });
  if (answer.ok) return codes.join() === answer.code ? 'sure' : 'lost';
  const given = codesOf(answer.candidates);
  return answer.reason === 'homonyms' && codes.every((code) => given.includes(code)) ? 'ambiguous' : 'lost';
}

it('goes from every code and day of the movements to a name, and back', { timeout: 60_000 }, () => {
  const pairs = new Set(
    movements.flatMap(([, date = '', , before, , , after]) => [
      ...(before ? [`${before} ${dayBefore(date)}`] : []),
      `${after} ${date}`,
    ]),
  );
  const count = { sure: 0, ambiguous: 0, within: 0 };
  const lost: string[] = [];
  for (const pair of pairs) {
    const [code = '', date = ''] = pair.split(' ');
    const known = explain(code, date);
    if (!known) {
      lost.push(pair);
      continue;
    }
    const expected = known.existed ? [code] : codesOf(known.there);
    const found = comesBack(known, date, expected);
    if (found === 'lost') lost.push(`${pair} ${known.nom}, attendu ${expected}`);
    else count[known.existed ? found : 'within']++;
  }
  console.log(
    `${pairs.size} couples (code, jour) : ${count.sure} communes ce jour-là revenues, ${count.ambiguous} dites ambiguës, ${count.within} dans une autre ce jour-là`,
  );
  expect(lost).toEqual([]);
});

it('gives the name of the file to every code of a commune, the day before and the day itself', () => {
  const wrong: string[] = [];
  const notThere: string[] = [];
  const named = new Map<string, Set<string>>();
  const add = (code = '', date = '', nom = '') => {
    const names = named.get(`${code} ${date}`) ?? new Set();
    named.set(`${code} ${date}`, names.add(nom));
  };
  for (const [, date = '', type, before, nomBefore, typeAfter, after, nomAfter] of movements) {
    if (type === 'COM') add(before, dayBefore(date), nomBefore);
    if (typeAfter === 'COM') add(after, date, nomAfter);
  }
  for (const [pair, names] of named) {
    const [code = '', date = ''] = pair.split(' ');
    const known = explain(code, date);
    if (!known || !names.has(known.nom)) wrong.push(`${pair} ${known?.nom} ${[...names]}`);
    if (!known?.existed) notThere.push(pair);
  }
  expect(wrong).toEqual([]);
  // Codes of a step between two others of one day, that no day has known.
  const steps = [
    '27676 2021-01-01',
    '44225 2017-12-31',
    '44225 2018-01-01',
    '50649 2017-12-31',
    '50649 2018-01-01',
  ];
  expect(notThere.sort()).toEqual(steps);
});

/** A generator of numbers in [0, 1[ from a seed: the same draw each time. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it('finds ten thousand communes at random dates by name and department', { timeout: 60_000 }, () => {
  const draw = drawFrom(1943);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  // Two in three never moved: those that did are drawn as often as the others.
  const quiet = read('communes.csv').map(([code = '']) => code);
  const moved = movements.flatMap(([, , , before, , , after]) => [before, after]).filter(Boolean) as string[];
  const count = { code: 0, listed: 0, alone: 0, ambiguous: 0 };
  const wrong: string[] = [];
  for (let drawn = 0; drawn < 10_000; ) {
    const code = pick(draw() < 0.5 ? quiet : moved);
    const day = new Date(Date.UTC(1943, 0, 1) + draw() * (Date.UTC(2024, 0, 2) - Date.UTC(1943, 0, 1)));
    const date = day.toISOString().slice(0, 10);
    const known = explain(code, date);
    if (!known?.existed) continue;
    drawn++;
    const answer = findBirthplace({ nom: known.nom, departement: known.departement, date });
    if (answer.ok && answer.code === code) count.code++;
    else if (!answer.ok && answer.reason === 'homonyms' && codesOf(answer.candidates).includes(code))
      count.listed++;
    else wrong.push(`${code} ${date} ${known.nom}`);
    const bare = findBirthplace({ nom: known.nom, date });
    if (bare.ok && bare.code === code) count.alone++;
    else if (!bare.ok && bare.reason === 'homonyms' && codesOf(bare.candidates).includes(code))
      count.ambiguous++;
    else wrong.push(`${code} ${date} ${known.nom}, sans département`);
  }
  console.log(
    `10 000 communes : par nom et département ${count.code} trouvées, ${count.listed} dites ambiguës ; par le nom seul ${count.alone} et ${count.ambiguous}`,
  );
  expect(wrong).toEqual([]);
});
