/** What ARCHITECTURE tells of a call is what the code does: its walks, file by file, and its pipeline, step by step. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const architecture = readFileSync(new URL('../../../../ARCHITECTURE.md', import.meta.url), 'utf8');

/** Files that the section of this title numbers. */
function walkOf(title: string): string[] {
  const section = architecture.split(`\n### ${title}\n`)[1]?.split(/\n##/)[0] ?? '';
  return [...section.matchAll(/^\d+\. `([^`]+)` – \S/gm)].map(([, file = '']) => file);
}

// Node 20 cannot run TypeScript; the project's own tests run on a Node that can.
const canRunSources = Boolean((process.features as { typescript?: unknown }).typescript);
if (!canRunSources)
  console.warn(`The walks are NOT checked: Node ${process.version} does not run TypeScript, Node 24 does.`);

it.skipIf(!canRunSources)(
  'a call and its refusal cross the files that ARCHITECTURE numbers, and no other',
  () => {
    const program = fileURLToPath(new URL('../testing/walks.ts', import.meta.url));
    const { out, back } = JSON.parse(
      execFileSync(process.execPath, [program], { encoding: 'utf8', timeout: 60_000 }),
    );
    expect(walkOf('A call, from the method to `fetch`').sort()).toEqual(out);
    expect(walkOf('A 502, back to the catch').sort()).toEqual(back);
    expect(out.length).toBeLessThanOrEqual(12);
    expect(back.length).toBeLessThanOrEqual(13);
  },
);

it('the pipeline line names the steps of pipeline/index.ts, in their order', () => {
  const source = readFileSync(new URL('pipeline/index.ts', import.meta.url), 'utf8');
  const list = source.match(/const steps.*? = \[\n(.*?)\n {2}\];/s)?.[1] ?? '';
  const steps = list.split('\n').map((line) => line.match(/(\w+)(\([^()]*\))?,$/)?.[1] ?? line);
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  expect(architecture).toContain(`\n\`${[...steps.map(kebab), 'transport'].join(' → ')}\`, composed in`);
});
