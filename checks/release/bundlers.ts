import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/steps.ts';
import { expectValue, install, type Rehearsal, size } from './project.ts';

export const ESBUILD = { esbuild: '0.28.2' };

export function checkBundlers(rehearsal: Rehearsal): void {
  const dependencies = { ...ESBUILD, vite: '^8.0.0', '@rspack/core': '^2.0.0' };
  const title = 'projet à empaqueter';
  const project = install(rehearsal, { title, name: 'bundlers', type: 'module', dependencies });
  const { step } = rehearsal;
  step('esbuild : appel', () => called(project, withEsbuild(project)));
  step('Vite : appel', () => called(project, withVite(project)));
  step('Rspack : appel', () => called(project, withRspack(project)));
}

function called(project: string, file: string): string {
  expectValue(project, [file]);
  return size(join(project, file));
}

function withEsbuild(project: string): string {
  const options = ['--bundle', '--minify', '--format=esm', '--platform=node', '--outfile=esbuild.mjs'];
  run('npx', ['esbuild', 'main.mjs', ...options], project);
  return 'esbuild.mjs';
}

function withVite(project: string): string {
  writeFileSync(
    join(project, 'vite.config.mjs'),
    "export default { ssr: { noExternal: true }, build: { ssr: 'main.mjs', outDir: 'vite', minify: true } };",
  );
  run('npx', ['vite', 'build'], project);
  const main = readdirSync(join(project, 'vite')).find((name) => name.startsWith('main'));
  return join('vite', main ?? 'main absent');
}

function withRspack(project: string): string {
  const program = `import { rspack } from '@rspack/core';
rspack({ mode: 'production', target: 'node', entry: './main.mjs', experiments: { outputModule: true },
  output: { path: ${JSON.stringify(join(project, 'rspack'))}, filename: 'main.mjs', module: true, chunkFormat: 'module' } },
  (error, stats) => { if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exit(1); } });`;
  writeFileSync(join(project, 'build-rspack.mjs'), program);
  run(process.execPath, ['build-rspack.mjs'], project);
  return join('rspack', 'main.mjs');
}
