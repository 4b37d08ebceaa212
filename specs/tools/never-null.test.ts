import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildApi } from './api.ts';
import type { Document, Schema } from './model.ts';
import { checkNeverNull, neverNullFields } from './never-null.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { document } = await buildApi(root, 'entreprise');

const answering = (path: string, siren: Schema): Document =>
  ({
    info: {},
    paths: {
      [path]: {
        get: {
          operationId: 'a.b',
          responses: {
            '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } },
          },
        },
      },
    },
    components: { schemas: { A: { type: 'object', properties: { siren } } } },
  }) as unknown as Document;

const reason = 'le chemin demande {siren}';

it('is counted, field by field', () => {
  expect(
    neverNullFields(document)
      .map(({ path, field }) => `${path} ${field}`)
      .sort(),
  ).toEqual([
    '/v3/douanes/etablissements/{siret_or_eori}/immatriculations_eori data.id',
    '/v3/inpi/rne/unites_legales/{siren}/extrait_rne data.identite_entreprise.siren',
  ]);
});

it('is admitted on what the path asks for', () => {
  expect(checkNeverNull(answering('/a/{siren}', { type: 'string', 'x-never-null': reason }))).toEqual([]);
});

it('is refused where the path asks for something else', () => {
  expect(checkNeverNull(answering('/a/{siret}', { type: 'string', 'x-never-null': reason }))).toEqual([
    '/a/{siret} › siren : x-never-null ne dit pas quel paramètre du chemin demande ce champ',
  ]);
});

it('is refused on a field that admits null', () => {
  const siren: Schema = { type: ['string', 'null'], 'x-never-null': reason };
  expect(checkNeverNull(answering('/a/{siren}', siren))).toEqual([
    '/a/{siren} › siren : x-never-null sur un champ qui peut être null',
  ]);
});
