/** ARCHITECTURE says which folder may import which; the linter refuses exactly the rest. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at } from '../lib/root.ts';

interface Probe {
  /** What is read aloud when it fails. */
  name: string;
  file: string;
  imports: string;
  allowed: boolean;
}

const architecture = await readFile(at('ARCHITECTURE.md'), 'utf8');

/** Rows of the table whose first column has this title: a folder, and those it may import. */
function rowsOf(title: string): { room: string; allowed: string[] }[] {
  const [, table = ''] = architecture.split(new RegExp(`^\\| ${title} .*\\n`, 'm'));
  const [body = ''] = table.split('\n\n');
  return body
    .split('\n')
    .slice(1)
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return { room: cells[1]?.replaceAll('`', '') ?? '', allowed: named(cells[3]) };
    });
}

const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** Every pair of rooms, as a file of the one that imports the other. */
const probesOf = (title: string, root: string): Probe[] =>
  rowsOf(title).flatMap(({ room, allowed }) =>
    rowsOf(title)
      .filter((other) => other.room !== room)
      .map((other) => {
        const file = join(root, room, `imports-${other.room.replaceAll('/', '-')}.ts`);
        const target = relative(dirname(file), join(root, other.room, 'target.ts'));
        return {
          name: `${room} → ${other.room}`,
          file,
          imports: target.startsWith('.') ? target : `./${target}`,
          allowed: allowed.includes(other.room),
        };
      }),
  );

const across = (from: string, imports: string, allowed: boolean): Probe => ({
  name: `${from} → ${imports}`,
  file: join('packages', from, 'src', `imports-${imports.replaceAll(/\W+/g, '-')}.ts`),
  imports,
  allowed,
});

const PROBES: Probe[] = [
  ...probesOf('room of core', 'packages/core/src'),
  ...probesOf('room of codegen', 'packages/codegen/src'),
  across('core', '@apigouv/particulier', false),
  across('particulier', '@apigouv/core/internal', true),
  across('particulier', '@apigouv/entreprise', false),
  across('a-new-api', '@apigouv/core/internal', true),
  across('a-new-api', '@apigouv/particulier', false),
  across('cog', '@apigouv/core', false),
  across('cog', '@apigouv/particulier', false),
  across('franceconnect', '@apigouv/core', true),
  across('franceconnect', '@apigouv/sandbox', false),
  across('batch', '@apigouv/core', true),
  across('batch', '@apigouv/particulier', false),
  across('sandbox', '@apigouv/particulier/mocks', true),
  across('sandbox', '../../../docs/browser.ts', false),
  across('codegen', '@apigouv/core/internal', true),
  across('codegen', '@apigouv/particulier', false),
];

let folder = '';
let refused = new Map<string, string[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'architecture-'));
  await cp(at('biome.json'), join(folder, 'biome.json'));
  const circle = 'packages/core/src/client';
  const files = [
    ...PROBES.map(({ file, imports }) => [file, `export type { A } from '${imports}';\n`] as const),
    [`${circle}/one.ts`, "import type { B } from './two.ts';\nexport type A = { b: B };\n"] as const,
    [`${circle}/two.ts`, "import type { A } from './one.ts';\nexport type B = { a?: A };\n"] as const,
  ];
  for (const [file, text] of files) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  refused = await lint(folder);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rules that each file breaks. */
async function lint(cwd: string): Promise<Map<string, string[]>> {
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
  const run = promisify(execFile)(at('node_modules/.bin/biome'), args, { cwd, maxBuffer: 2 ** 26 });
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  const found = new Map<string, string[]>();
  for (const { category, location } of diagnostics) {
    const path = typeof location.path === 'string' ? location.path : location.path.file;
    found.set(path, [...(found.get(path) ?? []), category]);
  }
  return found;
}

it('has a row for many rooms', () => expect(PROBES.length).toBeGreaterThan(200));

it('says who may import whom, and the linter refuses the rest', () => {
  const isRefused = ({ file }: Probe): boolean =>
    (refused.get(file) ?? []).includes('lint/style/noRestrictedImports');
  const wrong = PROBES.filter((probe) => isRefused(probe) === probe.allowed);
  expect(wrong.map(({ name, allowed }) => `${name} ${allowed ? 'est refusé' : 'passe'}`)).toEqual([]);
});

it('admits no circle, even of types', () => {
  expect(refused.get('packages/core/src/client/one.ts')).toContain('lint/suspicious/noImportCycles');
});
