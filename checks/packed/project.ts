/** A project of npm's, outside the workspace, that has every package and the highest of each peer. */
import { copyFileSync, cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from '../lib/npm.ts';
import type { Archive } from './archives.ts';
import { SOURCES } from './types-matrix.ts';

/** The highest that the packages admit; `peers.ts` has the lowest. */
const PEERS = { msw: '3.0.5', 'oidc-provider': '9.13.3' };
const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

/** `project` must be a new folder beside the archives. */
export function install(project: string, archives: readonly Archive[]): void {
  copyPrograms(project);
  const [types, ...others] = SOURCES;
  for (const source of others) copyFileSync(join(project, types), join(project, source));
  npmInstall(project, { ...dependenciesOn(archives), ...PEERS });
}

export const copyPrograms = (project: string): void => cpSync(FIXTURES, project, { recursive: true });

/** The archives stand beside the project. */
export const dependenciesOn = (archives: readonly Archive[]): Record<string, string> =>
  Object.fromEntries(archives.map(({ one, file }) => [one.manifest.name, `file:../${basename(file)}`]));
