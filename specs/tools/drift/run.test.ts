import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run, USAGE } from './run.ts';

const operation = (statuses: string[], fields: string[]) => ({
  get: {
    operationId: 'a.b',
    responses: Object.fromEntries(
      statuses.map((status) => [
        status,
        status === '200'
          ? {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: Object.fromEntries(fields.map((name) => [name, { type: 'string' }])),
                  },
                },
              },
            }
          : {},
      ]),
    ),
  },
});
const documentOf = (paths: object) => JSON.stringify({ paths, components: { schemas: {} } });
const OURS = documentOf({ '/a': operation(['200', '404'], ['nom', 'prenom']), '/b': operation(['200'], []) });
// Loses a field and a status, gains an operation.
const FIRST = {
  '/a': operation(['200'], ['nom']),
  '/b': operation(['200'], []),
  '/c': operation(['200'], []),
};
// The field is back, another one is lost.
const SECOND = { ...FIRST, '/a': operation(['200'], ['prenom']) };

let folder: string;
let official: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drift-'));
  await writeFile(join(folder, 'essai.json'), OURS);
  await writeFile(join(folder, 'autre.json'), documentOf({ '/z': operation(['200'], []) }));
  official = join(folder, 'official.yaml');
});
beforeEach(() => rm(join(folder, 'drift'), { recursive: true, force: true }));
afterAll(() => rm(folder, { recursive: true }));

async function drift(...args: string[]): Promise<{ status: number; lines: string[]; errors: string[] }> {
  const [lines, errors]: [string[], string[]] = [[], []];
  const output = { log: (line: string) => lines.push(line), error: (line: string) => errors.push(line) };
  const status = await run(args, { dist: folder, baselines: join(folder, 'drift') }, output);
  return { status, lines, errors };
}

const baseline = (): Promise<string> => readFile(join(folder, 'drift/essai.json'), 'utf8');

