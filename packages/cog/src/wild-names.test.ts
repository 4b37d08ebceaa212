/** However a name is written, it comes to the same commune. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Birthplace, explain, findBirthplace, search } from './index.ts';

const codes = readFileSync(new URL('../data/communes.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.slice(0, 5));

const withoutAccents = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '');

/** Ways of writing a name that change nothing to it. */
const WAYS: ((name: string) => string)[] = [
  (name) => name.toUpperCase(),
  (name) => name.toLowerCase(),
  (name) => name.normalize('NFD'),
  withoutAccents,
  (name) => name.replaceAll('-', ' '),
  (name) => name.replaceAll(' ', '-'),
  (name) => name.replaceAll('-', ' - '),
  (name) => name.replaceAll("'", '’'),
  (name) => name.replaceAll("'", ' '),
  (name) => name.replaceAll('œ', 'oe').replaceAll('Œ', 'OE'),
  (name) => name.replace(/\bSaint\b/gi, 'St').replace(/\bSainte\b/gi, 'Ste'),
  (name) => name.replace(/\bSaint\b/gi, 'ST.').replace(/\bSainte\b/gi, 'STE.'),
  (name) => name.replace(/-sur-/gi, ' s/ '),
  (name) => name.replace(/-sous-/gi, ' s/s '),
  (name) => name.replace(/^(Le|La|Les) (.*)$/, '$2 ($1)'),
  (name) => ` ${name}\u00a0`,
];

const written = fc.record({
  code: fc.constantFrom(...codes),
  ways: fc.uniqueArray(fc.constantFrom(...WAYS), { maxLength: 4 }),
});

const codesOf = (answer: Birthplace): string[] =>
  answer.ok ? [answer.code] : answer.candidates.map(({ code }) => code);

it('reads accents, case, hyphens, apostrophes, ligatures, St and articles at the end', () => {
  fc.assert(
    fc.property(written, ({ code, ways }) => {
      const known = explain(code, '2024-01-01');
      if (!known) throw new Error(code);
      const nom = ways.reduce((name, write) => write(name), known.nom);
      const asked = { departement: known.departement, date: '2024-01-01' };
      expect(findBirthplace({ ...asked, nom })).toEqual(findBirthplace({ ...asked, nom: known.nom }));
      expect(codesOf(findBirthplace({ ...asked, nom }))).toContain(code);
    }),
    { numRuns: 2000 },
  );
});

it('finds each commune without its article, or tells of those it may be', () => {
  const lost = codes.filter((code) => {
    const known = explain(code, '2024-01-01');
    const nom = known?.nom.replace(/^(?:(?:Le|La|Les) |L')/, '') ?? '';
    const answer = findBirthplace({ nom, departement: known?.departement, date: '2024-01-01' });
    // An exact name, accents aside, goes before one that only lacks its article: « Vergne » is Vergné, not La Vergne.
    return (
      !codesOf(answer).includes(code) && !(answer.ok && withoutAccents(answer.nom) === withoutAccents(nom))
    );
  });
  expect(lost).toEqual([]);
});

it('never fails, whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('St', "L'", '(le)', 'la', 'Paris 0', 'Lyon mmm'),
  );
  fc.assert(
    fc.property(anything, anything, fc.oneof(fc.integer(), anything), (nom, departement, annee) => {
      const answer = findBirthplace({ nom, departement, annee });
      expect(answer.ok || ['homonyms', 'unknown', 'before1943'].includes(answer.reason)).toBe(true);
      expect(search(nom, { limit: 3 }).length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 500 },
  );
});
