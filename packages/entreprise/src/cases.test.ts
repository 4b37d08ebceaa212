/** Every recorded case, asked through the client with its own parameters, gives its own answer. */
import { ApiError } from '@apigouv/core';
import { describe, expect, it } from 'vitest';
import { mockTable } from './generated/mocks.ts';
import { createEntreprise, downloadDocument } from './index.ts';
import { mockEntreprise } from './mocks/index.ts';

type Method = (params: object) => Promise<{ data: unknown }>;

const clientOf = (options: { documents: boolean }) =>
  createEntreprise({
    environment: 'staging',
    token: 'jeton',
    recipient: '21920023500014',
    context: 'Marché public',
    object: 'Marché 2026-127',
    fetch: mockEntreprise({ quotas: false, ...options }).asFetch,
    quota: false,
    retries: false,
  });

const methodOf = (client: object, id: string): Method =>
  id.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown>)[name], client) as Method;

const camel = (key: string): string =>
  key.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
const ownParams = (params: object): object =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [camel(key), value]));

const rows = Object.entries(mockTable.operations).flatMap(([id, operation]) =>
  operation.cases.map((entry) => [id, entry.name, entry] as const),
);

/** Every document's address in an answer, those of a provider's own site among them. */
const documentsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? /^https:.*(?:\.pdf$|\/proxy\/)/.test(value)
      ? [value]
      : []
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(documentsIn)
      : [];

describe('recorded documents', () => {
  const client = clientOf({ documents: true });
  const asked = rows.filter(([, , { status, response }]) => status < 300 && documentsIn(response).length > 0);

  it.each(asked)('%s › %s can be downloaded', async (id, _, { params }) => {
    const { data } = await methodOf(client, id)(ownParams(params));
    const addresses = documentsIn(data);
    expect(addresses).not.toEqual([]);
    for (const address of addresses) {
      const { stream } = await downloadDocument(address, { client, hosts: [new URL(address).host] });
      expect(await new Response(stream).text()).toMatch(/^%PDF-/);
    }
  });
});

describe('recorded cases', () => {
  const entreprise = clientOf({ documents: false });

  it('stand for every operation that asks a provider', () => expect(rows.length).toBeGreaterThan(150));

  it.each(rows)('%s › %s', async (id, _, { params, status, response, codes }) => {
    const call = methodOf(entreprise, id)(ownParams(params));
    if (status < 300) {
      // The list of pings has no envelope.
      const data = Array.isArray(response) ? response : (response as { data: unknown }).data;
      expect((await call).data).toEqual(data);
    } else {
      const error = await call.catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ httpStatus: status, code: codes?.[0] });
    }
  });
});
