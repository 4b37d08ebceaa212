/** `x-never-null`: the server could send null, and the type says it will not, since the path asks for that very identifier. */
import { type Document, operationsOf, resolve, type Schema } from './model.ts';

export type NeverNull = { path: string; field: string; reason: unknown; schema: Schema };

/** Every field so marked, operation by operation: a schema that two operations share counts twice. */
export function neverNullFields(document: Document): NeverNull[] {
  return operationsOf(document).flatMap(({ path, operation }) => {
    const response = resolve(document, operation.responses['200'] ?? {});
    const answer = Object.values(response.content ?? {})[0]?.schema;
    return answer ? marked(document, answer, '', []).map((found) => ({ path, ...found })) : [];
  });
}

export function checkNeverNull(document: Document): string[] {
  return neverNullFields(document).flatMap(({ path, field, reason, schema }) => {
    const asked = [...String(reason).matchAll(/\{[^}]+\}/g)].map(([parameter]) => parameter);
    const where = `${path} › ${field} : x-never-null`;
    if (!asked.some((parameter) => path.includes(parameter)))
      return [`${where} ne dit pas quel paramètre du chemin demande ce champ`];
    return [schema.type].flat().includes('null') ? [`${where} sur un champ qui peut être null`] : [];
  });
}

function marked(
  document: Document,
  node: Schema,
  field: string,
  within: readonly string[],
): Omit<NeverNull, 'path'>[] {
  if (node.$ref && within.includes(node.$ref)) return [];
  const inside = node.$ref ? [...within, node.$ref] : within;
  const schema = resolve(document, node);
  const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((some) => (some ?? []) as Schema[]);
  return [
    ...('x-never-null' in schema ? [{ field, reason: schema['x-never-null'], schema }] : []),
    ...parts.flatMap((part) => marked(document, part, field, inside)),
    ...(schema.items ? marked(document, schema.items, `${field}[]`, inside) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      marked(document, property, field ? `${field}.${name}` : name, inside),
    ),
  ];
}
