/** The one door of every root command: brings pnpm, installs, then runs the steps, saying what it does. Node 20 and npm suffice. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const given = process.argv.slice(3);

// Loose: a proxy or a registry set in the environment must reach the steps that install. One task a core: each has workers of its own.
const turbo = (...tasks) => [
  'exec',
  'turbo',
  'run',
  ...tasks,
  '--output-logs=new-only',
  '--env-mode=loose',
  '--concurrency=100%',
];
const program = (file) => ['exec', 'node', file, ...given];
const lint = ['Format et règles de style', ['exec', 'biome', 'check', '--error-on-warnings', '.']];
const unused = ['Code inutilisé', ['exec', 'knip', '--no-progress', '--treat-config-hints-as-errors']];
const built = ['Construction', turbo('build')];
const specs = ['Spécifications', ['--filter', '@apigouv/specs', 'run', 'build']];

const commands = {
  // Writes the lockfile: the one command after which a dependency is new.
  lock: [],
  start: [
    ['Construction, sans les types', turbo('js', '--filter=@apigouv/checks^...')],
    ['Serveurs de test et exemples', program('checks/examples/main.ts')],
  ],
  specs: [specs],
  drift: [specs, ['Écarts avec le document officiel', program('specs/tools/drift/cli.ts')]],
  check: [lint, ['Types et tests unitaires', turbo('types', 'test')]],
  docs: [['Référence', turbo('docs')]],
  packed: [built, ['Paquets tels que publiés', program('checks/packed/main.ts')]],
  api: [built, ['Surface publique', program('checks/api/main.ts')]],
  size: [built, ['Tailles', program('checks/size/main.ts')]],
  snippets: [built, ['Extraits de la documentation', program('checks/snippets/main.ts')]],
  examples: [built, ['Exemples sur de vrais serveurs', program('checks/examples/main.ts')]],
  chaos: [
    ['Construction, sans les types', turbo('js', '--filter=@apigouv/checks^...')],
    ["Tout ce qui peut mal tourner, sur chaque sorte d'appel", program('checks/chaos/main.ts')],
  ],
  campagne: [
    ['Construction, sans les types', turbo('js', '--filter=@apigouv/checks^...')],
    ['Dix mille familles, tuées et reprises', program('examples/campagne-bourses/src/dix-mille.ts')],
  ],
  // By hand: it installs 369 MB.
  next: [built, ['Next.js, depuis les paquets publiés', program('checks/next/main.ts')]],
  'test:long': [["Ajout d'une API, tests longs", turbo('test:long')]],
  release: [built, ["Répétition d'une publication", program('checks/release/main.ts')]],
  bench: [
    built,
    ['Mesures', program('checks/bench/main.ts')],
    ['Mesures du bac à sable', program('checks/bench/sandbox.ts')],
  ],
  'bench:batch': [built, ['Traitements de masse, sur de vrais moteurs', program('checks/batch/main.ts')]],
  mutation: [['Tests des tests', program('checks/mutation/main.ts')]],
  load: [built, ['Charge : dix mille appels, un compte commun', program('checks/load/main.ts')]],
  test: [
    lint,
    [
      'Spécifications, code généré, construction, types, tests, paquets tels que publiés, surface publique, tailles, extraits, exemples, site',
      turbo('types', 'test', 'packed', 'api', 'size', 'snippets', 'examples', 'docs:test'),
    ],
    unused,
  ],
};

const [, , command] = process.argv;
const steps = commands[command];
if (!steps) {
  console.error(`Commande inconnue. Commandes : ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}

const timed = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

function fail(title, status) {
  console.error(`✗ ${title} : échec (code ${status ?? 'inconnu'})`);
  process.exit(status || 1);
}

/** Once for all steps: npx takes some two seconds to find it again. */
function bringPnpm() {
  const { stdout, status } = spawnSync('npx', ['-y', '-p', packageManager, '-c', 'command -v pnpm'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) fail(packageManager, status);
  return stdout.trim();
}

const pnpm = bringPnpm();
const env = {
  ...process.env,
  // What runs below finds the same one.
  PATH: `${dirname(pnpm)}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  REDOCLY_TELEMETRY: 'off',
};

function run(title, args) {
  const started = Date.now();
  console.log(`\n▶ ${title}`);
  const { status } = spawnSync(pnpm, args, { cwd: root, stdio: 'inherit', env });
  if (status !== 0) fail(title, status);
  console.log(`✓ ${title} (${timed(started)})`);
}

const lockfile = command === 'lock' ? '--no-frozen-lockfile' : '--frozen-lockfile';
run('Installation des dépendances', ['install', lockfile, '--prefer-offline']);
for (const [title, args] of steps) run(title, args);
