/**
 * Checks the TypeScript of the READMEs, of the guides and of the doc comments, generated ones included: each block is type-checked against the
 * built packages, then run against their mocks, and must print what the comments of its `console.log` say. The commands they name must exist.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publicPackages } from './lib/packages.mjs';
import { bareExamples, blocksOf } from './lib/snippets/blocks.mjs';
import { unknownCommands } from './lib/snippets/commands.mjs';
import { fileName, locate, moduleOf } from './lib/snippets/module.mjs';
import { gap } from './lib/snippets/printed.mjs';
import { runAll } from './lib/snippets/run.mjs';
import { createSteps, run } from './lib/steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside this package, every published package and msw resolve as they would for a user.
const folder = join(root, 'docs/.snippets');
const read = (path) => readFileSync(join(root, path), 'utf8');

function documents() {
  const guides = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`);
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
  const rest = ['README.md', 'README.fr.md', 'CONTRIBUTING.md', 'SECURITY.md', 'ARCHITECTURE.md'];
  return [...rest, ...packages, ...guides].filter((path) => existsSync(join(root, path)));
}

const sources = () =>
  publicPackages.flatMap(({ short }) =>
    readdirSync(join(root, 'packages', short, 'src'), { recursive: true })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `packages/${short}/src/${name}`),
  );

function checkCommands(paths) {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
  const exists = (path) => existsSync(join(root, path));
  const unknown = paths.flatMap((path) =>
    unknownCommands(read(path), { scripts, exists }).map(
      (command) => `${path} : « ${command} » n'existe pas`,
    ),
  );
  if (unknown.length > 0) throw new Error(unknown.join('\n'));
}

function checkExamples(paths) {
  const bare = paths.flatMap((path) => bareExamples(read(path)).map((line) => `${path}:${line}`));
  if (bare.length > 0) throw new Error(`@example sans bloc ts : ${bare.join(', ')}`);
}

function extract(path) {
  return blocksOf(path, read(path)).map((block) => {
    const name = fileName(block);
    return { ...block, name, code: moduleOf(block), file: join(folder, 'js', name.replace(/ts$/, 'js')) };
  });
}

function typeCheck(snippets) {
  for (const { name, code } of snippets) writeFileSync(join(folder, name), code);
  const compilerOptions = {
    noEmit: false,
    allowImportingTsExtensions: false,
    outDir: 'js',
    rootDir: '.',
    sourceMap: true,
    types: ['node'],
  };
  const config = { extends: '../../tsconfig.base.json', compilerOptions, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    run(join(root, 'docs/node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], folder);
  } catch (error) {
    throw new Error(locate(error.stdout || error.message));
  }
}

/** A document has a process of its own; the hand-written sources of a package share one. */
function batchesOf(snippets) {
  const batches = new Map();
  for (const snippet of snippets) {
    const title = snippet.path.replace(/\/src\/(?!generated).*/, '/src');
    batches.set(title, [...(batches.get(title) ?? []), snippet]);
  }
  return batches;
}

function verify(batch, results) {
  const faults = batch.flatMap((snippet) => {
    const { printed, error } = results.get(snippet);
    const fault = error ? locate(error) : gap(snippet.code, printed);
    return fault ? [`${snippet.path}:${snippet.line} ${fault}`] : [];
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const steps = createSteps();
const { step } = steps;
step('commandes citées', () => checkCommands(documents()));
step('exemples des commentaires', () => checkExamples(sources()));
const snippets = [...documents(), ...sources()].flatMap(extract);
const written = mkdtempSync(join(tmpdir(), 'extraits-'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
writeFileSync(join(folder, '.gitignore'), '*\n');
try {
  step(`types de ${snippets.length} extraits`, () => typeCheck(snippets));
  const batches = batchesOf(snippets);
  const results = await runAll([...batches.values()], written);
  for (const [title, batch] of batches) step(`${title} : ${batch.length}`, () => verify(batch, results));
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(written, { recursive: true, force: true });
}
process.exitCode = steps.failures ? 1 : 0;
