/** What a call costs on each Node, beside its peers in the same process: `contestants/` is compiled, then run in a project that has them all. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Node, nodePackage, nodePath } from '../lib/nodes.ts';
import { npmInstall } from '../lib/npm.ts';
import { at } from '../lib/root.ts';
import { run } from '../lib/steps.ts';
import type { Measures } from './contestants/main.ts';
import { add } from './figures.ts';

/** Installed here, when they are measured: as dependencies of this package they would slow everybody's `npm start`. */
const PEERS = { openai: '6.49.0', stripe: '23.1.0' };
const PROGRAM = 'calls.mjs';

/** On each of these Nodes; on the one that runs this, without any. */
export async function measureCalls(nodes: readonly Node[]): Promise<void> {
  const project = mkdtempSync(join(tmpdir(), 'mesures-'));
  try {
    npmInstall(project, {
      ...PEERS,
      ...Object.fromEntries(nodes.map((node) => [node, nodePackage(node)])),
    });
    for (const name of ['@apigouv/particulier', 'openapi-fetch']) link(project, name);
    await compile(project);
    const binaries = nodes.map((node) => join(project, nodePath(node)));
    for (const binary of nodes.length > 0 ? binaries : [process.execPath])
      tell(JSON.parse(run(binary, [PROGRAM], project)));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** The project sees the same package as this one. */
function link(project: string, name: string): void {
  const place = join(project, 'node_modules', name);
  mkdirSync(join(place, '..'), { recursive: true });
  symlinkSync(realpathSync(at('checks/node_modules', name)), place);
}

/** The oldest Node does not read TypeScript. */
const compile = (project: string) =>
  build({
    entryPoints: [at('checks/bench/contestants/main.ts')],
    outfile: join(project, PROGRAM),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });

/** What a call on the stub cost on 2026-11-27, on two cores, by major version of Node: it must cost no more. */
const BEFORE: Record<string, number> = { v20: 73, v22: 25, v24: 30 };

function tell({ version, stub, loopback }: Measures): void {
  const above = (value: number) => (value - stub.bare).toFixed(1);
  const limit = BEFORE[version.replace(/\..*/, '')] ?? Infinity;
  add({
    what: `Node ${version} : un appel sur un bouchon, quota compté, au-dessus de fetch (µs)`,
    ours: above(stub.ours),
    baseline: `openai ${above(stub.openai)}, stripe ${above(stub.stripe)}, openapi-fetch ${above(stub.openapiFetch)}`,
    goal: { text: `≤ ${limit}`, value: stub.ours - stub.bare, limit },
  });
  const ratio = loopback.ours / loopback.timed;
  add({
    what: `Node ${version} : un appel en boucle locale (µs)`,
    ours: loopback.ours.toFixed(0),
    baseline: `fetch avec un délai ${loopback.timed.toFixed(0)}, soit × ${ratio.toFixed(3)} ; sans délai ${loopback.bare.toFixed(0)}`,
    goal: { text: '≤ × 1,05', value: ratio, limit: 1.05 },
  });
}
