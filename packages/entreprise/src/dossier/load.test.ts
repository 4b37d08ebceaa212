/**
 * A hundred files of twelve pieces at once, over real HTTP, against a server that counts its quotas by itself: nothing it must
 * refuse is sent, nothing is lost, whatever a provider, a link or a connection does.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mockTable } from '../generated/mocks.ts';
import { createEntreprise, dossier, type PieceName, piecesMarchePublic } from '../index.ts';
import { mockEntreprise, scenarios } from '../mocks/index.ts';
import { type MockServer, startServer } from '../mocks/node.ts';
import { saveDocument } from '../node.ts';

/** Five certificates a period, as the API counts them, on a clock of 60 ms a minute. */
const PERIOD_MS = 60;
const PIECES = [...piecesMarchePublic, 'attestationCibtp', 'effectifsAnnuels'] as const satisfies PieceName[];
const FIRMS = 100;
const MODEL = '000000109';

const LIMITS = Object.fromEntries(
  Object.entries(mockTable.limits).map(([group, { limit }]) => [group, [limit, PERIOD_MS / 1000] as const]),
);

/** The model firm's answers, given to any firm. */
const cases = Object.fromEntries(
  Object.entries(mockTable.operations).map(([id, { cases: own }]) => [
    id,
    own
      .filter(({ params, status }) => status === 200 && JSON.stringify(params).includes(MODEL))
      .slice(0, 1)
      .map((entry) => ({ ...entry, params: {} })),
  ]),
);

function luhn(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
const withKey = (digits: string): string => `${digits}${(10 - (luhn(`${digits}0`) % 10)) % 10}`;
const sirets = Array.from({ length: FIRMS }, (_, index) =>
  withKey(`${withKey(String(index + 1000).padStart(8, '0'))}0001`),
);

const counts = { calls: 0, downloads: 0, refused: 0, failures: 0 };
const mock = mockEntreprise({
  quotas: false,
  cases,
  scenarios: [
    scenarios.expiredLink({ operation: 'dgfip.attestationFiscale', times: 1 }),
    scenarios.cutConnection({ operation: 'infogreffe.extraitRcs', times: 1 }),
    scenarios.cutConnection({ operation: 'documents', times: 1 }),
  ],
});

const sent = new Map<string, number[]>();

/** Counts a call in its group's sliding period; true when the real API would refuse it. */
function isOverQuota(path: string): boolean {
  const found = Object.entries(mockTable.operations).find(([, { path: template }]) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const [id, { group = '' }] = found ?? ['', {}];
  const { limit, perOperation } = mockTable.limits[group] ?? { limit: Infinity };
  const now = performance.now();
  const key = perOperation ? id : group;
  const recent = (sent.get(key) ?? []).filter((time) => now - time < PERIOD_MS - 1);
  sent.set(key, [...recent, now]);
  return recent.length >= limit;
}

let urssaf = 0;
const refusal = (status: number, code: string) => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify({ errors: [{ code, title: '', detail: '' }] }),
});

const strict: typeof mock.handle = async (request) => {
  const { pathname } = request.url;
  if (/^\/(?:siade|proxy)\//.test(pathname)) {
    counts.downloads++;
    return mock.handle(request);
  }
  counts.calls++;
  if (isOverQuota(pathname)) {
    counts.refused++;
    return refusal(429, '00429');
  }
  if (pathname.includes('/urssaf/') && ++urssaf % 5 === 0) {
    counts.failures++;
    return refusal(502, '04001');
  }
  return mock.handle(request);
};

let server: MockServer;
let folder: string;
beforeAll(async () => {
  server = await startServer({ handle: strict });
  folder = await mkdtemp(join(tmpdir(), 'apigouv-'));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it('a hundred files of twelve pieces: all complete, none refused, none lost', {
  timeout: 180_000,
}, async () => {
  const entreprise = createEntreprise({
    environment: server.url,
    token: 'essai',
    recipient: '21920023500014',
    context: 'Marché public',
    object: 'Marché 2026-127',
    // Nor is the ceiling of an address, whose minute has not its 60 ms.
    quota: { limits: LIMITS, addressLimit: false },
    // A machine too busy to answer in time is not what is tried here: its retries would add to the outage's.
    timeout: { attempt: 120_000 },
  });
  const start = performance.now();
  const statuses: Record<string, number> = {};
  let documents = 0;
  await Promise.all(
    sirets.map(async (siret) => {
      for await (const result of dossier(entreprise, siret, { pieces: PIECES, year: 2025 })) {
        statuses[result.status] = (statuses[result.status] ?? 0) + 1;
        if (result.status !== 'obtained' || !result.document) continue;
        documents++;
        await saveDocument(join(folder, `${siret}-${result.piece}.pdf`), result.document, {
          client: entreprise,
        });
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  console.log(JSON.stringify({ ...counts, ...statuses, documents, seconds: +seconds.toFixed(1) }));
  expect(counts.refused).toBe(0);
  // No firm of this test is an association.
  expect(statuses).toEqual({ obtained: 11 * FIRMS, 'not-held': FIRMS });
  expect(documents).toBe(4 * FIRMS);
  const saved = await readdir(folder);
  expect(saved.filter((name) => name.endsWith('.pdf'))).toHaveLength(4 * FIRMS);
  expect(saved).toHaveLength(4 * FIRMS);
  expect(counts.failures).toBeGreaterThan(20);
  // One dead link and one cut download, each asked for once more; INPI's extract takes two hops.
  expect(counts.downloads).toBe(5 * FIRMS + 2);
});
