/** Runtimes other than Node. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../lib/steps.ts';
import { ESBUILD } from './bundlers.ts';
import { expectValue, install, type Rehearsal, size } from './project.ts';

const { arch, platform } = process;
// The binaries' own packages: the usual ones want an install script.
const RUNTIMES = [
  {
    name: 'bun',
    binary: `@oven/bun-${platform}-${arch === 'x64' ? 'x64' : 'aarch64'}`,
    path: 'bin/bun',
    args: ['run', 'main.mjs'],
  },
  {
    name: 'deno',
    binary: `@deno/${platform}-${arch}-glibc`,
    path: 'deno',
    args: ['run', '-A', 'main.mjs'],
  },
];

export function checkRuntimes(rehearsal: Rehearsal): void {
  for (const { name, binary, path, args } of RUNTIMES) {
    const dependencies = { [binary]: 'latest' };
    const project = install(rehearsal, { title: `projet ${name}`, name, type: 'module', dependencies });
    rehearsal.step(`${name} : appel`, () => {
      const command = join(project, 'node_modules', binary, path);
      run('chmod', ['+x', command]);
      expectValue(project, args, command);
      return run(command, ['--version']).split('\n')[0];
    });
  }
}

const RUN_WORKER = `import { readFileSync } from 'node:fs';
import { Miniflare } from 'miniflare';
const worker = new Miniflare({ modules: true, script: readFileSync('worker.js', 'utf8'), compatibilityDate: '2025-01-01' });
console.log(await (await worker.dispatchFetch('http://localhost/')).text());
await worker.dispose();`;

export function checkWorkerd(rehearsal: Rehearsal): void {
  const dependencies = { miniflare: '^4.0.0', ...ESBUILD };
  const title = 'projet workerd';
  const project = install(rehearsal, { title, name: 'workerd', type: 'module', dependencies });
  rehearsal.step('workerd : appel', () => {
    const options = ['--bundle', '--minify', '--format=esm', '--outfile=worker.js'];
    run('npx', ['esbuild', 'worker.mjs', ...options], project);
    writeFileSync(join(project, 'run-worker.mjs'), RUN_WORKER);
    expectValue(project, ['run-worker.mjs']);
    return size(join(project, 'worker.js'));
  });
}
