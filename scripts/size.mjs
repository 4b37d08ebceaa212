/** Budgets of what a consumer's bundle carries: measured + 3 %. A change that passes one must say why, here. */
import {
  FRANCECONNECT,
  gzippedSize,
  ONE_CALL,
  ONE_CALL_ENTREPRISE,
  ONE_CALL_IMPOT,
  ONLY_ENTREPRISE,
  WHOLE_CLIENT,
  WHOLE_ENTREPRISE,
  WHOLE_IMPOT,
} from './lib/bundle.mjs';

// All went down with route tables that leave out what core knows (context, names in paths, formats of path parameters), then with the
// quota's queue kept in a set; one call to API Entreprise also with FranceConnect's token, which it had no use for. What is left of a whole
// client: sentences for people 2.1 kB, the route table 1.3 kB, the public names 0.3 kB, and code that says each thing once.
const BUDGETS = [
  { name: 'un appel', program: ONE_CALL, budget: 10_400, goal: 5_000 },
  { name: 'client entier', program: WHOLE_CLIENT, budget: 11_850, goal: 8_000 },
  { name: 'un appel, entreprise', program: ONE_CALL_ENTREPRISE, budget: 10_760, goal: 11_190 },
  { name: 'client entier, entreprise', program: WHOLE_ENTREPRISE, budget: 15_020, goal: 10_000 },
  { name: 'entreprise sans le reste du cœur', program: ONLY_ENTREPRISE, budget: 13_680, goal: 10_000 },
  { name: 'un appel, impôt particulier', program: ONE_CALL_IMPOT, budget: 10_290, goal: 10_490 },
  { name: 'client entier, impôt particulier', program: WHOLE_IMPOT, budget: 12_560, goal: 12_430 },
  {
    name: 'franceconnect, jose et oauth4webapi compris',
    program: FRANCECONNECT,
    // Its own copy of the options, an event that says why, reasons with names instead of positions.
    budget: 25_500,
    goal: 25_000,
  },
];

for (const { name, program, budget, goal } of BUDGETS) {
  const size = await gzippedSize(program);
  const verdict = size <= budget ? '✓' : '✗';
  const reached = size <= goal ? 'atteint' : 'non atteint';
  console.log(`${verdict} ${name} : ${size} octets (gzip), budget ${budget}, objectif ${goal} ${reached}`);
  if (size > budget) process.exitCode = 1;
}
