/** Every recorded case, asked through the client with its own parameters, gives its own answer. */
import { ApiError } from '@apigouv/core';
import { describe, expect, it } from 'vitest';
import { mockTable } from './generated/mocks.ts';
import { createImpotParticulier } from './index.ts';
import { mockImpotParticulier } from './mocks/index.ts';

type Method = (params: object) => Promise<{ data: unknown }>;
const impot = createImpotParticulier({
  environment: 'https://passerelle.example/impotparticulier/1.0',
  token: 'jeton',
  idTeleservice: 'essai',
  fetch: mockImpotParticulier().asFetch,
  retries: false,
});

const methodOf = (client: object, id: string): Method =>
  id.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client) as Method;

// A refusal names only what causes it: the rest of its path is anybody's.
const ANY: Record<string, unknown> = { spi: '1111111111111', annrev: 2021, departement: '75', bareme: 2022 };

const rows = Object.entries(mockTable.operations).flatMap(([id, operation]) =>
  operation.cases.map((entry) => [id, entry.name, operation, entry] as const),
);

describe('recorded cases', () => {
  it('stand for every operation', () => {
    expect(new Set(rows.map(([id]) => id)).size).toBe(15);
    expect(rows.length).toBeGreaterThan(140);
  });

  it.each(rows)('%s › %s', async (id, _, { path, citizen }, entry) => {
    const { usager = 'personne', params, status, response, codes } = entry;
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const own = Object.fromEntries(wanted.map((name) => [name, params[name] ?? ANY[name]]));
    const client = citizen ? impot.withFranceConnect(usager) : impot;
    const call = methodOf(client, id)(own);
    if (status < 300) {
      expect((await call).data).toEqual(response);
      return;
    }
    const error = await call.catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      httpStatus: status,
      operation: id,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect((error as ApiError).code).toBe(codes?.[0]);
  });
});
