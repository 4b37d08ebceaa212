import { getEventListeners } from 'node:events';
import { ApiError, type QuotaStore, type Turn } from '@apigouv/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AttestationFiscale, ExtraitRcs } from '../generated/types.ts';
import {
  createEntreprise,
  dossier,
  downloadDocument,
  type PieceResult,
  piecesAide,
  piecesMarchePublic,
} from '../index.ts';
import { mockEntreprise, type Scenario, scenarios } from '../mocks/index.ts';

/** Fictional building firm that the test data knows in full. */
const SIRET = '00000010900017';
const UNKNOWN = '40400000200018';

const SETTINGS = {
  token: 'essai',
  recipient: '21920023500014',
  context: 'Marché public',
  object: 'Marché 2026-127',
  retries: false,
} as const;

function setUp(...active: Scenario[]) {
  const mock = mockEntreprise({ scenarios: active });
  const client = createEntreprise({ ...SETTINGS, fetch: mock.asFetch });
  return { client, mock };
}

async function read<K extends PieceResult>(results: AsyncIterable<K>): Promise<K[]> {
  const list: K[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe("a firm's file", () => {
  it('holds every piece recommended for a bid, each typed, with its document', async () => {
    const { client } = setUp();
    const results = await dossier(client, SIRET, { pieces: piecesMarchePublic }).all();
    const { attestationFiscale, extraitRcs } = results;
    expect(Object.keys(results).sort()).toEqual([...piecesMarchePublic].sort());
    if (attestationFiscale.status !== 'obtained' || extraitRcs.status !== 'obtained') throw new Error();
    expectTypeOf(attestationFiscale.data).toEqualTypeOf<AttestationFiscale>();
    expectTypeOf(extraitRcs.data).toEqualTypeOf<ExtraitRcs>();
    expect(Date.parse(attestationFiscale.document?.expiresAt ?? '')).toBeGreaterThan(Date.now());
    expect(extraitRcs.document).toBeUndefined();
  });

  it('keeps to the part of the quota, and to the priority, that a batch gives it', async () => {
    const turns: Turn[] = [];
    const store: QuotaStore = {
      take(turn) {
        turns.push(turn);
        return 0;
      },
      release() {},
    };
    const client = createEntreprise({ ...SETTINGS, fetch: mockEntreprise().asFetch, quota: { store } });
    const pieces = ['etablissement', 'attestationVigilance'] as const;
    await dossier(client, SIRET, { pieces, priority: 'low', share: 0.5 }).all();
    expect(turns.map(({ low, share }) => ({ low, share }))).toEqual([
      { low: true, share: 0.5 },
      { low: true, share: 0.5 },
    ]);
  });

  it('asks for the year of yearly pieces, last year by default', async () => {
    const { client, mock } = setUp();
    await dossier(client, SIRET, { pieces: ['effectifsAnnuels'], year: 2024 }).all();
    expect(mock.calls.at(-1)).toMatchObject({ operation: 'gipMds.effectifsAnnuels', status: 200 });
    const { effectifsAnnuels } = await dossier(client, SIRET, {
      pieces: ['effectifsAnnuels'],
      year: 1999,
    }).all();
    expect(effectifsAnnuels.status).toBe('not-held');
  });

  it.each([
    ['not-held', scenarios.error({ code: '04003' }), undefined],
    ['refused', scenarios.error({ code: '04503' }), undefined],
    ['refused', scenarios.error({ code: '02502' }), undefined],
    ['refused', scenarios.error({ code: '38422' }), undefined],
    ['legally-closed', scenarios.error({ code: '04005' }), undefined],
    ['not-allowed', scenarios.missingScope(), undefined],
    ['provider-down', scenarios.maintenance({ retryIn: 5400 }), 5400],
    ['provider-down', scenarios.error({ code: '04999' }), undefined],
    ['later', scenarios.manualReview(), 172_800],
    ['later', scenarios.error({ code: '04502' }), undefined],
    ['later', scenarios.htmlPage(), undefined],
    ['failed', scenarios.expiredToken(), undefined],
  ] as const)('says why a piece is missing: %s (%o)', async (status, scenario, seconds) => {
    const { client } = setUp({ ...scenario, operation: 'urssaf.*' });
    const pieces = ['attestationFiscale', 'attestationVigilance'] as const;
    const start = Date.now();
    const { attestationFiscale, attestationVigilance: piece } = await dossier(client, SIRET, {
      pieces,
    }).all();
    expect(attestationFiscale.status).toBe('obtained');
    expect(piece.status).toBe(status);
    if (piece.status === 'obtained') throw new Error();
    expect(piece.userMessage).toMatch(/\.$/);
    if (seconds === undefined) expect(piece.retryAt).toBeUndefined();
    else expect(Math.abs(Date.parse(piece.retryAt ?? '') - start - seconds * 1000)).toBeLessThan(5000);
  });

  it('gets a piece in spite of an outage of a moment', async () => {
    const { client } = setUp(scenarios.outage({ operation: 'urssaf.*', times: 1 }));
    const { attestationVigilance } = await dossier(client, SIRET, { pieces: ['attestationVigilance'] }).all();
    expect(attestationVigilance.status).toBe('obtained');
  });

  it('yields each piece as it lands', async () => {
    const { client } = setUp(scenarios.slow({ operation: 'dgfip.attestationFiscale', ms: 40 }));
    const pieces = ['attestationFiscale', 'extraitRcs'] as const;
    const landed = await read(dossier(client, SIRET, { pieces }));
    expect(landed.map(({ piece }) => piece)).toEqual(['extraitRcs', 'attestationFiscale']);
  });

  it('keeps its deadline, and says what is left to ask', async () => {
    const { client } = setUp(scenarios.hang({ operation: 'urssaf.*' }));
    const pieces = ['attestationVigilance', 'extraitRcs'] as const;
    const results = await dossier(client, SIRET, { pieces, timeout: 50 }).all();
    expect(results.extraitRcs.status).toBe('obtained');
    expect(results.attestationVigilance.status).toBe('later');
  });
});

describe('an answer that makes no sense', () => {
  const json = (body: unknown, status = 200, headers = {}) =>
    new Response(JSON.stringify(body), { status, headers });
  const document = (document_url_expires_in: unknown) =>
    json({ data: { document_url: 'https://a.example/b.pdf', document_url_expires_in }, links: {}, meta: {} });
  const coded = (...errors: object[]) => json({ errors }, 502);

  it.each<[string, () => Response, string]>([
    ['no data', () => json({ data: null, links: {}, meta: {} }), 'later'],
    ['a text for data', () => json({ data: 'x', links: {}, meta: {} }), 'later'],
    ['a link that lives for ever', () => document(1e300), 'obtained'],
    ['a link that dies before the world was made', () => document(-1e300), 'obtained'],
    ['a lifetime that is no number', () => document({}), 'obtained'],
    ['a date out of all calendars', () => json({}, 503, { 'retry-after': '9e12' }), 'provider-down'],
    ['a quota out of all calendars', () => json({}, 429, { 'retry-after': '9e12' }), 'later'],
    [
      'a delay out of all calendars',
      () => coded({ code: '04008', meta: { retry_in: 1e300 } }),
      'provider-down',
    ],
    ['a code that is an object', () => coded({ code: {} }, { code: { toString: 1 } }), 'provider-down'],
  ])('costs no more than its piece: %s', async (_, odd, status) => {
    const { mock } = setUp();
    const fetch: typeof globalThis.fetch = async (url, init) =>
      String(url).includes('/urssaf/') ? odd() : mock.asFetch(url, init);
    const pieces = ['attestationVigilance', 'extraitRcs'] as const;
    const odder = createEntreprise({ ...SETTINGS, fetch });
    const { attestationVigilance: piece, extraitRcs } = await dossier(odder, SIRET, { pieces }).all();
    expect([piece.status, extraitRcs.status]).toEqual([status, 'obtained']);
    const told = piece.status === 'obtained' ? piece.document?.expiresAt : piece.retryAt;
    expect(told).toBeUndefined();
  });
});

it('a delay that is over is told as it was given', async () => {
  const { client } = setUp(scenarios.hang());
  const { extraitRcs } = await dossier(client, SIRET, { pieces: ['extraitRcs'], timeout: 40 }).all();
  const message = expect.stringContaining('40 ms');
  expect(extraitRcs).toMatchObject({ error: { name: 'TimeoutError', message } });
});

it('a signal governs any number of pieces with one listener, and none is left', async () => {
  const { client } = setUp(scenarios.slow({ ms: 20 }));
  const { signal } = new AbortController();
  const all = dossier(client, SIRET, { pieces: piecesAide, signal }).all();
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  await all;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

describe('a file taken up again', () => {
  it('asks only for what is missing, even after a trip through JSON', async () => {
    const { client, mock } = setUp(scenarios.maintenance({ operation: 'urssaf.*', times: 1 }));
    const pieces = ['attestationFiscale', 'attestationVigilance'] as const;
    const first = await read(dossier(client, SIRET, { pieces }));
    const previous = JSON.parse(JSON.stringify(first)) as PieceResult[];
    const before = mock.calls.length;
    const second = await dossier(client, SIRET, { pieces, previous }).all();
    expect(mock.calls.slice(before).map(({ operation }) => operation)).toEqual([
      'urssaf.attestationVigilance',
    ]);
    expect(second.attestationVigilance.status).toBe('obtained');
    expect(second.attestationFiscale).toMatchObject({
      obtainedAt: first.find(({ piece }) => piece === 'attestationFiscale')?.status && expect.any(String),
      status: 'obtained',
    });
  });

  it('can still renew the dead link of a piece obtained before', async () => {
    const { client, mock } = setUp(scenarios.expiredLink({ times: 1 }));
    const pieces = ['attestationFiscale'] as const;
    const previous = JSON.parse(
      JSON.stringify(await read(dossier(client, SIRET, { pieces }))),
    ) as PieceResult[];
    const { attestationFiscale } = await dossier(client, SIRET, { pieces, previous }).all();
    if (attestationFiscale.status !== 'obtained' || !attestationFiscale.document) throw new Error();
    const { stream } = await downloadDocument(attestationFiscale.document, { client });
    expect(await new Response(stream).text()).toMatch(/^%PDF/);
    expect(mock.calls.map(({ status }) => status)).toEqual([200, 404, 200, 200]);
  });

  it("refuses another firm's pieces", async () => {
    const { client } = setUp();
    const pieces = ['extraitRcs'] as const;
    const previous = await read(dossier(client, SIRET, { pieces }));
    expect(() => dossier(client, UNKNOWN, { pieces, previous })).toThrow(/previous/);
  });
});

describe('a wrong call', () => {
  it('fails before anything is sent, without repeating the value', () => {
    const { client, mock } = setUp();
    expect(() => dossier(client, '00000010900018', { pieces: piecesAide })).toThrow(/siret/i);
    expect(() => dossier(client, '00000010900018', { pieces: piecesAide })).not.toThrow(/00000010900018/);
    expect(mock.calls).toEqual([]);
  });

  it.each([0, -1, Number.NaN])('fails at once when its delay is %d', (timeout) => {
    const { client } = setUp();
    expect(() => dossier(client, SIRET, { pieces: piecesAide, timeout })).toThrow('timeout');
  });

  it('stops the whole file when each piece would meet the same', async () => {
    const { client } = setUp();
    const wrong = dossier(client, SIRET, { pieces: ['effectifsAnnuels', 'extraitRcs'], year: 12 });
    await expect(wrong.all()).rejects.toMatchObject({ name: 'InvalidParameterError' });
  });

  it('is refused by the compiler when the context is not on the client, or the piece is unknown', () => {
    const bare = createEntreprise({ token: 'essai' });
    const { client } = setUp();
    // @ts-expect-error: recipient, context and object are missing
    expect(() => dossier(bare, SIRET, { pieces: ['extraitRcs'] })).not.toThrow();
    // @ts-expect-error: no such piece
    expect(() => dossier(client, SIRET, { pieces: ['kbis'] })).not.toThrow();
  });
});

describe('a caller that stops', () => {
  it('gives up what is still running', async () => {
    const { client, mock } = setUp(scenarios.hang({ operation: 'urssaf.*' }));
    const pieces = ['attestationVigilance', 'extraitRcs'] as const;
    for await (const { piece } of dossier(client, SIRET, { pieces })) {
      expect(piece).toBe('extraitRcs');
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(mock.calls.find(({ operation }) => operation === 'urssaf.attestationVigilance')?.status).toBe(0);
  });

  it('gets its own reason', async () => {
    const { client } = setUp(scenarios.hang());
    const controller = new AbortController();
    const all = dossier(client, SIRET, { pieces: ['extraitRcs'], signal: controller.signal }).all();
    controller.abort(new Error('fermé'));
    await expect(all).rejects.toThrow('fermé');
  });

  it('sees no personal data in what is missing', async () => {
    const { client } = setUp();
    const { extraitRcs } = await dossier(client, UNKNOWN, { pieces: ['extraitRcs'] }).all();
    if (extraitRcs.status === 'obtained') throw new Error();
    expect(extraitRcs.error).toBeInstanceOf(ApiError);
    expect(JSON.stringify(extraitRcs.error)).not.toContain(UNKNOWN.slice(0, 9));
  });
});
