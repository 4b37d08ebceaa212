/** Every recorded case, asked through the client with its own parameters, gives its own answer. */
import { ApiError } from '@apigouv/core';
import { describe, expect, it } from 'vitest';
import { mockTable } from './generated/mocks.ts';
import { createEntreprise } from './index.ts';
import { mockEntreprise } from './mocks.ts';

type Method = (params: object) => Promise<{ data: unknown }>;
const mock = mockEntreprise({ quotas: false, documents: false });
const entreprise = createEntreprise({
  environment: 'staging',
  token: 'jeton',
  recipient: '21920023500014',
  context: 'Marché public',
  object: 'Marché 2026-127',
  fetch: mock.asFetch,
  quota: false,
  retries: false,
});

const methodOf = (client: object, id: string): Method =>
  id.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client) as Method;

const camel = (key: string): string =>
  key.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

const rows = Object.entries(mockTable.operations).flatMap(([id, operation]) =>
  operation.cases.map((entry) => [id, entry.nom, entry] as const),
);

describe('recorded cases', () => {
  it('stand for every operation that asks a provider', () => expect(rows.length).toBeGreaterThan(150));

  it.each(rows)('%s › %s', async (id, _, { params, status, reponse, codes }) => {
    const own = Object.fromEntries(Object.entries(params).map(([key, value]) => [camel(key), value]));
    const call = methodOf(entreprise, id)(own);
    if (status < 300) {
      // The list of pings has no envelope.
      const data = Array.isArray(reponse) ? reponse : (reponse as { data: unknown }).data;
      expect((await call).data).toEqual(data);
    } else {
      const error = await call.catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status, code: codes?.[0] });
    }
  });
});
