/** What a package brings into a project besides itself. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicPackage } from '../lib/packages.ts';
import { at } from '../lib/root.ts';
import { run } from '../lib/steps.ts';

const LICENCES = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

interface Component {
  name: string;
  licenses?: { license?: { id?: string }; expression?: string }[];
}

/** Its dependencies, listed and under licences that ask for nothing. */
export function inventory({ short, manifest: { name } }: PublicPackage, folder: string): string {
  const out = join(folder, `${short}.cdx.json`);
  const args = ['--filter', name, 'sbom', '--sbom-format', 'cyclonedx', '--prod', '--out', out];
  run('pnpm', args, at());
  const { components = [] }: { components?: Component[] } = JSON.parse(readFileSync(out, 'utf8'));
  const refused = components.filter(
    ({ licenses = [] }) =>
      !licenses.some(({ license, expression }) => LICENCES.test(license?.id ?? expression ?? '')),
  );
  if (refused.length > 0)
    throw new Error(`licence à vérifier : ${refused.map((one) => one.name).join(', ')}`);
  return `${components.length} composants`;
}

/** Known vulnerabilities of what the packages bring with them. A registry may not answer that question: then it is said, loudly. */
export function audit(): string {
  const { stdout, stderr, status } = spawnSync('pnpm', ['audit', '--prod'], {
    cwd: at(),
    encoding: 'utf8',
  });
  if (/ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT)/.test(stdout + stderr))
    return '⚠ NON VÉRIFIÉ : ce registre ne répond pas à « npm audit »';
  if (status !== 0) throw new Error(stdout || stderr);
  return 'aucune';
}

export function checkScripts({ manifest: { scripts = {} } }: PublicPackage): void {
  const found = INSTALL_SCRIPTS.filter((script) => script in scripts);
  if (found.length > 0) throw new Error(`script d'installation : ${found.join(', ')}`);
}
