/**
 * `npm run release -- --essai` rehearses a release: everything is published to a local registry, installed from it in new projects of each kind,
 * and called there. The real one is the publishing workflow, from a tag.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNPM, pack, publicPackages } from './lib/packages.mjs';
import { createSteps, run } from './lib/steps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const VERDACCIO = '6.10.4';
const LICENCES = /^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/;
// The binaries' own packages: the usual ones want an install script.
const arch = process.arch;
const BINARIES = {
  bun: [`@oven/bun-${process.platform}-${arch === 'x64' ? 'x64' : 'aarch64'}`, 'bin/bun'],
  deno: [`@deno/${process.platform}-${arch}-glibc`, 'deno'],
};

if (!process.argv.includes('--essai')) {
  console.error(
    'La publication se fait par le flux .github/workflows/publication.yml. Ici : npm run release -- --essai',
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'apigouv-release-'));
const steps = createSteps();
const timings = [];

function step(title, action) {
  const started = Date.now();
  steps.step(title, action);
  timings.push([title, Date.now() - started]);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A registry of these packages alone: the others come from the usual one. */
async function startRegistry() {
  const port = await freePort();
  const config = {
    storage: join(folder, 'registre'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    packages: { '@apigouv/*': { access: '$all', publish: '$authenticated' } },
    log: { type: 'stdout', level: 'error' },
    max_body_size: '50mb',
  };
  writeFileSync(join(folder, 'verdaccio.yaml'), JSON.stringify(config));
  // One of its dependencies names a tag, which not every registry has.
  const tool = join(folder, 'verdaccio');
  mkdirSync(tool);
  const manifest = {
    private: true,
    dependencies: { verdaccio: VERDACCIO },
    overrides: { 'node-fetch': '2.7.0' },
  };
  writeFileSync(join(tool, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], tool);
  const args = ['--config', join(folder, 'verdaccio.yaml'), '--listen', `127.0.0.1:${port}`];
  const child = spawn(join(tool, 'node_modules/.bin/verdaccio'), args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 120; tries++) {
    const answer = await fetch(`${url}-/ping`).catch(() => undefined);
    if (answer?.ok) break;
    if (tries === 119) throw new Error('le registre local ne démarre pas');
    await new Promise((done) => setTimeout(done, 500));
  }
  const user = await fetch(`${url}-/user/org.couchdb.user:essai`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'essai', password: 'essai-sans-valeur' }),
  });
  const { token } = await user.json();
  return { url, token, stop: () => child.kill() };
}

function publish(one, { url, token }) {
  const at = join(folder, 'archives');
  mkdirSync(at, { recursive: true });
  const tarball = pack(one, at);
  const login = `--//${new URL(url).host}/:_authToken=${token}`;
  run('npm', ['publish', tarball, '--registry', url, login, '--provenance=false', '--ignore-scripts']);
  return `${one.manifest.version}, ${size(tarball)}`;
}

/** What a package brings with it, listed and under licences that ask for nothing. */
function inventory({ short, manifest: { name } }) {
  const out = join(folder, `${short}.cdx.json`);
  run(
    'npx',
    ['-y', PNPM, '--filter', name, 'sbom', '--sbom-format', 'cyclonedx', '--prod', '--out', out],
    root,
  );
  const { components = [] } = JSON.parse(readFileSync(out, 'utf8'));
  const refused = components.filter(
    ({ licenses = [] }) =>
      !licenses.some(({ license, expression }) => LICENCES.test(license?.id ?? expression ?? '')),
  );
  if (refused.length > 0)
    throw new Error(`licence à vérifier : ${refused.map((one) => one.name).join(', ')}`);
  return `${components.length} composants`;
}

