/** Tests the packages as npm would give them: packed, checked, installed elsewhere, run and type-checked on every supported version. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const NODES = { 'node-20': '20.20.2', 'node-22': '22.23.3', 'node-24': '24.21.0', 'node-26': '26.10.0' };
const TYPESCRIPTS = {
  'typescript-5.4': '5.4.5',
  'typescript-5.9': '5.9.3',
  'typescript-6': '6.0.3',
  'typescript-7': '7.0.2',
};
const ALLOWED =
  /^package\/(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[\w.-]+\.(js|cjs|d\.ts|d\.cts))$/;

const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
let failures = 0;
function step(title, action) {
  try {
    action();
    console.log(`✓ ${title}`);
  } catch (error) {
    failures++;
    console.error(`✗ ${title}\n${error.stdout ?? ''}${error.stderr ?? error.message}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'apigouv-'));
for (const name of ['core', 'particulier']) {
  run('npx', ['-y', 'pnpm@12.21.0', 'pack', '--pack-destination', folder], join(root, 'packages', name));
}
const tarballs = readdirSync(folder)
  .filter((name) => name.endsWith('.tgz'))
  .map((name) => join(folder, name));

for (const tarball of tarballs) {
  const name = tarball.replace(/.*apigouv-(\w+)-[\d.]+\.tgz/, '$1');
  step(`${name} : contenu de l'archive`, () => {
    const extra = run('tar', ['-tzf', tarball])
      .split('\n')
      .filter((file) => file && !ALLOWED.test(file));
    if (extra.length) throw new Error(`fichiers en trop : ${extra.join(', ')}`);
  });
  step(`${name} : publint`, () => run(join(root, 'node_modules/.bin/publint'), ['--strict', tarball]));
  // msw 3 is an ES module: from CommonJS, `./mocks/msw` needs a Node that can require one (22.12), as msw itself says.
  step(`${name} : types de chaque entrée`, () =>
    run(join(root, 'node_modules/.bin/attw'), [
      tarball,
      '--profile',
      'node16',
      '--exclude-entrypoints',
      './mocks/msw',
    ]),
  );
}

const project = join(folder, 'projet');
cpSync(join(root, 'scripts/fixtures/consumer'), project, { recursive: true });
const nodePackage = `node-${process.platform}-${process.arch}`;
const aliases = Object.entries(NODES).map(([alias, version]) => [alias, `npm:${nodePackage}@${version}`]);
const compilers = Object.entries(TYPESCRIPTS).map(([alias, version]) => [alias, `npm:typescript@${version}`]);
const local = tarballs.map((tarball) => [
  `@apigouv/${tarball.includes('-core-') ? 'core' : 'particulier'}`,
  `file:${tarball}`,
]);
writeFileSync(
  join(project, 'package.json'),
  JSON.stringify({
    private: true,
    dependencies: Object.fromEntries([...local, ...aliases, ...compilers, ['msw', '3.0.5']]),
  }),
);
step("installation dans un projet hors de l'espace de travail", () =>
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock'], project),
);

for (const node of Object.keys(NODES)) {
  for (const file of ['call.mjs', 'call.cjs']) {
    step(`${node} : ${file}`, () => run(join(project, 'node_modules', node, 'bin/node'), [file], project));
  }
}

for (const compiler of Object.keys(TYPESCRIPTS)) {
  for (const [module, resolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ]) {
    const tsc = join(project, 'node_modules', compiler, 'bin/tsc');
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
    step(`${compiler} : résolution ${resolution}`, () =>
      run(
        process.execPath,
        [tsc, ...options, '--skipLibCheck', '--module', module, '--moduleResolution', resolution, 'types.ts'],
        project,
      ),
    );
  }
}

rmSync(folder, { recursive: true, force: true });
console.log(failures ? `\n${failures} échec(s)` : '\nLes paquets publiés fonctionnent partout.');
process.exitCode = failures ? 1 : 0;
