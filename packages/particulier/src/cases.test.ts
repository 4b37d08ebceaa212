/** Every recorded case, asked through the client with its own parameters, gives its own answer. */
import { ApiError } from '@apigouv/core';
import { describe, expect, it } from 'vitest';
import { mockTable } from './generated/mocks.ts';
import { definition } from './generated/routes.ts';
import { createParticulier } from './index.ts';
import { mockParticulier } from './mocks/index.ts';

type Method = (params: object) => Promise<{ data: unknown }>;
const mock = mockParticulier({ quotas: false });
const options = {
  token: 'jeton',
  recipient: '13002526500013',
  fetch: mock.asFetch,
  quota: false,
  retries: false,
} as const;

const methodOf = (client: object, id: string): Method =>
  id.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client) as Method;

/** The citizen whose identity a FranceConnect case tells of. */
const citizenOf = (params: Readonly<Record<string, unknown>>): string | undefined =>
  Object.entries(mockTable.usagers).find(
    ([, { identite }]) =>
      'nomNaissance' in params &&
      Object.entries(identite).every(([key, value]) => `${params[key]}` === `${value}`),
  )?.[0] ?? Object.keys(mockTable.usagers)[0];

const rows = Object.entries(mockTable.operations).flatMap(([id, operation]) =>
  operation.cases.map((entry) => [id, entry.nom, entry] as const),
);

describe('recorded cases', () => {
  it('stand for every operation that asks a provider', () => expect(rows.length).toBeGreaterThan(200));

  it.each(rows)('%s › %s', async (id, _, { params, status, reponse, codes }) => {
    const [, text, , flags = ''] = definition.routes[id] ?? [];
    const citizen = flags.includes('f') ? (citizenOf(params) as string) : undefined;
    const base = createParticulier(options);
    const own = Object.fromEntries(
      Object.entries(params)
        .map(
          ([key, value]) =>
            [key.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase()), value] as const,
        )
        .filter(
          ([key]) =>
            new RegExp(`(^|[ *@])${key}\\b`).test(text ?? '') ||
            definition.routes[id]?.[0].includes(`{${key}}`),
        ),
    );
    const call = methodOf(citizen ? base.withFranceConnect(citizen) : base, id)(own);
    if (status < 300 && citizen === undefined) {
      const { data } = await call;
      expect(data).toEqual(flags.includes('b') ? reponse : (reponse as { data: unknown }).data);
    } else if (status < 300) {
      // Identity blocks never come back through FranceConnect: what is left must be the case's.
      const { data } = await call;
      expect((reponse as { data: object }).data).toMatchObject(data as object);
    } else {
      const error = await call.catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ httpStatus: status, code: codes?.[0] });
    }
  });
});
