/**
 * Tests the packages as npm would give them: packed, checked, installed elsewhere, run and type-checked on every supported version.
 * Names of packages: what npm would get of them, alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listApis } from '@apigouv/codegen';
import { NODES, type Node } from '../lib/nodes.ts';
import { type PublicPackage, pack, publicPackages } from '../lib/packages.ts';
import { createSteps } from '../lib/steps.ts';
import { checkAlone } from './alone.ts';
import { type Archive, checkArchive } from './archives.ts';
import { checkNode } from './nodes.ts';
import { checkLowestPeers } from './peers.ts';
import { install } from './project.ts';
import { installTools } from './tools.ts';
import { checkTypes } from './types-matrix.ts';

const steps = createSteps();
const folder = mkdtempSync(join(tmpdir(), 'apigouv-'));

const packAll = (packages: readonly PublicPackage[]): Archive[] =>
  packages.map((one) => ({ one, file: pack(one, folder) }));

function checkInstalled(archives: Archive[]): void {
  const tools = installTools(join(folder, 'outils'));
  const project = join(folder, 'projet');
  steps.step("installation dans un projet hors de l'espace de travail", () => install(project, archives));
  for (const node of Object.keys(NODES) as Node[]) checkNode(project, node, tools, steps);
  checkTypes(project, tools, steps);
  checkLowestPeers(join(folder, 'au-plus-bas'), archives, tools, steps);
  const apis = new Set(listApis().map(({ packageName }) => packageName));
  const tried = archives.filter(({ one }) => apis.has(one.manifest.name));
  checkAlone(join(folder, 'seuls'), tried, archives, steps);
}

const only = process.argv.slice(2);
try {
  const archives = packAll(publicPackages.filter(({ short }) => only.length === 0 || only.includes(short)));
  for (const archive of archives) checkArchive(archive, steps);
  if (only.length === 0) checkInstalled(archives);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { failures } = steps;
console.log(failures ? `\n${failures} échec(s)` : '\nLes paquets publiés fonctionnent partout.');
process.exitCode = failures ? 1 : 0;
