/**
 * Tests the packages as npm would give them: packed, checked, installed elsewhere, run and type-checked on every supported version.
 * `--ends`: on the lowest and the highest alone. Names of packages: what npm would get of them, alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listApis } from '@apigouv/codegen';
import { NODES, type Node } from '../lib/nodes.ts';
import { type PublicPackage, pack, publicPackages } from '../lib/packages.ts';
import { createSteps } from '../lib/steps.ts';
import { checkAlone } from './alone.ts';
import { type Archive, checkArchive } from './archives.ts';
import { checkNode } from './nodes.ts';
import { checkLowestPeers } from './peers.ts';
import { install } from './project.ts';
import { installTools, TYPESCRIPTS, type TypeScript } from './tools.ts';
import { checkTypes } from './types-matrix.ts';

const steps = createSteps();
const folder = mkdtempSync(join(tmpdir(), 'apigouv-'));

const packAll = (packages: readonly PublicPackage[]): Archive[] =>
  packages.map((one) => ({ one, file: pack(one, folder) }));

const ends = <T>(list: readonly T[]): T[] => list.filter((_, i) => i === 0 || i === list.length - 1);

function checkInstalled(archives: Archive[], isShort: boolean): void {
  const some = isShort ? ends : <T>(list: readonly T[]) => [...list];
  const tools = installTools(join(folder, 'outils'));
  const project = join(folder, 'projet');
  steps.step("installation dans un projet hors de l'espace de travail", () => install(project, archives));
  for (const node of some(Object.keys(NODES) as Node[])) checkNode(project, node, tools, steps);
  checkTypes(project, tools, some(Object.keys(TYPESCRIPTS) as TypeScript[]), steps);
  if (!isShort) checkLowestPeers(join(folder, 'au-plus-bas'), archives, tools, steps);
  const apis = new Set(listApis().map(({ packageName }) => packageName));
  const tried = archives.filter(({ one }) => apis.has(one.manifest.name));
  checkAlone(join(folder, 'seuls'), tried, archives, steps);
}

const { values, positionals: only } = parseArgs({
  options: { ends: { type: 'boolean', default: false } },
  allowPositionals: true,
});
try {
  const archives = packAll(publicPackages.filter(({ short }) => only.length === 0 || only.includes(short)));
  for (const archive of archives) checkArchive(archive, steps);
  if (only.length === 0) checkInstalled(archives, values.ends);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { failures } = steps;
console.log(failures ? `\n${failures} échec(s)` : '\nLes paquets publiés fonctionnent partout.');
process.exitCode = failures ? 1 : 0;