/** Known vulnerabilities of what the packages bring with them. A registry may not answer that question: then it is said, loudly. */
function audit() {
  const { stdout, stderr, status } = spawnSync('npx', ['-y', PNPM, 'audit', '--prod'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (/ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT)/.test(stdout + stderr))
    return '⚠ NON VÉRIFIÉ : ce registre ne répond pas à « npm audit »';
  if (status !== 0) throw new Error(stdout || stderr);
  return 'aucune';
}

function checkScripts({ manifest: { scripts = {} } }) {
  const found = ['preinstall', 'install', 'postinstall', 'prepare'].filter((script) => script in scripts);
  if (found.length > 0) throw new Error(`script d'installation : ${found.join(', ')}`);
}

function project(name, url, manifest, extra = {}) {
  const at = join(folder, name);
  cpSync(join(root, 'scripts/fixtures/release'), at, { recursive: true });
  cpSync(join(root, 'scripts/fixtures/consumer/jeanne.cjs'), join(folder, 'consumer/jeanne.cjs'));
  const ours = Object.fromEntries(publicPackages.map(({ manifest: { name, version } }) => [name, version]));
  writeFileSync(
    join(at, 'package.json'),
    JSON.stringify({ private: true, ...manifest, dependencies: { ...ours, ...extra } }),
  );
  run(
    'npm',
    [
      'install',
      `--@apigouv:registry=${url}`,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
    ],
    at,
  );
  return at;
}

function installed(title, ...details) {
  let at;
  step(`${title} : installation`, () => {
    at = project(...details);
  });
  return at;
}

function expectValue(printed) {
  if (printed.trim() !== '650') throw new Error(`650 attendu, reçu : ${printed.slice(0, 200)}`);
}

const size = (path) => `${Math.round(statSync(path).size / 1024)} kio`;

const registry = await startRegistry();
try {
  step('failles connues des dépendances', audit);
  for (const one of publicPackages) {
    const { name } = one.manifest;
    step(`${name} : sans script d'installation`, () => checkScripts(one));
    step(`${name} : composants et licences`, () => inventory(one));
    step(`${name} : publication`, () => publish(one, registry));
  }
  const { url } = registry;
  let at;

  at = installed('projet ESM', 'esm', url, { type: 'module' });
  step('projet ESM : appel', () => expectValue(run(process.execPath, ['main.mjs'], at)));
  at = installed('projet CommonJS', 'cjs', url, {});
  step('projet CommonJS : appel', () => expectValue(run(process.execPath, ['main.cjs'], at)));

  const typed = { typescript: '5.9.3', '@types/node': '^20.19.0' };
  at = installed('projet TypeScript', 'ts', url, { type: 'module' }, typed);
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
    ['esnext', 'node10'],
  ]) {
    step(`projet TypeScript : résolution ${resolution}, appel`, () => {
      const options = [
        '--outDir',
        resolution,
        '--strict',
        '--skipLibCheck',
        '--target',
        'es2022',
        '--types',
        'node',
      ];
      run('npx', ['tsc', ...options, '--module', module, '--moduleResolution', resolution, 'main.ts'], at);
      expectValue(run(process.execPath, [join(resolution, 'main.js')], at));
    });
  }

  const bundlers = { esbuild: '0.28.2', vite: '^8.0.0', '@rspack/core': '^2.0.0' };
  at = installed('projet à empaqueter', 'bundlers', url, { type: 'module' }, bundlers);
  step('esbuild : appel', () => {
    const args = [
      'main.mjs',
      '--bundle',
      '--minify',
      '--format=esm',
      '--platform=node',
      '--outfile=esbuild.mjs',
    ];
    run('npx', ['esbuild', ...args], at);
    expectValue(run(process.execPath, ['esbuild.mjs'], at));
    return size(join(at, 'esbuild.mjs'));
  });
  step('Vite : appel', () => {
    writeFileSync(
      join(at, 'vite.config.mjs'),
      "export default { ssr: { noExternal: true }, build: { ssr: 'main.mjs', outDir: 'vite', minify: true } };",
    );
    run('npx', ['vite', 'build'], at);
    const [file] = readdirSync(join(at, 'vite')).filter((name) => name.startsWith('main'));
    expectValue(run(process.execPath, [join('vite', file)], at));
    return size(join(at, 'vite', file));
  });
  step('Rspack : appel', () => {
    const program = `import { rspack } from '@rspack/core';
rspack({ mode: 'production', target: 'node', entry: './main.mjs', experiments: { outputModule: true },
  output: { path: ${JSON.stringify(join(at, 'rspack'))}, filename: 'main.mjs', module: true, chunkFormat: 'module' } },
  (error, stats) => { if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exit(1); } });`;
    writeFileSync(join(at, 'build-rspack.mjs'), program);
    run(process.execPath, ['build-rspack.mjs'], at);
    expectValue(run(process.execPath, [join('rspack', 'main.mjs')], at));
    return size(join(at, 'rspack/main.mjs'));
  });

  for (const [runtime, [binary, path]] of Object.entries(BINARIES)) {
    const manifest = { type: 'module' };
    at = installed(`projet ${runtime}`, runtime, url, manifest, { [binary]: 'latest' });
    step(`${runtime} : appel`, () => {
      const command = join(at, 'node_modules', binary, path);
      run('chmod', ['+x', command]);
      expectValue(run(command, ['run', ...(runtime === 'deno' ? ['-A'] : []), 'main.mjs'], at));
      return run(command, ['--version']).split('\n')[0];
    });
  }

  const worker = { miniflare: '^4.0.0', esbuild: '0.28.2' };
  at = installed('projet workerd', 'workerd', url, { type: 'module' }, worker);
  step('workerd : appel', () => {
    run('npx', ['esbuild', 'worker.mjs', '--bundle', '--minify', '--format=esm', '--outfile=worker.js'], at);
    const program = `import { readFileSync } from 'node:fs';
import { Miniflare } from 'miniflare';
const worker = new Miniflare({ modules: true, script: readFileSync('worker.js', 'utf8'), compatibilityDate: '2025-01-01' });
console.log(await (await worker.dispatchFetch('http://localhost/')).text());
await worker.dispose();`;
    writeFileSync(join(at, 'run-worker.mjs'), program);
    expectValue(run(process.execPath, ['run-worker.mjs'], at));
    return size(join(at, 'worker.js'));
  });
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
console.log(
  `\n${timings.map(([title, ms]) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${title}`).join('\n')}`,
);
console.log(steps.failures ? `\n${steps.failures} échec(s)` : '\nLa publication est prête.');
process.exitCode = steps.failures ? 1 : 0;
