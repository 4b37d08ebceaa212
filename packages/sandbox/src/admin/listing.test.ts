import { createMock } from '@apigouv/core/mocks';
import { describe, expect, it } from 'vitest';
import { APIS } from '../apis.ts';
import { listOperations, type ShownCase, type ShownOperation } from './listing.ts';

const ORIGIN = 'http://127.0.0.1:3001';
const operations = listOperations(APIS, ORIGIN);
const mock = createMock([...APIS.values()], { quotas: false, examples: ['entreprise'] });

/** As the page asks. */
async function statusOf({ generated }: ShownOperation, { address, headers, citizen }: ShownCase) {
  const response = await mock.fetch(ORIGIN + address, {
    headers: {
      authorization: `Bearer ${(!citizen?.header && citizen?.token) || 'essai'}`,
      ...headers,
      ...(citizen?.header ? { [citizen.header]: citizen.token } : {}),
      ...Object.fromEntries(generated.map((name) => [name, crypto.randomUUID()])),
    },
  });
  return response.status;
}

describe('the operations that the page lists', () => {
  it('are those of every API', () => {
    const paths = new Set(operations.map(({ path }) => path.split('/')[1]));
    expect([...paths]).toEqual([...APIS.keys()]);
  });

  it.each(operations.filter(({ id }) => id !== 'v2.dgfip.avisImposition'))(
    '$id answers each case as it was recorded',
    async (operation) => {
      for (const found of operation.cases) {
        expect([found.title, await statusOf(operation, found)]).toEqual([found.title, found.status]);
      }
    },
  );

  const snippetOf = (id: string) => operations.find((operation) => operation.id === id)?.cases[0]?.snippet;

  it('come with a program', () => {
    expect(
      snippetOf('dss.quotientFamilial.franceConnect'),
    ).toBe(`import { createParticulier } from '@apigouv/particulier';

const client = createParticulier({
  environment: 'http://127.0.0.1:3001/particulier',
  token: 'essai',
  recipient: '21920023500014',
});
const { data } = await client.withFranceConnect('jeanne-roux').dss.quotientFamilial.franceConnect({});`);
    expect(snippetOf('ir.situation.spi')).toMatch(
      /^import \{ createImpotParticulier \}[\s\S]*\{ environment: '[\s\S]*\{ spi: '\d+', annrev: \d+ \}\);$/,
    );
  });
});
