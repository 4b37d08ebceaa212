/** The command, as a package's script runs it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goldenFolder } from './testing.ts';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
const golden = fileURLToPath(new URL('golden/', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codegen-'));
});
afterAll(() => rm(folder, { recursive: true }));

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [cli, ...args], (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

test('writes the files, then leaves alone those that have not changed and removes those of old', async () => {
  const out = join(folder, 'generated');
  const first = await run(`${golden}mini.json`, `${golden}mini.cases.json`, out);
  expect(first).toEqual({
    code: 0,
    out: '✓ mini : 7 opérations, 7 fichiers (7 écrits, 0 supprimés)\n',
    err: '',
  });
  expect((await readdir(out)).sort()).toEqual((await readdir(goldenFolder)).sort());
  expect(await readFile(join(out, 'routes.ts'), 'utf8')).toBe(
    await readFile(new URL('routes.ts', goldenFolder), 'utf8'),
  );

  await writeFile(join(out, 'ancien.ts'), '');
  await writeFile(join(out, 'errors.ts'), '');
  const before = await stat(join(out, 'types.ts'));
  const second = await run(`${golden}mini.json`, `${golden}mini.cases.json`, out);
  expect(second.out).toBe('✓ mini : 7 opérations, 7 fichiers (1 écrits, 1 supprimés)\n');
  expect((await stat(join(out, 'types.ts'))).mtimeMs).toBe(before.mtimeMs);
});

test('explains itself in French', async () => {
  expect(await run()).toMatchObject({
    code: 2,
    err: expect.stringContaining('Usage : apigouv-codegen <spec.json>'),
  });
  const absent = await run('specs/dist/absent.json', `${golden}mini.cases.json`, join(folder, 'non'));
  expect(absent).toMatchObject({
    code: 1,
    err: expect.stringContaining('specs/dist/absent.json : fichier introuvable'),
  });
  const broken = join(folder, 'casse.json');
  await writeFile(broken, '{');
  const wrong = await run(broken, `${golden}mini.cases.json`, join(folder, 'non'));
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining("casse.json : ce n'est pas du JSON") });
  const spec = JSON.parse(await readFile(`${golden}mini.json`, 'utf8'));
  delete spec['x-env'];
  await writeFile(broken, JSON.stringify(spec));
  const refused = await run(broken, `${golden}mini.cases.json`, join(folder, 'non'));
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('› x-env : préfixe') });
  expect(await readdir(folder)).not.toContain('non');
});
