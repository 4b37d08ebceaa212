/** Budgets of what a consumer's bundle carries: measured + 3 %. A change that passes one must say why, here. */
import {
  FRANCECONNECT,
  gzippedSize,
  ONE_CALL,
  ONE_CALL_ENTREPRISE,
  ONE_CALL_IMPOT,
  WHOLE_CLIENT,
  WHOLE_ENTREPRISE,
  WHOLE_IMPOT,
} from './lib/bundle.mjs';

// Paths read in operations' names, and the translation of an identity left to core, took back from API Particulier what API Impôt
// particulier had brought core.
const BUDGETS = [
  { name: 'un appel', program: ONE_CALL, budget: 10_490, goal: 5_000 },
  { name: 'client entier', program: WHOLE_CLIENT, budget: 11_980, goal: 8_000 },
  { name: 'un appel, entreprise', program: ONE_CALL_ENTREPRISE, budget: 11_240, goal: 11_190 },
  { name: 'client entier, entreprise', program: WHOLE_ENTREPRISE, budget: 15_180, goal: 10_000 },
  { name: 'un appel, impôt particulier', program: ONE_CALL_IMPOT, budget: 10_420, goal: 10_490 },
  { name: 'client entier, impôt particulier', program: WHOLE_IMPOT, budget: 12_630, goal: 12_430 },
  {
    name: 'franceconnect, jose et oauth4webapi compris',
    program: FRANCECONNECT,
    budget: 25_000,
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
