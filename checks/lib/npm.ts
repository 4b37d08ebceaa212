import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './steps.ts';

/** Makes a folder a project that has these packages. No install script runs. */
export function npmInstall(project: string, dependencies: Record<string, string>): void {
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], project);
}