describe('drift', () => {
  it('prints every difference while none is accepted, and fails when one breaks a client', async () => {
    await writeFile(official, documentOf(FIRST));
    expect(await drift(official)).toEqual({
      status: 1,
      errors: [],
      lines: [
        '✗ GET /a — champ prenom : retiré',
        '· GET /a — statut 404 retiré',
        '· GET /c — opération ajoutée',
        'essai : 3 différence(s) nouvelle(s), dont 1 qui cassent un client.',
        '0 acceptée(s) demeurent, 0 ont disparu.',
      ],
    });
  });

  it('accepts what it finds, in a sorted file, and is silent about it afterwards', async () => {
    await writeFile(official, documentOf(FIRST));
    expect((await drift('--accept', official)).status).toBe(0);
    expect(await baseline()).toBe(`{
  "GET /a": {
    "champ prenom : retiré": "breaking",
    "statut 404 retiré": "compatible"
  },
  "GET /c": {
    "opération ajoutée": "compatible"
  }
}
`);
    expect(await drift(official)).toEqual({
      status: 0,
      errors: [],
      lines: [
        'essai : 0 différence(s) nouvelle(s), dont 0 qui cassent un client.',
        '3 acceptée(s) demeurent, 0 ont disparu.',
      ],
    });
  });

  it('fails on what is new alone, and says what has disappeared', async () => {
    await writeFile(official, documentOf(FIRST));
    await drift('--accept', official);
    await writeFile(official, documentOf(SECOND));
    expect(await drift(official)).toEqual({
      status: 1,
      errors: [],
      lines: [
        '✗ GET /a — champ nom : retiré',
        '✓ GET /a — champ prenom : retiré : acceptée, disparue',
        'essai : 1 différence(s) nouvelle(s), dont 1 qui cassent un client.',
        '2 acceptée(s) demeurent, 1 ont disparu.',
      ],
    });
    await drift('--accept', official);
    expect(await baseline()).not.toContain('prenom');
  });

  it('takes a difference that has become breaking for a new one', async () => {
    await writeFile(official, documentOf(FIRST));
    await drift('--accept', official);
    const softened = (await baseline()).replace('"breaking"', '"compatible"');
    await writeFile(join(folder, 'drift/essai.json'), softened);
    const { status, lines } = await drift(official);
    expect([status, lines[0]]).toEqual([1, '✗ GET /a — champ prenom : retiré']);
    expect(lines.at(-1)).toBe('2 acceptée(s) demeurent, 0 ont disparu.');
  });

  it('shows with --dry-run what it would write, and writes nothing', async () => {
    await writeFile(official, documentOf(FIRST));
    const { status, lines } = await drift(official, '--accept', '--dry-run');
    expect(status).toBe(0);
    await expect(baseline()).rejects.toThrow('ENOENT');
    await drift(official, '--accept');
    expect(`${lines[0]}\n`).toBe(await baseline());
  });

  it('reads an address whole, its query string too', async () => {
    const server = createServer(({ url }, answer) => {
      answer.statusCode = url === '/open-api.yml?operation_id=a.b' ? 200 : 404;
      answer.end(documentOf(FIRST));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const found = await drift(`http://127.0.0.1:${port}/open-api.yml?operation_id=a.b`);
    const absent = await drift(`http://127.0.0.1:${port}/open-api.yml`);
    server.close();
    expect([found.status, found.lines.length]).toEqual([1, 5]);
    expect(absent).toMatchObject({ status: 2, errors: [expect.stringContaining('HTTP 404')] });
  });

  it('prints once what several operations share, and how many they are', async () => {
    const paths = ['/a', '/b', '/c', '/d', '/e', '/f'];
    const all = (fields: string[]) =>
      documentOf(Object.fromEntries(paths.map((path) => [path, operation(['200'], fields)])));
    await writeFile(join(folder, 'essai.json'), all(['nom', 'prenom']));
    await writeFile(official, all(['nom', 'ajout']));
    const { lines } = await drift(official);
    await writeFile(join(folder, 'essai.json'), OURS);
    const named = ['    GET /a', '    GET /b', '    GET /c', '    GET /d', '    et 2 autre(s)'];
    expect(lines).toEqual([
      '✗ 6 opérations — champ prenom : retiré',
      ...named,
      '· 6 opérations — champ ajout : ajouté',
      ...named,
      'essai : 12 différence(s) nouvelle(s), dont 6 qui cassent un client.',
      '0 acceptée(s) demeurent, 0 ont disparu.',
    ]);
  });

  it('takes a document of one operation for what it is: it says nothing of the others, nor forgets them', async () => {
    await writeFile(official, documentOf({ '/a': operation(['200'], ['nom']) }));
    expect((await drift(official)).lines).toEqual([
      '✗ GET /a — champ prenom : retiré',
      '· GET /a — statut 404 retiré',
      'essai : 2 différence(s) nouvelle(s), dont 1 qui cassent un client.',
      '0 acceptée(s) demeurent, 0 ont disparu.',
    ]);
    await writeFile(official, documentOf(FIRST));
    await drift(official, '--accept');
    await writeFile(official, documentOf({ '/a': operation(['200', '404'], ['nom']) }));
    expect((await drift(official)).lines).toEqual([
      '✓ GET /a — statut 404 retiré : acceptée, disparue',
      'essai : 0 différence(s) nouvelle(s), dont 0 qui cassent un client.',
      '1 acceptée(s) demeurent, 1 ont disparu.',
    ]);
    await drift(official, '--accept');
    expect(JSON.parse(await baseline())).toEqual({
      'GET /a': { 'champ prenom : retiré': 'breaking' },
      'GET /c': { 'opération ajoutée': 'compatible' },
    });
  });

  it('says which file of accepted differences it cannot read, and leaves it alone', async () => {
    await writeFile(official, documentOf(FIRST));
    await drift('--accept', official);
    await writeFile(join(folder, 'drift/essai.json'), '<<<<<<< HEAD');
    const { status, errors } = await drift(official);
    expect([status, errors[0]]).toEqual([2, expect.stringContaining('drift/essai.json')]);
    expect(await baseline()).toBe('<<<<<<< HEAD');
  });

  it.each([
    ['nothing to compare', []],
    ['two documents', ['a.yaml', 'b.yaml']],
    ['an unknown option', ['a.yaml', '--force']],
  ])('explains itself when given %s', async (_, args) => {
    expect(await drift(...args)).toEqual({ status: 2, lines: [], errors: [USAGE] });
  });

  it('refuses --dry-run alone, a missing file, a document without paths and one of another API', async () => {
    await writeFile(official, documentOf(FIRST));
    const wrong = join(folder, 'wrong.yaml');
    await writeFile(wrong, 'openapi: 3.1.0');
    const stranger = join(folder, 'stranger.yaml');
    await writeFile(stranger, documentOf({ '/inconnu': {} }));
    const messages = await Promise.all(
      [[official, '--dry-run'], [join(folder, 'absent.yaml')], [wrong], [stranger]].map(async (args) => {
        const { status, errors } = await drift(...args);
        return [status, errors[0]?.split('\n')[0]];
      }),
    );
    expect(messages).toEqual([
      [2, '--dry-run va avec --accept.'],
      [2, expect.stringContaining('ENOENT')],
      [2, expect.stringContaining("n'est pas un document OpenAPI")],
      [2, expect.stringContaining('aucune de nos spécifications')],
    ]);
  });
});
