/** Every scenario on every kind of operation: kinds side by side, each on a sandbox of its own, scenarios one after the other. */
import { listApis } from '@apigouv/codegen';
import { startSandbox } from '@apigouv/sandbox';
import { loadTable } from '../lib/mocks.ts';
import { at } from '../lib/root.ts';
import { CANARY, CLIENT_ID, type Family } from './families.ts';
import { judge, type Verdict } from './judge.ts';
import type { Line } from './table.ts';
import { tryOut } from './trial.ts';
import { factsOf, type Trouble } from './troubles.ts';

// What `Basic` makes of a secret is one too.
const SECRETS = [...Object.values(CANARY), btoa(`${CLIENT_ID}:${CANARY.secret}`)];

export async function runChaos(families: readonly Family[], troubles: readonly Trouble[]): Promise<Line[]> {
  const columns = await Promise.all(families.map((family) => verdictsOf(family, troubles)));
  return troubles.map(({ scenario }, row) => ({
    scenario,
    verdicts: columns.map((verdicts) => verdicts[row] as Line['verdicts'][number]),
  }));
}

async function verdictsOf(family: Family, troubles: readonly Trouble[]): Promise<Line['verdicts'][number][]> {
  const api = listApis().find(({ name }) => name === family.api);
  if (!api) throw new Error(`API inconnue : ${family.api}`);
  const facts = factsOf(family, await loadTable(api));
  const sandbox = await startSandbox({ port: 0, data: at('checks/chaos/data') });
  try {
    const verdicts: { family: string; verdict: Verdict }[] = [];
    for (const { scenario, expect } of troubles) {
      const trial = await tryOut(family, scenario, sandbox);
      verdicts.push({ family: family.name, verdict: judge(trial, expect(facts), SECRETS) });
    }
    return verdicts;
  } finally {
    await sandbox.close();
  }
}
