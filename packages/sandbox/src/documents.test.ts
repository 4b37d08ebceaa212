/** Every document of every recorded answer, over HTTP, through the hops and the lifetimes that the platform gives it. */

import { scenarios } from '@apigouv/core/mocks';
import { createEntreprise, downloadDocument } from '@apigouv/entreprise';
import { mockTable } from '@apigouv/entreprise/mocks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sandbox, startSandbox } from './index.ts';
import { closing } from './testing.ts';

type Method = (params: object, options: { cache?: 'no-cache' }) => Promise<{ data: unknown }>;
type Path = readonly (string | number)[];

const HALF_PAST_MIDNIGHT = Date.parse('2026-11-24T00:30:00+01:00');
// Not the address of an operation.
const RECORDED = /^https:\/\/entreprise\.api\.gouv\.fr\/(?!v\d\/)/;

/** Where the documents of a recorded answer are. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return RECORDED.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]));
}

const at = (value: unknown, path: Path): string =>
  path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], value) as string;

const camel = (key: string): string =>
  key.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

const operations = Object.entries(mockTable.operations).filter(
  ([, { documentTtl }]) => documentTtl !== undefined,
);
const rows = operations.flatMap(([id, operation]) =>
  operation.cases.flatMap(({ name, params, status, response }) =>
    status === 200
      ? pathsIn((response as { data: unknown }).data).map(
          (path) => [id, name, path.join('.'), { operation, params, path }] as const,
        )
      : [],
  ),
);
type Row = (typeof rows)[number][3];

let sandbox: Sandbox;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: HALF_PAST_MIDNIGHT });
  sandbox = await startSandbox({ port: 0 });
  closing(() => sandbox.close());
});
afterEach(() => void vi.useRealTimers());

function setUp(id: string, { params, path, operation }: Row) {
  const client = createEntreprise({
    environment: sandbox.apis.entreprise as string,
    token: 'essai',
    recipient: '21920023500014',
    context: 'Marché public',
    object: 'Marché 2026-127',
    quota: false,
  });
  const method = id
    .split('.')
    .reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client) as Method;
  const own = Object.fromEntries(Object.entries(params).map(([key, value]) => [camel(key), value]));
  const ask = async (options: { cache?: 'no-cache' }) => at((await method(own, options)).data, path);
  const read = async () => {
    const { stream } = await downloadDocument(ask, { client });
    return new Response(stream).text();
  };
  /** Statuses of the hops so far. */
  const hops = () =>
    sandbox.mock.calls.filter((call) => call.operation === 'documents').map(({ status }) => status);
  const whole = operation.documentPlace === 'relay' ? [200, 200] : [200];
  const dead = operation.documentPlace === 'relay' ? 410 : 404;
  return { ask, read, hops, whole, dead };
}

it('every operation that gives a document is recorded with one', () => {
  expect(new Set(rows.map(([id]) => id))).toEqual(new Set(operations.map(([id]) => id)));
});

describe('the document of a recorded answer', () => {
  it.each(rows)('%s › %s › %s downloads through all its hops', async (id, _name, _path, row) => {
    const { read, hops, whole } = setUp(id, row);
    expect(await read()).toMatch(/^%PDF-/);
    expect(hops()).toEqual(whole);
  });

  it.each(rows)('%s › %s › %s downloads though its first link is dead', async (id, _name, _path, row) => {
    sandbox.mock.use(scenarios.expiredLink({ operation: id, times: 1 }));
    const { read, hops, whole, dead } = setUp(id, row);
    expect(await read()).toMatch(/^%PDF-/);
    expect(hops()).toEqual([dead, ...whole]);
  });
});

describe('the document of an answer that the cache kept to its last second', () => {
  const kept = rows.filter(([, , , { operation }]) => secondsKept(operation) !== undefined);
  const outlived: string[] = [];

  it.each(kept)('%s › %s › %s downloads, its link alive or dead', async (id, _name, _path, row) => {
    const { ask, read, hops, whole, dead } = setUp(id, row);
    const first = await ask({});
    const seconds = (secondsKept(row.operation) ?? 0) - 1;
    vi.setSystemTime(HALF_PAST_MIDNIGHT + seconds * 1000);
    // The proxy's links are made at each answer, and never reach their end in the cache.
    const isDead = row.operation.documentPlace !== 'proxy' && seconds >= (row.operation.documentTtl ?? 0);
    expect((await ask({})) === first).toBe(row.operation.documentPlace !== 'proxy');
    expect(await read()).toMatch(/^%PDF-/);
    expect(hops()).toEqual(isDead ? [dead, ...whole] : whole);
    if (isDead) outlived.push(id);
  });

  it('dead: those that production keeps longer than their link', () => {
    expect([...new Set(outlived)].sort()).toEqual([
      'dgfip.attestationFiscale',
      'inpi.extraitRne',
      'urssaf.attestationVigilance',
      'v3.dgfip.attestationFiscale',
      'v3.urssaf.attestationVigilance',
    ]);
  });
});

function secondsKept({ cacheTtl, cacheUntil }: Row['operation']): number | undefined {
  return cacheUntil === undefined ? cacheTtl : (23.5 + cacheUntil) * 3600;
}
