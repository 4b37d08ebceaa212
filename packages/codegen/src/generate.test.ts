/** The small specifications become exactly `golden/expected` and `golden/guichet`; `UPDATE_GOLDEN=1` rewrites them. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { generate } from './generate.ts';
import { gatewayFolder, gatewaySource, goldenFolder, miniSource } from './testing.ts';
import { writeFiles } from './write.ts';

const golden = [
  ['expected', goldenFolder, await generate(miniSource())],
  ['guichet', gatewayFolder, await generate(gatewaySource())],
] as const;

if (process.env.UPDATE_GOLDEN) {
  for (const [, folder, files] of golden) await writeFiles(fileURLToPath(folder), files);
}

describe.each(golden)('golden/%s', (_, folder, files) => {
  test('holds the generated files and no other', async () => {
    expect((await readdir(folder)).sort()).toEqual([...files.keys()].sort());
  });

  test.each([...files])('%s is as expected', async (name, text) => {
    expect(text).toBe(await readFile(new URL(name, folder), 'utf8'));
  });
});

test('the same specification always gives the same files', async () => {
  expect(await generate(miniSource())).toEqual(golden[0][2]);
});

test('the name of the types can be chosen', async () => {
  const renamed = await generate({ ...miniSource(), typeName: 'Demo' });
  expect(renamed.get('operations.ts')).toContain('export interface DemoOperations<');
});

test('a parameter that an operation takes otherwise has a constant of its own', async () => {
  const files = await generate(
    miniSource(({ paths }) => {
      paths['/v3/unites/{siren}/etablissements/{code_postal}'].get.parameters[0]['x-name'] = 'code_postal';
    }),
  );
  expect(files.get('routes.ts')).toContain(
    "const code_postal: Param = { key: 'code_postal', in: 'path', required: true };",
  );
});

test('a list that begins with a shared one says what it adds', async () => {
  const files = await generate(
    miniSource(({ paths }) => {
      const { get } = structuredClone(paths['/v3/etat_civil/identite']);
      get.operationId = 'etatCivil.enMieux';
      get.parameters.push({ name: 'plus', in: 'query', description: 'Plus.', schema: { type: 'string' } });
      paths['/v3/etat_civil/en_mieux'] = { get };
    }),
  );
  expect(files.get('routes.ts')).toContain('params: [...etatCivilIdentiteParams, plus]');
});

test('generation leaves its input alone', async () => {
  const source = miniSource();
  await generate(source);
  expect(source).toEqual(miniSource());
});
