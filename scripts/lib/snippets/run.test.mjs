import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runAll } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'extraits-'));
after(() => rmSync(folder, { recursive: true }));

function snippet(name, code) {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, code);
  return { file, code };
}

test('each snippet says what it prints or why it fails; what it leaves open is stopped', async () => {
  const prints = snippet('prints', `console.log('un');\nconsole.log(process.env.API_PARTICULIER_TOKEN);`);
  const fails = snippet('fails', `throw new Error('non');`);
  const serves = snippet('serves', `import { createServer } from 'node:http';\ncreateServer().listen(0);`);
  const results = await runAll([[prints, fails, serves]], folder);
  assert.deepEqual(results.get(prints), { printed: 'un\nessai\n' });
  assert.match(results.get(fails).error, /^Error: non/);
  assert.deepEqual(results.get(serves), { printed: '' });
});

test('the APIs answer from their mocks, and nothing else of the network does', async () => {
  const known = snippet(
    'known',
    `console.log((await fetch('https://particulier.api.gouv.fr/api/ping')).status);`,
  );
  const unknown = snippet('unknown', `await fetch('https://ailleurs.test');`);
  const results = await runAll([[known], [unknown]], folder);
  assert.deepEqual(results.get(known), { printed: '200\n' });
  assert.match(results.get(unknown).error, /https:\/\/ailleurs\.test n'est pas simulé/);
});

test('a snippet that ends the process fails, and those after it', async () => {
  const ends = snippet('ends', 'process.exit(3);');
  const next = snippet('next', '');
  const results = await runAll([[ends, next]], folder);
  for (const one of [ends, next]) assert.match(results.get(one).error, /processus arrêté \(3\)/);
});
