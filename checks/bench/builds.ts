/** How long writing the code takes, and loading it. */
import { execFileSync } from 'node:child_process';
import { at } from '../lib/root.ts';
import { add, median } from './figures.ts';

function timed(args: readonly string[], cwd: string): number {
  const started = performance.now();
  execFileSync(process.execPath, args, { cwd, stdio: 'pipe' });
  return performance.now() - started;
}

export function measureBuilds(): void {
  generation();
  importTime();
}

function generation(): void {
  const specs = timed(['tools/build.ts'], at('specs'));
  const code = timed(['../codegen/src/cli.ts', '.'], at('packages/particulier'));
  const value = specs + code;
  add({
    what: 'tout générer (ms)',
    ours: value.toFixed(0),
    baseline: `spécifications ${specs.toFixed(0)}, code ${code.toFixed(0)}`,
    goal: { text: '≤ 5000', value, limit: 5000 },
  });
}

function importTime(): void {
  const run = (program: string) => () => timed(['--input-type=module', '-e', program], at('checks'));
  const measure = (program: string) => median(Array.from({ length: 15 }, run(program)));
  const empty = measure('');
  const ours = measure(`import '@apigouv/particulier'`);
  add({
    what: 'importer le paquet (ms)',
    ours: (ours - empty).toFixed(1),
    baseline: `Node à vide ${empty.toFixed(0)}`,
  });
}
