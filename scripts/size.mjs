/** Budgets of what a consumer's bundle carries. A change that passes one must say why, here. */
import { gzippedSize, ONE_CALL, WHOLE_CLIENT } from './lib/bundle.mjs';

const BUDGETS = [
  { name: 'un appel', program: ONE_CALL, budget: 10_300, goal: 5_000 },
  { name: 'client entier', program: WHOLE_CLIENT, budget: 13_000, goal: 8_000 },
];

for (const { name, program, budget, goal } of BUDGETS) {
  const size = await gzippedSize(program);
  const verdict = size <= budget ? '✓' : '✗';
  console.log(`${verdict} ${name} : ${size} octets (gzip), budget ${budget}, objectif ${goal}`);
  if (size > budget) process.exitCode = 1;
}
