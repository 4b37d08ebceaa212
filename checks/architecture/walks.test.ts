/** What ARCHITECTURE tells of a call is what the code does: its walks, file by file, and its pipeline, step by step. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { at } from '../lib/root.ts';

const architecture = readFileSync(at('ARCHITECTURE.md'), 'utf8');

interface Walk {
  title: string;
  /** Where its paths begin. */
  from?: string;
  /** More files than this are too many to follow. */
  most: number;
  /** What V8 sees, where the walk is made by one call: a program of `walks/`, and the key of its answer. */
  program?: string;
  key?: string;
}

const CORE = 'packages/core/src/';

const WALKS: Walk[] = [
  { title: 'A call, from the method to `fetch`', from: CORE, most: 12, program: 'call', key: 'out' },
  { title: 'A 502, back to the catch', from: CORE, most: 13, program: 'call', key: 'back' },
  { title: 'A field of a specification, to the hover of an editor', most: 12 },
  { title: 'A recorded case, to an answer of MSW', most: 17, program: 'case', key: 'case' },
  { title: 'A SIREN in `dossier`, to a saved PDF', most: 15, program: 'dossier', key: 'dossier' },
  {
    title: '`state`, from the login to the callback',
    from: 'packages/franceconnect/src/',
    most: 9,
    program: 'login',
    key: 'login',
  },
];

/** Files that the section of this title numbers. */
function filesOf({ title, from = '' }: Walk): string[] {
  const section = architecture.split(`\n### ${title}\n`)[1]?.split(/\n##/)[0] ?? '';
  return [...section.matchAll(/^\d+\. `([^`]+)` – \S/gm)].map(([, file = '']) => from + file);
}

// Node 20 cannot run TypeScript; the project's own tests run on a Node that can.
const canRunSources = Boolean((process.features as { typescript?: unknown }).typescript);
if (!canRunSources)
  console.warn(`The walks are NOT checked: Node ${process.version} does not run TypeScript, Node 24 does.`);

/** Files of which V8 saw a function run. `aside`: those that a call which is not the walk's crosses too. */
interface Seen {
  seen: string[];
  aside?: string[];
}

async function seenBy({ program, key = '' }: Walk): Promise<Seen> {
  const args = ['--import', at('checks/architecture/walks/coverage.ts')];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, at(`checks/architecture/walks/${program}.ts`)],
    { timeout: 60_000 },
  );
  return JSON.parse(stdout)[key];
}

const byTitle = (walks: readonly Walk[]) => walks.map((walk) => [walk.title, walk] as const);

it('the six walks are told', () => {
  const section = architecture.split('\n## The six walks\n')[1]?.split(/\n## /)[0] ?? '';
  const titles = [...section.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(WALKS.map(({ title }) => title));
});

it.each(byTitle(WALKS))('%s: few files, which exist', (_, walk) => {
  const files = filesOf(walk);
  expect(files.length).toBeGreaterThan(5);
  expect(files.length).toBeLessThanOrEqual(walk.most);
  expect(files.filter((file) => !existsSync(at(file)))).toEqual([]);
});

it.skipIf(!canRunSources).each(byTitle(WALKS.filter(({ program }) => program)))(
  '%s: the files that V8 sees crossed, and no other',
  async (_, walk) => {
    const { seen, aside = [] } = await seenBy(walk);
    const told = filesOf(walk).filter((file) => file.startsWith('packages/') && !isRunBefore(file));
    expect(
      told.filter((file) => !seen.includes(file)),
      'told, but not crossed',
    ).toEqual([]);
    const own = seen.filter((file) => !aside.includes(file));
    expect(
      own.filter((file) => !told.includes(file)),
      'crossed, but not told',
    ).toEqual([]);
  },
);

/** The code generator, and the tables that it writes, which have no function. */
const isRunBefore = (file: string): boolean => /^packages\/codegen\/|\/generated\//.test(file);

it('the pipeline line names the steps of pipeline/index.ts, in their order', () => {
  const source = readFileSync(at(CORE, 'client/pipeline/index.ts'), 'utf8');
  const list = source.match(/const steps.*? = \[\n(.*?)\n {2}\];/s)?.[1] ?? '';
  const steps = list.split('\n').map((line) => line.match(/(\w+)(\([^()]*\))?,$/)?.[1] ?? line);
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect(architecture).toContain(`\n\`${[...steps.map(kebab), 'transport'].join(' → ')}\`, composed in`);
});
