/** Budgets of what a consumer's bundle carries: measured + 3 %. A change that passes one must say why, here. */
import { gzippedSize, ONE_CALL, ONE_CALL_ENTREPRISE, WHOLE_CLIENT, WHOLE_ENTREPRISE } from './lib/bundle.mjs';

const BUDGETS = [
  { name: 'un appel', program: ONE_CALL, budget: 10_490, goal: 5_000 },
  { name: 'client entier', program: WHOLE_CLIENT, budget: 11_980, goal: 8_000 },
  { name: 'un appel, entreprise', program: ONE_CALL_ENTREPRISE, budget: 11_240, goal: 11_190 },
  { name: 'client entier, entreprise', program: WHOLE_ENTREPRISE, budget: 15_180, goal: 10_000 },
];

for (const { name, program, budget, goal } of BUDGETS) {
  const size = await gzippedSize(program);
  const verdict = size <= budget ? '✓' : '✗';
  const reached = size <= goal ? 'atteint' : 'non atteint';
  console.log(`${verdict} ${name} : ${size} octets (gzip), budget ${budget}, objectif ${goal} ${reached}`);
  if (size > budget) process.exitCode = 1;
}
