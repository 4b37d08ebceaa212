import { describe, expect, it } from 'vitest';
import { sirenFormat } from '../../identifiers/checks.ts';
import { createMock } from '../engine.ts';
import type { MockOptions } from '../options.ts';
import { scenarios } from '../scenarios/constructors.ts';
import type { MockOperation, MockTable } from '../table/types.ts';
import { pdf } from './pdf.ts';

const HOST = 'https://entreprise.test';
const tableOf = (attestation: Partial<MockOperation>): MockTable => ({
  name: 'API Entreprise',
  hosts: [HOST],
  limits: {},
  scopes: [],
  usagers: {},
  operations: {
    attestation: {
      path: '/v4/attestations/{siren}',
      params: [{ key: 'siren', in: 'path', required: true, format: sirenFormat }],
      cacheTtl: 86_400,
      documentTtl: 3600,
      cases: [
        {
          name: 'attestation',
          params: {},
          status: 200,
          response: {
            data: {
              document_url: `${HOST}/files/attestation.pdf`,
              pieces: [
                { url: `${HOST}/url-document` },
                { url: 'https://ailleurs.test/statuts.pdf' },
                { url: null },
              ],
              siege: `${HOST}/v4/attestations/418166096`,
            },
          },
        },
      ],
      ...attestation,
    },
  },
});

interface Body {
  data: { document_url: string; pieces: { url: string | null }[]; siege: string };
}

async function setUp(options: MockOptions = {}, attestation: Partial<MockOperation> = {}) {
  const clock = { time: Date.UTC(2026, 10, 24) };
  const mock = createMock(tableOf(attestation), { now: () => clock.time, ...options });
  const ask = async (headers: Record<string, string> = {}, origin = HOST): Promise<Body['data']> => {
    const url = `${origin}/v4/attestations/418166096`;
    const response = await mock.fetch(url, { headers: { authorization: 'Bearer essai', ...headers } });
    return ((await response.json()) as Body).data;
  };
  const download = (url: string): Promise<Response> => mock.fetch(url);
  return { clock, mock, ask, download };
}

describe('a document on its provider’s own site', () => {
  it('downloads too, and its link does not die', async () => {
    const { clock, download } = await setUp();
    clock.time += 10 * 86_400_000;
    const response = await download('https://qualibat.example/certificats/E112379.pdf');
    expect(response.headers.get('Content-Type')).toBe('application/pdf');
    expect((await response.text()).slice(0, 5)).toBe('%PDF-');
  });

  it('is served on reserved names alone', async () => {
    const { download } = await setUp();
    expect((await download('https://qualibat.com/certificats/E112379.pdf')).status).toBe(404);
    expect((await download('https://opqibi.example/fiche/1777')).status).toBe(404);
  });
});

