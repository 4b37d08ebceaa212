/** Saves certificates from a real server on loopback: the file is whole, or there is none. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createEntreprise,
  type DocumentProblem,
  dossier,
  downloadDocument,
  type ObtainedPiece,
} from './index.ts';
import { mockEntreprise, type Scenario, scenarios } from './mocks/index.ts';
import { type MockServer, startServer } from './mocks/node.ts';
import { saveDocument } from './node.ts';

const SIREN = '418166096';
let folder: string;
let server: MockServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'apigouv-'));
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

async function setUp(...active: Scenario[]) {
  server = await startServer(mockEntreprise({ scenarios: active }));
  const entreprise = createEntreprise({
    environment: server.url,
    token: 'essai',
    recipient: '21920023500014',
    context: 'Marché public',
    object: 'Marché 2026-127',
  });
  const path = join(folder, 'attestation.pdf');
  const save = (options: Parameters<typeof saveDocument>[2] = {}) =>
    saveDocument(path, (call) => entreprise.dgfip.attestationFiscale({ siren: SIREN }, call), {
      client: entreprise,
      ...options,
    });
  const piece = async () => {
    const pieces = ['attestationFiscale', 'extraitRcs'] as const;
    const { attestationFiscale, extraitRcs } = await dossier(entreprise, '00000010900017', { pieces }).all();
    if (attestationFiscale.status !== 'obtained' || extraitRcs.status !== 'obtained') throw new Error();
    return { attestationFiscale, extraitRcs };
  };
  return { path, save, entreprise, piece };
}

const documents = (times: number) => ({ operation: 'documents', times });

describe('a saved certificate', () => {
  it('is the whole PDF, at the path asked for and nowhere else', async () => {
    const { path, save } = await setUp();
    const { size } = await save();
    const content = await readFile(path);
    expect(content.length).toBe(size);
    expect(content.toString('latin1')).toMatch(/^%PDF-[\s\S]*%%EOF\n$/);
    expect(await readdir(folder)).toEqual(['attestation.pdf']);
  });

  it('replaces the one before, but only when it is whole', async () => {
    const { path, save } = await setUp(scenarios.htmlPage(documents(1)));
    await writeFile(path, 'ancienne');
    await expect(save()).rejects.toMatchObject({ problem: 'not-pdf' satisfies DocumentProblem });
    expect(await readFile(path, 'utf8')).toBe('ancienne');
    await save();
    expect(await readFile(path, 'latin1')).toMatch(/^%PDF-/);
    expect(await readdir(folder)).toEqual(['attestation.pdf']);
  });

  it('is obtained in spite of a dead link, then of a connection cut half-way', async () => {
    const { save } = await setUp(
      scenarios.expiredLink({ times: 1 }),
      scenarios.cutConnection(documents(1)),
      scenarios.cutConnection(documents(1)),
    );
    expect((await save()).size).toBeGreaterThan(500);
  });

  it('leaves no half file when the connection keeps being cut', async () => {
    const { save } = await setUp(scenarios.cutConnection(documents(9)));
    const error = await save().catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ name: 'DocumentError', problem: 'unreachable' });
    expect(JSON.stringify(error)).not.toContain('127.0.0.1');
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves no half file when its caller gives up, or the size is too large', async () => {
    const { save } = await setUp();
    await expect(save({ maxBytes: 100 })).rejects.toMatchObject({ problem: 'too-large' });
    await expect(save({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(folder)).toEqual([]);
  });

  const FILE = 'https://entreprise.api.gouv.fr/proxy/files/a';

  it('waits as it is told before it asks again, and not longer than a caller would', async () => {
    const { path } = await setUp();
    const asked: number[] = [];
    const busy = (retryAfter: string) => async () => {
      asked.push(performance.now());
      if (asked.length > 1) return new Response('%PDF-1.4 %%EOF');
      return new Response('', { status: 503, headers: { 'retry-after': retryAfter } });
    };
    expect((await saveDocument(path, FILE, { fetch: busy('1') })).size).toBe(14);
    expect((asked[1] as number) - (asked[0] as number)).toBeGreaterThan(990);
    for (const [told, timeout] of [
      ['120', 200_000],
      ['2', 1_000],
    ] as const) {
      asked.length = 0;
      const save = saveDocument(path, FILE, { fetch: busy(told), timeout });
      await expect(save).rejects.toMatchObject({ problem: 'unreachable', retryAfter: Number(told) });
      expect(asked).toHaveLength(1);
    }
  });

  it('asks for its answer once, and once more when the link is dead, whatever comes after', async () => {
    const { path } = await setUp();
    let turn = 0;
    const fetch = async () => new Response('', { status: turn++ % 2 ? 500 : 403 });
    const asked: unknown[] = [];
    const source = async (options: object) => {
      asked.push(options);
      return FILE;
    };
    await expect(saveDocument(path, source, { fetch })).rejects.toMatchObject({ problem: 'expired' });
    expect([asked, turn]).toEqual([[{}, { cache: 'no-cache' }], 3]);
  });

  it('is not kept when it came cut and nothing else said so', async () => {
    const { path } = await setUp();
    let turn = 0;
    const fetch = async () => new Response(turn++ ? '%PDF-1.4 entier %%EOF' : '%PDF-1.4 ent');
    await saveDocument(path, FILE, { fetch });
    expect(await readFile(path, 'latin1')).toBe('%PDF-1.4 entier %%EOF');
    const cut = saveDocument(path, FILE, { fetch: async () => new Response('%PDF-1.4 ent') });
    await expect(cut).rejects.toMatchObject({ problem: 'unreachable' });
    expect(await readFile(path, 'latin1')).toBe('%PDF-1.4 entier %%EOF');
  });

  it('says so when the folder does not exist', async () => {
    const { save } = await setUp();
    await rm(folder, { recursive: true });
    await expect(save()).rejects.toMatchObject({ code: 'ENOENT' });
    folder = await mkdtemp(join(tmpdir(), 'apigouv-'));
  });
});

describe('a piece of a dossier', () => {
  it('is saved as it is: neither its client nor what renews its dead link is given again', async () => {
    const { path, piece } = await setUp(scenarios.expiredLink({ times: 1 }));
    const { attestationFiscale } = await piece();
    expect((await saveDocument(path, attestationFiscale)).size).toBeGreaterThan(500);
    expect(await readFile(path, 'latin1')).toMatch(/^%PDF-/);
  });

  it('is streamed in the same way, and so is its document', async () => {
    const { piece } = await setUp(scenarios.expiredLink({ times: 1 }));
    const { attestationFiscale } = await piece();
    for (const source of [attestationFiscale, attestationFiscale.document as { url: string }]) {
      const { stream } = await downloadDocument(source);
      expect(await new Response(stream).text()).toMatch(/^%PDF-/);
    }
  });

  it("of INPI, whose link leads to the file's address, is saved though that link is dead", async () => {
    const { path, entreprise } = await setUp(scenarios.expiredLink({ operation: 'inpi.*', times: 2 }));
    const pieces = ['extraitRne'] as const;
    const { extraitRne } = await dossier(entreprise, '00000010900017', { pieces }).all();
    if (extraitRne.status !== 'obtained') throw new Error();
    expect((await saveDocument(path, extraitRne)).size).toBeGreaterThan(500);
    const answer = await entreprise.inpi.extraitRne({ siren: '000000109' });
    const dead = saveDocument(path, answer, { client: entreprise });
    await expect(dead).rejects.toMatchObject({ problem: 'expired' });
    const fresh = await entreprise.inpi.extraitRne({ siren: '000000109' }, { cache: 'no-cache' });
    expect((await saveDocument(path, fresh, { client: entreprise })).size).toBeGreaterThan(500);
  });

  it('that has no document says so', async () => {
    const { path, piece } = await setUp();
    const { extraitRcs } = await piece();
    await expect(saveDocument(path, extraitRcs)).rejects.toMatchObject({ problem: 'absent' });
  });

  it('stays plain data, whoever shows, copies or records it', async () => {
    const { piece, entreprise } = await setUp();
    const { attestationFiscale } = await piece();
    const { document } = attestationFiscale;
    expect(Object.keys(document ?? {}).sort()).toEqual(['expiresAt', 'url']);
    expect(structuredClone(attestationFiscale)).toEqual(attestationFiscale);
    expect(JSON.parse(JSON.stringify(attestationFiscale))).toEqual(attestationFiscale);
    // Neither does the client that it remembers.
    for (const one of [entreprise, attestationFiscale])
      expect(inspect(one, { showHidden: true, depth: 9 })).not.toContain('essai');
  });

  it('that comes back from a file needs the client, for its address', async () => {
    const { path, piece, entreprise } = await setUp();
    const { attestationFiscale } = await piece();
    const read = JSON.parse(JSON.stringify(attestationFiscale)) as ObtainedPiece<'attestationFiscale'>;
    await expect(saveDocument(path, read)).rejects.toMatchObject({ problem: 'address' });
    expect((await saveDocument(path, read, { client: entreprise })).size).toBeGreaterThan(500);
  });

  it('goes through the client that is given all the same', async () => {
    const { path, piece } = await setUp();
    const { attestationFiscale } = await piece();
    const elsewhere = createEntreprise({ token: 'essai' });
    await expect(saveDocument(path, attestationFiscale, { client: elsewhere })).rejects.toMatchObject({
      problem: 'address',
    });
  });
});

it('a piece that is missing is refused by the compiler', async () => {
  const { path, entreprise } = await setUp(scenarios.missingScope());
  const { extraitRcs } = await dossier(entreprise, '00000010900017', { pieces: ['extraitRcs'] }).all();
  if (extraitRcs.status === 'obtained') throw new Error();
  // @ts-expect-error: there is nothing to save
  await expect(saveDocument(path, extraitRcs)).rejects.toThrow();
});
