/** Every recorded case, asked through the client with its own parameters, gives its own answer. */
import { ApiError } from '@apigouv/core';
import type { Route } from '@apigouv/core/internal';
import { describe, expect, it } from 'vitest';
import { mockTable } from './generated/mocks.ts';
import { definition } from './generated/routes.ts';
import { createParticulier } from './index.ts';
import { mockParticulier } from './mocks/index.ts';

type Method = (params: object) => Promise<{ data: unknown }>;
// A day when the recorded months can still be asked for, and the recorded young people are of age.
const mock = mockParticulier({ quotas: false, now: () => Date.UTC(2026, 10, 27) });
const options = {
  token: 'jeton',
  recipient: '13002526500013',
  fetch: mock.asFetch,
  quota: false,
  retries: false,
} as const;

const methodOf = (client: object, id: string): Method =>
  id.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client) as Method;

// A vehicle is found by its plate, whoever asks.
const ANYBODY = 'jeanne-roux';

const rows = Object.entries(mockTable.operations).flatMap(([id, operation]) =>
  operation.cases.map((entry) => [id, entry.name, entry] as const),
);

describe('recorded cases', () => {
  it('stand for every operation that asks a provider', () => expect(rows.length).toBeGreaterThan(200));

  it.each(rows)('%s › %s', async (id, _, { usager = ANYBODY, params, status, response, codes }) => {
    const { params: declared, citizen, bare } = definition.routes[id] as Route;
    const base = createParticulier(options);
    const own = Object.fromEntries(
      declared.flatMap(({ key, name = key }) => {
        const value = params[name] ?? params[key];
        return value === undefined ? [] : [[key, value]];
      }),
    );
    const call = methodOf(citizen ? base.withFranceConnect(usager) : base, id)(own);
    if (status < 300 && !citizen) {
      const { data } = await call;
      expect(data).toEqual(bare ? response : (response as { data: unknown }).data);
    } else if (status < 300) {
      // Identity blocks never come back through FranceConnect: what is left must be the case's.
      const { data } = await call;
      expect((response as { data: object }).data).toMatchObject(data as object);
    } else {
      const error = await call.catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ httpStatus: status, code: codes?.[0] });
    }
  });
});
