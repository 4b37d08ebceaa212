/** ARCHITECTURE's table of extensions, held to what the tools here and codegen read. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function sourcesOf(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const own = names.filter((name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith('golden/'));
  return Promise.all(own.map((name) => readFile(join(root, folder, name), 'utf8')));
}

// A type's member declares a key that something else must read.
const isDeclaration = (line: string): boolean => /^\s*'x-[\w-]+'\??: .*;$/.test(line);

const keysIn = (source: string): string[] =>
  source
    .split('\n')
    .filter((line) => !isDeclaration(line))
    .flatMap((line) => [...line.matchAll(/['"](x-[a-z]+(?:-[a-z]+)*)['"]/g)].map(([, key = '']) => key));

const sources = (await Promise.all(['specs/tools', 'packages/codegen/src'].map(sourcesOf))).flat();
const read = new Set(sources.flatMap(keysIn));
const architecture = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8');
const documented = new Set([...architecture.matchAll(/^\| `(x-[a-z-]+)`/gm)].map(([, key = '']) => key));

const without = (keys: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...keys].filter((key) => !others.has(key)).sort();

it('says every extension that the tools read', () => {
  expect(without(read, documented), "extensions that ARCHITECTURE.md's table lacks").toEqual([]);
});

it('says no extension that nothing reads', () => {
  expect(without(documented, read), "extensions of ARCHITECTURE.md's table that no tool reads").toEqual([]);
});
