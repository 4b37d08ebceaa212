/** Tests the packages as npm would give them: packed, checked, installed elsewhere, run and type-checked on every supported version. */
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack, publicPackages } from './lib/packages.mjs';
import { createSteps, run } from './lib/steps.mjs';
import { checkTypes, SOURCES, TYPESCRIPTS } from './types-matrix.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NODES = { 'node-20': '20.20.2', 'node-22': '22.23.3', 'node-24': '24.21.0', 'node-26': '26.10.0' };
const OIDC_PROVIDER = '9.13.3';
const WITHOUT_MSW = ['node-20'];
const EXPECTED = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/index.d.ts'];
const ALLOWED = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w.-]+\.(js|cjs|d\.ts|d\.cts))$/;
const steps = createSteps();
const { step } = steps;

function checkContent(tarball) {
  const listed = run('tar', ['-tzf', tarball]).split('\n').filter(Boolean);
  const files = listed.map((file) => file.replace(/^package\//, ''));
  const extra = files.filter((file) => !ALLOWED.test(file));
  const missing = EXPECTED.filter((file) => !files.includes(file));
  if (extra.length) throw new Error(`fichiers en trop : ${extra.join(', ')}`);
  if (missing.length) throw new Error(`fichiers absents : ${missing.join(', ')}`);
}

function checkTarball(name, tarball) {
  const tool = (file) => join(root, 'node_modules/.bin', file);
  step(`${name} : contenu de l'archive`, () => checkContent(tarball));
  step(`${name} : publint`, () => void run(tool('publint'), ['--strict', tarball]));
  step(`${name} : types de chaque entrée`, () => void run(tool('attw'), [tarball, '--profile', 'node16']));
}

function install(project, tarballs) {
  cpSync(join(root, 'scripts/fixtures/consumer'), project, { recursive: true });
  for (const source of SOURCES.slice(1)) copyFileSync(join(project, SOURCES[0]), join(project, source));
  // The binary's own package: `node` itself would need an install script.
  const binary = `node-${process.platform}-${process.arch}`;
  const aliases = (versions, name) =>
    Object.fromEntries(Object.entries(versions).map(([alias, version]) => [alias, `npm:${name}@${version}`]));
  const packages = tarballs.map(([name, tarball]) => [`@apigouv/${name}`, `file:../${basename(tarball)}`]);
  const dependencies = {
    ...Object.fromEntries(packages),
    ...aliases(NODES, binary),
    ...aliases(TYPESCRIPTS, 'typescript'),
    msw: '3.0.5',
    'oidc-provider': OIDC_PROVIDER,
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], project);
}

function checkNode(project, node) {
  const binary = join(project, 'node_modules', node, 'bin/node');
  step(`${node} : version`, () => {
    const version = run(binary, ['--version']).trim();
    if (version !== `v${NODES[node]}`) throw new Error(`${version} au lieu de v${NODES[node]}`);
    return version;
  });
  step(`${node} : npx @apigouv/sandbox`, () => {
    const help = run(binary, ['node_modules/.bin/apigouv-sandbox', '--help'], project);
    if (!help.includes('--data')) throw new Error('aide absente');
  });
  for (const kind of ['mjs', 'cjs']) {
    step(`${node} : connexion.${kind}`, () => void run(binary, [`connexion.${kind}`], project));
    step(`${node} : call.${kind}`, () => void run(binary, [`call.${kind}`], project));
    if (WITHOUT_MSW.includes(node))
      console.log(`– ${node} : msw.${kind} non exécuté, msw 3 demande Node 22.12`);
    else step(`${node} : msw.${kind}`, () => void run(binary, [`msw.${kind}`], project));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'apigouv-'));
try {
  const tarballs = publicPackages.map((one) => [one.short, pack(one, folder)]);
  for (const [name, tarball] of tarballs) checkTarball(name, tarball);
  const project = join(folder, 'projet');
  step("installation dans un projet hors de l'espace de travail", () => install(project, tarballs));
  for (const node of Object.keys(NODES)) checkNode(project, node);
  checkTypes(project, step);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { failures } = steps;
console.log(failures ? `\n${failures} échec(s)` : '\nLes paquets publiés fonctionnent partout.');
process.exitCode = failures ? 1 : 0;
