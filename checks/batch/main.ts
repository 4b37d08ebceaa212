/**
 * `npm run bench:batch`: batches on real engines, with the figures. Names of parts: theirs alone (`million`, `kill`, `machines`, `quota`).
 */
import { ENGINES } from './places.ts';

const LINES_KILLED = 20_000;
/** What hangs is told, not waited for. */
const LONGEST_MS = 1_800_000;

// Each loads what it needs: the first is judged by its memory.
const parts: Record<string, () => Promise<void>> = {
  async million() {
    const { million } = await import('./million.ts');
    await million();
  },
  async kill() {
    const { killing } = await import('./kill.ts');
    for (const { engine, isHere } of ENGINES) if (isHere) await killing(engine, LINES_KILLED);
  },
  async machines() {
    const { machines } = await import('./machines.ts');
    for (const { engine, isHere } of ENGINES) if (isHere && engine !== 'sqlite') await machines(engine);
  },
  async quota() {
    const { againstOthers } = await import('./quota.ts');
    await againstOthers();
  },
};

console.log(`Node ${process.version}`);
setTimeout(() => {
  console.error(`✗ pas fini en ${LONGEST_MS / 60_000} min`);
  process.exit(1);
}, LONGEST_MS).unref();
const asked = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n— ${name}`);
  await part();
}
process.exit();
