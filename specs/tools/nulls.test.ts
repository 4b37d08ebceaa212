/** A null that a type announces and that no recorded case holds is one that nobody has tried their program on. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { buildApi } from './api.ts';
import { type Document, operationsOf, resolve, type Schema } from './model.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { document, cases } = await buildApi(root, 'entreprise');

function announced(document: Document, node: Schema, field = ''): string[] {
  const schema = resolve(document, node);
  const parts = [schema.anyOf, schema.oneOf].flatMap((some) => (some ?? []) as Schema[]);
  return [
    ...([schema.type].flat().includes('null') ? [field] : []),
    ...parts.flatMap((part) => announced(document, part, field)),
    ...(schema.items ? announced(document, schema.items, `${field}[]`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      announced(document, property, `${field}.${name}`),
    ),
  ];
}

function recorded(value: unknown, field = ''): string[] {
  if (value === null) return [field];
  if (Array.isArray(value)) return value.flatMap((item) => recorded(item, `${field}[]`));
  if (typeof value !== 'object') return [];
  return Object.entries(value as object).flatMap(([name, inner]) => recorded(inner, `${field}.${name}`));
}

// The mock engine makes by itself the answers that say `x-simulation`.
const answers = operationsOf(document).flatMap(({ operation }) => {
  const content = Object.values(operation.responses['200']?.content ?? {})[0];
  return content && !('x-simulation' in operation)
    ? [{ id: operation.operationId, schema: content.schema }]
    : [];
});

it.each(answers)('$id has every null of its type in a recorded case', ({ id, schema }) => {
  const held = new Set(
    cases.cases
      .filter(({ operations, status }) => status === 200 && operations.includes(id))
      .flatMap(({ response }) => recorded(response)),
  );
  expect(announced(document, schema).filter((field) => !held.has(field))).toEqual([]);
});
