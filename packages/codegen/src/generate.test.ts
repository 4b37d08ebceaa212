/** The small specification becomes exactly `golden/expected`; `UPDATE_GOLDEN=1` rewrites it. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from './generate.ts';
import { goldenFolder, miniSource } from './testing.ts';
import { writeFiles } from './write.ts';

const files = await generate(miniSource());

if (process.env.UPDATE_GOLDEN) await writeFiles(fileURLToPath(goldenFolder), files);

test('the golden folder holds the generated files and no other', async () => {
  expect((await readdir(goldenFolder)).sort()).toEqual([...files.keys()].sort());
});

test.each([...files])('%s is as expected', async (name, text) => {
  expect(text).toBe(await readFile(new URL(name, goldenFolder), 'utf8'));
});

test('the same specification always gives the same files', async () => {
  expect(await generate(miniSource())).toEqual(files);
});

test('the name of the types can be chosen', async () => {
  const renamed = await generate({ ...miniSource(), typeName: 'Demo' });
  expect(renamed.get('operations.ts')).toContain('export interface DemoOperations<');
});

test('generation leaves its input alone', async () => {
  const source = miniSource();
  await generate(source);
  expect(source).toEqual(miniSource());
});
