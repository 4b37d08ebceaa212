/**
 * Adds an API by following CONTRIBUTING to the letter, in a copy of the repository: it is generated and built, answers a first call, passes the
 * checks that list the APIs, and nothing else was touched than what CONTRIBUTING says.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSteps, run } from '../lib/steps.ts';
import { copyRepository, touchedIn } from './copy.ts';
import { stepsOf } from './page.ts';

/** The API that CONTRIBUTING makes. */
const NAME = 'bibliotheque';
const OPERATIONS = ['lecteurs.carte', 'ouvrages.recherche'];

const OWN = [`specs/${NAME}/`, `packages/${NAME}/`, '.changeset/', 'pnpm-lock.yaml'];
/** Besides its own: the sandbox, which serves it, and these checks. */
const MOST_OTHERS = 2;

const copy = copyRepository();
const steps = createSteps();
const { step } = steps;
const own = join(copy, 'packages', NAME);
const sandbox = join(copy, 'packages/sandbox');
const pnpm = (folder: string, ...args: string[]): void => void run('pnpm', args, folder);
const node = (folder: string, ...args: string[]): void =>
  void run(process.execPath, args, join(copy, folder));

function follow(): string {
  const page = stepsOf(readFileSync(join(copy, 'CONTRIBUTING.md'), 'utf8'));
  for (const one of page) {
    if (one.kind === 'commands') {
      run('bash', ['-eu', '-c', one.text], copy);
    } else {
      const path = join(copy, one.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, one.text);
    }
  }
  return `${page.length} blocs`;
}

function checkPages(): void {
  node('docs', 'reference/build.ts');
  const page = readFileSync(join(copy, 'docs/.reference', NAME, 'operations.md'), 'utf8');
  const missing = OPERATIONS.filter((id) => !page.includes(id));
  if (missing.length > 0) throw new Error(`la page des opérations ne dit pas ${missing.join(', ')}`);
}

function checkTouched(): string {
  const others = touchedIn(copy).filter((path) => !OWN.some((start) => path.startsWith(start)));
  if (others.length > MOST_OTHERS) throw new Error(`trop de fichiers touchés : ${others.join(', ')}`);
  return others.join(', ');
}

try {
  step('« Add an API », suivi à la lettre', follow);
  step('spécification', () => node('specs', 'tools/build.ts', NAME));
  for (const script of ['generate', 'js', 'dts', 'types', 'test'])
    step(`paquet : ${script}`, () => pnpm(own, 'run', script));
  for (const script of ['generate', 'js'])
    step(`bac à sable : ${script}`, () => pnpm(sandbox, 'run', script));
  step('liste des API', () => pnpm(join(copy, 'checks'), 'run', 'test', 'lib/apis'));
  step('surface publique', () => node('checks', 'api/main.ts', '--accept', NAME));
  step('archive', () => node('checks', 'packed/main.ts', NAME));
  step('taille', () => node('checks', 'size/main.ts', NAME));
  step('extraits', () => node('checks', 'snippets/main.ts', NAME));
  step('pages des opérations', checkPages);
  step('format et règles de style', () =>
    pnpm(copy, 'exec', 'biome', 'check', '--error-on-warnings', ...OWN.slice(0, 2)),
  );
  step('fichiers touchés', checkTouched);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
process.exitCode = steps.failures ? 1 : 0;
