import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Program, runAll } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'extraits-'));
afterAll(() => rmSync(folder, { recursive: true }));

function snippet(name: string, code: string): Program {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return { file, code };
}

test('each snippet says what it prints or why it fails; what it leaves open is stopped', async () => {
  const prints = snippet('prints', `console.log('un');\nconsole.log(process.env.API_PARTICULIER_TOKEN);`);
  const fails = snippet('fails', `throw new Error('non');`);
  const serves = snippet('serves', `import { createServer } from 'node:http';\ncreateServer().listen(0);`);
  const results = await runAll([[prints, fails, serves]], folder);
  expect(results.get(prints)).toEqual({ printed: 'un\nessai\n' });
  expect(results.get(fails)?.error).toMatch(/^Error: non/);
  expect(results.get(serves)).toEqual({ printed: '' });
});

test('the APIs answer from their mocks, and nothing else of the network does', async () => {
  const known = snippet(
    'known',
    `console.log((await fetch('https://particulier.api.gouv.fr/api/ping')).status);`,
  );
  const unknown = snippet('unknown', `await fetch('https://ailleurs.test');`);
  const results = await runAll([[known], [unknown]], folder);
  expect(results.get(known)).toEqual({ printed: '200\n' });
  expect(results.get(unknown)?.error).toMatch(/https:\/\/ailleurs\.test n'est pas simulé/);
});

test('a snippet that ends the process fails, and those after it', async () => {
  const ends = snippet('ends', 'process.exit(3);');
  const next = snippet('next', '');
  const results = await runAll([[ends, next]], folder);
  for (const one of [ends, next]) expect(results.get(one)?.error).toMatch(/processus arrêté \(3\)/);
});
