/**
 * `npm run bench:batch`: batches on real engines, with the figures. Names of parts: theirs alone (`kill`, `quota`, `machines`, `million`).
 */
import { killing } from './kill.ts';
import { machines } from './machines.ts';
import { million } from './million.ts';
import { ENGINES } from './places.ts';
import { againstOthers } from './quota.ts';

const LINES_KILLED = 20_000;

const parts: Record<string, () => Promise<void>> = {
  async kill() {
    for (const { engine, isHere } of ENGINES) if (isHere) await killing(engine, LINES_KILLED);
  },
  async machines() {
    for (const { engine, isHere } of ENGINES) if (isHere && engine !== 'sqlite') await machines(engine);
  },
  quota: againstOthers,
  million,
};

console.log(`Node ${process.version}`);
const asked = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n— ${name}`);
  await part();
}
process.exit();
