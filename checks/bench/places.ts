/** Places of birth: how long a look-up takes, and reading the history at the first one. */
import { execFileSync } from 'node:child_process';
import { explain, findBirthplace, findCountry, search } from '@apigouv/cog';
import { at } from '../lib/root.ts';
import { add, median } from './figures.ts';

const ROUNDS = 15;

export function measurePlaces(): void {
  loading();
  // Drawn among all, each once: nothing has been looked for before.
  const queries = DEPARTEMENTS.flatMap((departement) =>
    NUMBERS.flatMap((number) => {
      const known = explain(`${departement}${number}`, 1990);
      return known?.existed ? [{ nom: known.nom.toUpperCase(), departement, annee: 1990 }] : [];
    }),
  );
  lookUps(`lieu de naissance, ${queries.length} communes (µs)`, queries, findBirthplace);
  const changed = { nom: 'gennevilliers', departement: '92', annee: 1960 };
  lookUps('lieu de naissance, code changé (µs)', Array(1000).fill(changed), findBirthplace);
  lookUps('pays (µs)', Array(1000).fill('Côte d’Ivoire'), findCountry);
  lookUps('complétion de trois lettres (µs)', ['mar', 'tou', 'lyo', 'bor', 'nan'], search, Infinity);
}

const DEPARTEMENTS = ['01', '14', '33', '38', '59', '62', '76', '80', '91', '95'];
const NUMBERS = Array.from({ length: 600 }, (_, index) => String(index + 1).padStart(3, '0'));

function lookUps<Query>(what: string, queries: Query[], find: (query: Query) => unknown, limit = 50): void {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    for (const query of queries) find(query);
    return ((performance.now() - started) * 1000) / queries.length;
  });
  const [first = 0] = times;
  const value = median(times);
  const goal = { text: `≤ ${limit}`, value, limit };
  add({
    what,
    ours: value.toFixed(1),
    baseline: `premier passage ${first.toFixed(1)}`,
    ...(limit < Infinity && { goal }),
  });
}

/** In a new process: the import, then a first answer that needs the whole history. */
function loading(): void {
  const program = `
    const started = performance.now();
    const { findBirthplace } = await import('@apigouv/cog');
    const imported = performance.now();
    findBirthplace({ nom: 'Gennevilliers', departement: '92', annee: 1960 });
    console.log(imported - started, performance.now() - started);`;
  const runs = Array.from({ length: ROUNDS }, () =>
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: at('checks'),
      encoding: 'utf8',
    })
      .split(' ')
      .map(Number),
  );
  const column = (index: number): number => median(runs.map((run) => run[index] ?? Number.NaN));
  const value = column(1);
  add({
    what: 'lieux de naissance : charger et répondre (ms)',
    ours: value.toFixed(1),
    baseline: `import seul ${column(0).toFixed(1)}`,
    goal: { text: '≤ 60', value, limit: 60 },
  });
}
