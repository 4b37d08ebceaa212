/** A project of npm's, outside the workspace, that has every package, on every Node and with every TypeScript. */
import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../lib/steps.ts';
import type { Archive } from './archives.ts';
import { SOURCES, TYPESCRIPTS } from './types-matrix.ts';

export const NODES = {
  'node-20': '20.20.2',
  'node-22': '22.23.3',
  'node-24': '24.21.0',
  'node-26': '26.10.0',
};
export type Node = keyof typeof NODES;
/** The highest that the packages admit; `peers.ts` has the lowest. */
const PEERS = { msw: '3.0.5', 'oidc-provider': '9.13.3' };
/** The binary's own package: `node` itself would need an install script. */
export const BINARY = `node-${process.platform}-${process.arch}`;
export const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

/** `project` must be a new folder beside the archives. */
export function install(project: string, archives: readonly Archive[]): void {
  cpSync(FIXTURES, project, { recursive: true });
  const [types, ...others] = SOURCES;
  for (const source of others) copyFileSync(join(project, types), join(project, source));
  const ours = archives.map(({ one, file }) => [one.manifest.name, `file:../${basename(file)}`]);
  npmInstall(project, {
    ...Object.fromEntries(ours),
    ...PEERS,
    ...aliases(NODES, BINARY),
    ...aliases(TYPESCRIPTS, 'typescript'),
  });
}

export function npmInstall(project: string, dependencies: Record<string, string>): void {
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], project);
}

const aliases = (versions: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(versions).map(([alias, version]) => [alias, `npm:${name}@${version}`]));
