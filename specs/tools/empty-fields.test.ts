/** Every null that a type admits is in a recorded answer: whoever replays the cases meets it before production sends it. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildApi } from './api.ts';
import { type Document, operationsOf, resolve, type Schema } from './model.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
type Children = Record<string, Schema>;

const alternatives = ({ oneOf, anyOf }: Schema): Schema[] =>
  [oneOf, anyOf].flatMap((some) => (some ?? []) as Schema[]);

const admitsNull = (schema: Schema): boolean =>
  [schema.type].flat().includes('null') || alternatives(schema).some(admitsNull);

/** Paths of the fields that may be null: `allocataires[].prenoms`. */
function nullable(document: Document, node: Schema, path = ''): string[] {
  const schema = resolve(document, node);
  const properties = Object.entries((schema.properties ?? {}) as Children);
  return [
    ...(admitsNull(schema) ? [path] : []),
    ...alternatives(schema)
      .map((one) => resolve(document, one))
      .filter(({ type }) => type === 'object')
      .flatMap((one) => nullable(document, one, path)),
    ...(schema.items ? nullable(document, schema.items, `${path}[]`) : []),
    ...properties.flatMap(([name, property]) =>
      nullable(document, property, path ? `${path}.${name}` : name),
    ),
  ];
}

/** Paths of the nulls of an answer, in the same form. */
function nulls(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item) => nulls(item, `${path}[]`));
  if (typeof value !== 'object') return [];
  return Object.entries(value as object).flatMap(([name, one]) =>
    nulls(one, path ? `${path}.${name}` : name),
  );
}

describe('API Particulier', async () => {
  const { document, cases } = await buildApi(root, 'particulier');
  const asked = operationsOf(document).filter(({ operation }) => operation['x-provider']);

  it.each(asked.map(({ operation }) => [operation.operationId, operation] as const))(
    '%s has a case champs-vides, and each null of its type in a case',
    (id, { responses }) => {
      const own = cases.cases.filter(({ operations, status }) => operations.includes(id) && status === 200);
      expect(own.map(({ name }) => name)).toContain('champs-vides');
      const answer = resolve(document, responses['200'] ?? {});
      const schema = Object.values(answer.content ?? {})[0]?.schema ?? {};
      const shown = new Set(own.flatMap(({ response }) => nulls(response)));
      expect(nullable(document, schema).filter((field) => !shown.has(field))).toEqual([]);
    },
  );
});
