/**
 * Checks the TypeScript of the READMEs and guides: each block is type-checked against the built packages; ```ts run``` blocks are run too,
 * and must print what the comments of their `console.log` say. A `suite` block goes on from the last block that is not one.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSteps, run } from './lib/steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside this package, every published package and msw resolve as they would for a user.
const folder = join(root, 'docs/.snippets');
const MARKERS = ['run', 'suite'];
const PRINTED = /console\.log\(.*\); \/\/ (.+)/g;

function documents() {
  const guides = readdirSync(join(root, 'docs/guides')).map((name) => `docs/guides/${name}`);
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`);
  const rest = ['README.md', 'README.fr.md', 'CONTRIBUTING.md', 'SECURITY.md', 'ARCHITECTURE.md'];
  return [...rest, ...packages, ...guides].filter((path) => existsSync(join(root, path)));
}

/** Blocks with the lines they occupy in the document: `from` is the first line of code, `to` the closing fence (from 0). */
function blocksOf(path, lines) {
  const blocks = [];
  let open;
  lines.forEach((line, index) => {
    const [, language, info] = /^```(\w*) ?(.*)$/.exec(line) ?? [];
    if (language === undefined) return;
    if (open) {
      open.to = index;
      if (open.language === 'ts') blocks.push(open);
      open = undefined;
      return;
    }
    const markers = info.split(' ').filter(Boolean);
    const unknown = language === 'ts' && markers.find((marker) => !MARKERS.includes(marker));
    if (unknown) throw new Error(`${path}:${index + 1} : marque inconnue « ${unknown} »`);
    open = { language, markers, from: index + 1 };
  });
  return blocks;
}

/** Code keeps the line numbers of its document, so that an error of tsc points into it. */
function moduleOf(lines, block, base) {
  const kept = lines.map((line, index) => {
    const inside = ({ from, to }) => index >= from && index < to;
    return inside(block) || (base && inside(base)) ? line : '';
  });
  if (base) {
    const isImport = (line) => /^(import |\s*$)/.test(line);
    const start = kept.findIndex((line, index) => index >= block.from && !isImport(line));
    kept[start] = `{ ${kept[start]}`;
    kept[block.to] = '}';
  }
  return `${kept.join('\n')}\nexport {};\n`;
}

function extract(path) {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  let base;
  return blocksOf(path, lines).map((block) => {
    const continues = block.markers.includes('suite');
    if (continues && !base) throw new Error(`${path}:${block.from} : « suite » sans bloc avant lui`);
    if (!continues) base = block;
    const code = moduleOf(lines, block, continues ? base : undefined);
    const name = `${path.replaceAll('/', '--')}--${block.from}`;
    return { path, line: block.from, name, code, runs: block.markers.includes('run') };
  });
}

function typeCheck(snippets) {
  for (const { name, code } of snippets) writeFileSync(join(folder, `${name}.ts`), code);
  const compilerOptions = {
    noEmit: false,
    allowImportingTsExtensions: false,
    outDir: 'js',
    rootDir: '.',
    types: ['node'],
  };
  const config = { extends: '../../tsconfig.base.json', compilerOptions, include: ['*.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'docs/node_modules/.bin/tsc');
  try {
    run(tsc, ['-p', '.', '--pretty', 'false'], folder);
  } catch (error) {
    const where = (_, name, line) => `${name.replaceAll('--', '/')}:${line}`;
    throw new Error(`${error.stdout || error.message}`.replace(/(\S+)--\d+\.ts\((\d+),\d+\)/g, where));
  }
}

function execute({ name, code }) {
  const printed = run(process.execPath, [join(folder, 'js', `${name}.js`)], folder).trim();
  const expected = [...code.matchAll(PRINTED)].map(([, text]) => text).join('\n');
  if (printed !== expected) throw new Error(`affiche « ${printed} » au lieu de « ${expected} »`);
}

const steps = createSteps();
const { step } = steps;
const snippets = documents().flatMap(extract);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
writeFileSync(join(folder, '.gitignore'), '*\n');
try {
  step(`types de ${snippets.length} extraits`, () => typeCheck(snippets));
  for (const snippet of snippets.filter(({ runs }) => runs))
    step(`${snippet.path}:${snippet.line}`, () => execute(snippet));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = steps.failures ? 1 : 0;
