/**
 * Tests the tests: changes core's code in small ways, and says which changes no test notices. By hand only, some minutes a part:
 * `npm run mutation`, or `npm run mutation -- lifetimes errors`. It works on a copy, where it installs what nobody else needs.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmInstall } from '../lib/npm.ts';
import { at } from '../lib/root.ts';
import { PARTS, type Part } from './parts.ts';

const STRYKER = '10.1.1';
/** In percent of the changes. */
const LEAST = 85;
const SRC = 'src/client';

/** Ten thousand calls, other programs, or files that the copy does not have: no mutant needs them. */
const LEFT_OUT = ['walks', 'readme', 'redis', 'postgres', 'types'].map((name) => `${SRC}/**/${name}.test.ts`);
const LONG = /^(?!.*(\d calls at once|a process whose callers have left)).*$/;

const given = process.argv.slice(2);
const unknown = given.filter((name) => !PARTS[name]);
if (unknown.length > 0) {
  console.error(`Partie inconnue : ${unknown.join(', ')}. Parties : ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

const project = mkdtempSync(join(tmpdir(), 'mutation-'));
try {
  prepare();
  for (const name of given.length > 0 ? given : Object.keys(PARTS)) mutate(name, PARTS[name] as Part);
} finally {
  rmSync(project, { recursive: true, force: true });
}

/** A copy of core, whose dependencies are the workspace's own. */
function prepare(): void {
  const core = at('packages/core');
  // The runner would bring a vitest of its own.
  writeFileSync(join(project, '.npmrc'), 'legacy-peer-deps=true\n');
  npmInstall(project, { '@stryker-mutator/core': STRYKER, '@stryker-mutator/vitest-runner': STRYKER });
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  cpSync(join(core, 'src'), join(project, 'src'), { recursive: true });
  const installed = readdirSync(join(project, 'node_modules'));
  for (const name of readdirSync(join(core, 'node_modules')))
    if (!name.startsWith('.') && !installed.includes(name))
      symlinkSync(join(core, 'node_modules', name), join(project, 'node_modules', name));
}

function mutate(name: string, { mutate: files, tests }: Part): void {
  console.log(`\n▶ ${name}`);
  const inSrc = (file: string) => (file.startsWith('!') ? `!${SRC}/${file.slice(1)}` : `${SRC}/${file}`);
  const test = { include: tests.map(inSrc), exclude: LEFT_OUT, testTimeout: 60_000 };
  writeFileSync(
    join(project, 'vitest.config.js'),
    `export default { test: { ...${JSON.stringify(test)}, testNamePattern: ${LONG} } };\n`,
  );
  const settings = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    // Type annotations are no mutants, nor are the tests.
    mutate: [...files.map(inSrc), `!${SRC}/**/*.test.ts`],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    inPlace: true,
    reporters: ['clear-text', 'progress-append-only'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: 95, low: LEAST, break: LEAST },
  };
  writeFileSync(join(project, 'stryker.config.json'), JSON.stringify(settings));
  const stryker = join(project, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const { status } = spawnSync(process.execPath, [stryker, 'run'], { cwd: project, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
