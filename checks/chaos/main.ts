/** `npm run chaos`: what the clients make of everything that can go wrong. Fails on any miss, and after three minutes whatever happens. */
import { FAMILIES } from './families.ts';
import { runChaos } from './run.ts';
import { printMisses, printTable } from './table.ts';
import { TROUBLES } from './troubles.ts';

const LONGEST_MS = 180_000;

setTimeout(() => {
  console.error(`✗ plus de ${LONGEST_MS / 1000} s`);
  process.exit(1);
}, LONGEST_MS).unref();

// Nothing may be lost: what nobody caught would end a user's server.
let uncaught = 0;
for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, (error: unknown) => {
    uncaught++;
    console.error(`✗ S ${event} : ${(error as Error)?.name}`);
  });

const started = performance.now();
const lines = await runChaos(FAMILIES, TROUBLES);
printTable(lines);
const misses = printMisses(lines) + uncaught;
console.log(
  `${TROUBLES.length} situations × ${FAMILIES.length} sortes d'appel en ${((performance.now() - started) / 1000).toFixed(1)} s.`,
);
process.exitCode = misses > 0 ? 1 : 0;
