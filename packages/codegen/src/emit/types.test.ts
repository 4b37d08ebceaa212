/** Each form of schema, as the type that stands for it. */
import { expect, test } from 'vitest';
import type { Document, Schema } from '../openapi.ts';
import { emitSchemas } from './types.ts';

const documentOf = (schemas: Record<string, Schema>): Document => ({
  openapi: '3.1.0',
  info: { title: 'Essai' },
  components: { schemas },
});

/** The declaration of a schema, beside an object `Autre` and a list of values `Sexe`. */
function declare(schema: Schema): string | undefined {
  const Autre: Schema = {
    type: 'object',
    description: 'Un autre.',
    required: ['su'],
    properties: { su: { type: 'string' }, tu: { type: 'string' } },
  };
  const Sexe: Schema = { type: 'string', enum: ['F', 'M'] };
  return emitSchemas(documentOf({ X: schema, Autre, Sexe }))[0];
}

const other = { $ref: '#/components/schemas/Autre' };
const nothing = { type: 'null' };

test.each<[string, Schema, string]>([
  ['a string', { type: 'string' }, 'string'],
  ['a whole number', { type: 'integer' }, 'number'],
  ['a value or none', { type: ['boolean', 'null'] }, 'boolean | null'],
  ['a constant', { const: 'v1' }, "'v1'"],
  ['values', { type: 'string', enum: ['a', "l'autre"] }, `'a' | "l'autre"`],
  ['numbers or none', { type: ['integer', 'null'], enum: [1, 2] }, '1 | 2 | null'],
  ['none among the values', { type: ['string', 'null'], enum: ['a', null] }, "'a' | null"],
  ['what nothing is said of', {}, 'unknown'],
  ['an object without a field', { type: 'object' }, 'Record<string, never>'],
  [
    'a closed object without a field',
    { type: 'object', additionalProperties: false },
    'Record<string, never>',
  ],
  ['a list', { type: 'array', items: other }, 'Autre[]'],
  ['a list of lists', { type: 'array', items: { type: 'array', items: { type: 'string' } } }, 'string[][]'],
  ['a list with holes', { type: 'array', items: { oneOf: [other, nothing] } }, '(Autre | null)[]'],
  ['a list or none', { type: ['array', 'null'], items: { type: 'string' } }, 'string[] | null'],
  ['a reference or none', { oneOf: [other, nothing] }, 'Autre | null'],
  ['one or the other', { anyOf: [other, { type: 'integer' }] }, 'Autre | number'],
  [
    'an open list of values',
    { anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'string' }] },
    "'a' | 'b' | (string & {})",
  ],
  [
    'an open list by reference',
    { anyOf: [{ $ref: '#/components/schemas/Sexe' }, { type: ['string', 'null'] }] },
    'Sexe | (string & {}) | null',
  ],
  [
    'a field made necessary',
    { allOf: [other], required: ['su', 'tu'] },
    "Autre & Required<Pick<Autre, 'tu'>>",
  ],
  [
    'a choice in a whole',
    { allOf: [other, { oneOf: [{ type: 'string' }, nothing] }] },
    'Autre & (string | null)',
  ],
])('%s', (_, schema, type) => {
  expect(declare(schema)).toBe(`export type X = ${type};\n`);
});

test('an object is an interface, its fields documented', () => {
  const schema: Schema = {
    type: 'object',
    description: 'Un tout.',
    required: ['autre'],
    properties: {
      autre: other,
      'a-b': { type: 'string', description: 'Deux.', 'x-scope': 'ab', example: 'x', deprecated: true },
      lieux: { type: 'array', items: { type: 'object', properties: { ville: { type: 'string' } } } },
    },
  };
  expect(declare(schema)).toBe(`/** Un tout. */
export interface X {
  /** Un autre. */
  autre: Autre;
  /**
   * Deux.
   *
   * Scope : \`ab\`. Absent si le jeton ne l'a pas. Exemple : \`x\`.
   *
   * @deprecated Appelé à disparaître.
   */
  'a-b'?: string;
  lieux?: {
    ville?: string;
  }[];
}
`);
});

test('an object may hold fields that have no name yet', () => {
  const some: Schema = { type: 'object', additionalProperties: { type: 'integer' } };
  expect(declare(some)).toBe('export interface X {\n  [key: string]: number;\n}\n');
  expect(declare({ ...some, additionalProperties: true })).toContain('[key: string]: unknown;');
  expect(declare({ ...some, properties: { a: { type: 'string' } } })).toBe(
    'export type X = {\n  a?: string;\n} & {\n  [key: string]: number;\n};\n',
  );
});
