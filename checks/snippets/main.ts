/**
 * Checks the TypeScript of the READMEs, of the guides and of the doc comments, generated ones included: each block is type-checked against the
 * built packages, then run against their mocks, and must print what the comments of its `console.log` say. The commands they name must exist.
 * Names of packages: theirs alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSteps } from '../lib/steps.ts';
import { closeFolder, compile, extract, openFolder, type Snippet } from './compile.ts';
import { checkCommands, checkExamples, documents, sources } from './documents.ts';
import { locate } from './module.ts';
import { gap } from './printed.ts';
import { type Result, runAll } from './run.ts';

/** A document has a process of its own; the hand-written sources of a package share one. */
function batchesOf(snippets: readonly Snippet[]): Map<string, Snippet[]> {
  return Map.groupBy(snippets, ({ path }) => path.replace(/\/src\/(?!generated).*/, '/src'));
}

function verify(batch: readonly Snippet[], results: ReadonlyMap<Snippet, Result>): void {
  const faults = batch.flatMap((snippet) => {
    const { printed = '', error } = results.get(snippet) ?? { error: 'jamais exécuté' };
    const fault = error ? locate(error) : gap(snippet.code, printed);
    return fault ? [`${snippet.path}:${snippet.line} ${fault}`] : [];
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const steps = createSteps();
const { step } = steps;
step('commandes citées', checkCommands);
step('exemples des commentaires', checkExamples);
const only = process.argv.slice(2);
const isAsked = (path: string): boolean =>
  only.length === 0 || only.some((name) => path.startsWith(`packages/${name}/`));
const snippets = [...documents, ...sources].filter(isAsked).flatMap(extract);
// Where they write what they save.
const written = mkdtempSync(join(tmpdir(), 'extraits-'));
openFolder();
try {
  step(`types de ${snippets.length} extraits`, () => compile(snippets));
  const batches = batchesOf(snippets);
  const results = await runAll([...batches.values()], written);
  for (const [title, batch] of batches) step(`${title} : ${batch.length}`, () => verify(batch, results));
} finally {
  closeFolder();
  rmSync(written, { recursive: true, force: true });
}
process.exitCode = steps.failures ? 1 : 0;
