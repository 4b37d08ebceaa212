/** A user's new project, with the packages just published. */
import { cpSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicPackages } from '../lib/packages.ts';
import { type Action, run } from '../lib/steps.ts';

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

/** A release being rehearsed: its folder and its registry. */
export interface Rehearsal {
  folder: string;
  url: string;
  step(title: string, action: Action): void;
}

export interface Project {
  title: string;
  /** Its folder. */
  name: string;
  type?: 'module';
  /** Besides the packages. */
  dependencies?: Record<string, string>;
}

/** Its folder. */
export function install({ folder, url, step }: Rehearsal, project: Project): string {
  const path = join(folder, project.name);
  step(`${project.title} : installation`, () => {
    cpSync(FIXTURES, path, { recursive: true });
    const ours = publicPackages.map(({ manifest: { name, version } }) => [name, version]);
    const { type, dependencies } = project;
    const manifest = { private: true, type, dependencies: { ...Object.fromEntries(ours), ...dependencies } };
    writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    run('npm', ['install', `--@apigouv:registry=${url}`, ...quiet], path);
  });
  return path;
}

/** Runs a program of the project, which must print Jeanne's quotient familial. */
export function expectValue(project: string, args: readonly string[], command = process.execPath): void {
  const printed = run(command, args, project);
  if (printed.trim() !== '650') throw new Error(`650 attendu, reçu : ${printed.slice(0, 200)}`);
}

export const size = (path: string): string => `${Math.round(statSync(path).size / 1024)} kio`;