describe('the documents of an answer', () => {
  it('download as a PDF, without a token', async () => {
    const { ask, download } = await setUp();
    const response = await download((await ask()).document_url);
    const text = await response.text();
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-length')).toBe(String(text.length));
    expect(text.startsWith('%PDF-')).toBe(true);
  });

  it('are those of the API alone: what leads elsewhere, or to an operation, stays as recorded', async () => {
    const { ask } = await setUp();
    const { pieces, siege } = await ask();
    expect(pieces[0]?.url).toMatch(/\/siade\/[0-9a-f]+-[0-9a-f]+-url-document\.pdf$/);
    expect(pieces.slice(1)).toEqual([{ url: 'https://ailleurs.test/statuts.pdf' }, { url: null }]);
    expect(siege).toBe(`${HOST}/v4/attestations/418166096`);
  });

  it('are served where the request was', async () => {
    const { ask } = await setUp();
    const { document_url } = await ask({}, 'http://127.0.0.1:3001');
    expect(document_url).toMatch(/^http:\/\/127\.0\.0\.1:3001\/siade\//);
  });

  it('die when their time has come, and a cached answer carries the dead link', async () => {
    const { clock, ask, download } = await setUp();
    const first = (await ask()).document_url;
    clock.time += 3_601_000;
    const refused = await download(first);
    expect(refused.status).toBe(404);
    expect(refused.headers.get('content-type')).toBe('application/xml');
    expect((await ask()).document_url).toBe(first);
    const fresh = (await ask({ 'cache-control': 'no-cache' })).document_url;
    expect((await download(fresh)).status).toBe(200);
  });

  it('behind a relay are not at its link, whose own lifetime is shorter than the cache', async () => {
    const { clock, ask, download } = await setUp({}, { documentPlace: 'relay' });
    const link = (await ask()).document_url;
    const relay = await download(link);
    expect(relay.headers.get('content-type')).toBe('application/json');
    const { data } = (await relay.json()) as { data: { document_url: string; expires_in: number } };
    expect(data.expires_in).toBe(86_400);
    expect((await (await download(data.document_url)).text()).slice(0, 5)).toBe('%PDF-');
    clock.time += 3_601_000;
    const refused = await download(link);
    expect(refused.status).toBe(410);
    expect(await refused.json()).toMatchObject({ errors: [{ code: '00403' }] });
    expect((await ask()).document_url).toBe(link);
    // The file outlives the link that led to it, but not the day.
    expect((await download(data.document_url)).status).toBe(200);
    clock.time += 86_400_000;
    const dead = await download(data.document_url);
    expect([dead.status, dead.headers.get('content-type')]).toEqual([404, 'application/json']);
  });

  it('behind the proxy are linked anew by each answer, cached or not', async () => {
    const { clock, ask, download } = await setUp({}, { documentPlace: 'proxy' });
    const first = (await ask()).document_url;
    clock.time += 3_601_000;
    expect((await download(first)).status).toBe(404);
    expect((await download((await ask()).document_url)).status).toBe(200);
  });

  it('are refused at a link that the platform never made', async () => {
    const { download } = await setUp();
    expect((await download(`${HOST}/proxy/files/8f1c0a2e-6b34-4d95-9f77-2c5a1e0b7d43`)).status).toBe(404);
    expect((await download(`${HOST}/proxy/inpi/download/inconnu`)).status).toBe(422);
  });

  it.each([
    ['8 a.m.', 8, Date.UTC(2026, 10, 25, 7)],
    ['the end of the day', 0, Date.UTC(2026, 10, 24, 23)],
  ])('are kept with their answer until %s, in Paris', async (_, cacheUntil, end) => {
    const { clock, ask } = await setUp({}, { cacheUntil });
    const first = (await ask()).document_url;
    clock.time = end - 1000;
    expect((await ask()).document_url).toBe(first);
    clock.time = end;
    expect((await ask()).document_url).not.toBe(first);
  });

  it('are born dead under the scenario, until asked for without cache', async () => {
    const { ask, download } = await setUp({ scenarios: [scenarios.expiredLink({ times: 1 })] });
    expect((await download((await ask()).document_url)).status).toBe(404);
    const fresh = (await ask({ 'cache-control': 'no-cache' })).document_url;
    expect((await download(fresh)).status).toBe(200);
  });

  it('can break off, or be a page of HTML', async () => {
    const only = { operation: 'documents', times: 1 };
    const { ask, download } = await setUp({
      scenarios: [scenarios.cutConnection(only), scenarios.htmlPage(only)],
    });
    const { document_url } = await ask();
    await expect((await download(document_url)).text()).rejects.toThrow(TypeError);
    expect(await (await download(document_url)).text()).toContain('<html');
  });

  it('stay as recorded when told so', async () => {
    const { ask } = await setUp({ documents: false });
    expect((await ask()).document_url).toBe(`${HOST}/files/attestation.pdf`);
  });
});

describe('a test document', () => {
  it('has a cross-reference table that leads to each object', () => {
    const text = pdf(['Société (fictive) à l’essai']);
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n /gm)].map(([, offset]) =>
      Number(offset),
    );
    expect(offsets.map((offset) => text.slice(offset, offset + 7))).toEqual(
      offsets.map((_, index) => `${index + 1} 0 obj`),
    );
    const [, length, stream] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? [];
    expect(stream?.length).toBe(Number(length));
    expect(stream).toContain('(Soci\\351t\\351 \\(fictive\\) \\340 l?essai)');
  });
});
