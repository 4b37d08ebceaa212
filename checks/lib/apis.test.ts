/** What the list of APIs says of each is true. */
import { readdirSync, readFileSync } from 'node:fs';
import { factoryOf, frontOf, listApis, prefixOf } from '@apigouv/codegen';
import { startSandbox } from '@apigouv/sandbox';
import { expect, test } from 'vitest';
import { loadTable } from './mocks.ts';
import { at } from './root.ts';

const apis = listApis();

test('every specification of operations has its package, and no package is without one', () => {
  const names = readdirSync(at('specs/dist')).filter((file) => /^[\w-]+\.json$/.test(file));
  const operations = names.filter(
    (name) => !('x-platforms' in JSON.parse(readFileSync(at('specs/dist', name), 'utf8'))),
  );
  expect(operations.map((name) => name.replace('.json', '')).sort()).toEqual(apis.map(({ name }) => name));
});

test.each(apis)('$packageName exports what its name announces', async (api) => {
  const front = await import(api.packageName);
  const mocks = await import(`${api.packageName}/mocks`);
  expect(front[factoryOf(api)]).toBeTypeOf('function');
  expect(mocks[`mock${api.api}`]).toBeTypeOf('function');
  expect(await loadTable(api)).toBe(mocks.mockTable);
});

test.each(apis)(
  'the example of $packageName makes a client, with a token in its environment',
  async (api) => {
    const create = (await import(api.packageName))[factoryOf(api)];
    process.env[`${prefixOf(api)}_TOKEN`] = 'essai';
    expect(create({ ...api.example.options })).toBeTypeOf('object');
    expect(frontOf(api).creation).toContain(`= ${factoryOf(api)}({`);
  },
);

test('the sandbox serves them all', async () => {
  const sandbox = await startSandbox({ port: 0 });
  try {
    expect(Object.keys(sandbox.apis)).toEqual(apis.map(({ name }) => name));
  } finally {
    await sandbox.close();
  }
});
