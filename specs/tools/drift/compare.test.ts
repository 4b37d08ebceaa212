import { describe, expect, it } from 'vitest';
import type { Document, Schema } from '../model.ts';
import { compare } from './compare.ts';

const text: Schema = { type: 'string' };

function documentWith(data: Schema, extra: Partial<Document['paths'][string]['get']> = {}): Document {
  return {
    info: {},
    paths: {
      '/v3/a/{siren}': {
        get: {
          operationId: 'a',
          parameters: [
            { name: 'siren', in: 'path', required: true, schema: text },
            { name: 'annee', in: 'query', schema: { type: 'integer' } },
          ],
          responses: {
            200: {
              content: {
                'application/json': { schema: { type: 'object', required: ['data'], properties: { data } } },
              },
            },
            404: {},
          },
          ...extra,
        },
      },
    },
    components: { schemas: { Adresse: { type: 'object', properties: { voie: text } } } },
  } as Document;
}

const base = documentWith({
  type: 'object',
  required: ['nom', 'etat'],
  properties: {
    nom: text,
    etat: { type: 'string', enum: ['A', 'C'] },
    adresse: { $ref: '#/components/schemas/Adresse' },
  },
});
const theirs = (data: Schema, extra = {}) =>
  compare(base, documentWith(data, extra)).map(({ breaking, what }) => [breaking, what]);

describe('an official document', () => {
  it('that says the same in other words changes nothing', () => {
    expect(
      theirs({
        allOf: [
          {
            type: 'object',
            required: ['nom', 'etat'],
            properties: { nom: { type: 'date' }, etat: { type: 'string', enum: ['C', 'A'] } },
          },
          { type: 'object', properties: { adresse: { type: 'object', properties: { voie: text } } } },
        ],
      }),
    ).toEqual([]);
  });

  it('that removes, retypes, loosens or narrows breaks a client, and says so first', () => {
    expect(
      theirs({
        type: 'object',
        properties: {
          nom: { type: ['string', 'null'] },
          etat: { type: 'string', enum: ['A', 'B'] },
          ajout: text,
        },
      }),
    ).toEqual([
      [true, 'champ data.nom : type string ou null au lieu de string'],
      [true, 'champ data.nom : peut désormais manquer'],
      [true, 'champ data.etat : peut désormais manquer'],
      [true, 'champ data.etat : valeurs retirées C'],
      [true, 'champ data.adresse : retiré'],
      [false, 'champ data.etat : valeurs ajoutées B'],
      [false, 'champ data.ajout : ajouté'],
    ]);
  });

  it('breaks by a new required parameter, not by an optional one', () => {
    const parameters = [
      { name: 'annee', in: 'query', schema: { type: 'integer' } },
      { name: 'mois', in: 'query', required: true, schema: { type: 'integer' } },
      { name: 'libre', in: 'query', schema: text },
    ];
    const { data } =
      base.paths['/v3/a/{siren}']?.get?.responses['200']?.content?.['application/json']?.schema.properties ??
      {};
    expect(theirs(data as Schema, { parameters })).toEqual([
      [true, 'paramètre mois (query) : ajouté, obligatoire'],
      [false, 'paramètre libre (query) : ajouté'],
    ]);
  });

  it('adds and removes operations', () => {
    const other = { ...base, paths: { '/v4/a/{siren}': base.paths['/v3/a/{siren}'] } } as Document;
    expect(compare(base, other)).toEqual([
      { breaking: true, where: 'GET /v3/a/{siren}', what: 'opération retirée' },
      { breaking: false, where: 'GET /v4/a/{siren}', what: 'opération ajoutée' },
    ]);
  });
});
