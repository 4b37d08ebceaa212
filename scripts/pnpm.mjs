/** The one door of every root command: brings pnpm, installs, then runs the steps, saying what it does. Node 20 and npm suffice. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

// Loose: a proxy or a registry set in the environment must reach the steps that install. One task a core: each has workers of its own.
const turbo = (...tasks) => [
  'turbo',
  'run',
  ...tasks,
  '--output-logs=new-only',
  '--env-mode=loose',
  '--concurrency=100%',
];
const program = (file) => ['node', file, ...process.argv.slice(3)];
const lint = ['Format et règles de style', ['biome', 'check', '--error-on-warnings', '.']];
const built = ['Construction', turbo('build')];
const specs = ['Spécifications', ['pnpm', '--filter', '@apigouv/specs', 'run', 'build']];

const commands = {
  start: [built, ['Serveur de test et exemples', program('checks/examples/main.ts')]],
  specs: [specs],
  drift: [specs, ['Écarts avec le document officiel', program('specs/tools/drift/cli.ts')]],
  check: [lint, ['Types et tests unitaires', turbo('types', 'test')]],
  docs: [['Référence', turbo('docs')]],
  packed: [built, ['Paquets tels que publiés', program('checks/packed/main.ts')]],
  api: [built, ['Surface publique', program('checks/api/main.ts')]],
  size: [built, ['Tailles', program('checks/size/main.ts')]],
  snippets: [built, ['Extraits de la documentation', program('checks/snippets/main.ts')]],
  examples: [built, ['Exemples sur un vrai serveur', program('checks/examples/main.ts')]],
  release: [built, ["Répétition d'une publication", program('checks/release/main.ts')]],
  bench: [
    built,
    ['Mesures', program('checks/bench/main.ts')],
    ['Mesures du bac à sable', program('checks/bench/sandbox.ts')],
  ],
  test: [
    lint,
    ['Spécifications, code généré, construction, types, tests', turbo('build', 'types', 'test')],
    ['Code inutilisé', ['knip', '--no-progress', '--treat-config-hints-as-errors']],
    ['Paquets tels que publiés', turbo('packed')],
    ['Surface publique', turbo('api')],
    ['Tailles', turbo('size')],
    ['Extraits de la documentation', turbo('snippets')],
    ['Exemples sur un vrai serveur', turbo('examples')],
    ['Référence, dans un navigateur', turbo('docs:test')],
  ],
};

function run(title, [command, ...args]) {
  const started = Date.now();
  console.log(`\n▶ ${title}`);
  const { status } = spawnSync(
    'npx',
    ['-y', packageManager, ...(command === 'pnpm' ? args : ['exec', command, ...args])],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', REDOCLY_TELEMETRY: 'off' },
    },
  );
  if (status !== 0) {
    console.error(`✗ ${title} : échec (code ${status ?? 'inconnu'})`);
    process.exit(status || 1);
  }
  console.log(`✓ ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

const steps = commands[process.argv[2]];
if (!steps) {
  console.error(`Commande inconnue. Commandes : ${Object.keys(commands).join(', ')}`);
  process.exit(2);
}
run('Installation des dépendances', ['pnpm', 'install', '--frozen-lockfile', '--prefer-offline']);
for (const [title, command] of steps) run(title, command);
