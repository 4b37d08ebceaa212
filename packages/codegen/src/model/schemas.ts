/** Checks component schemas: their extensions, and that the types can say all they do. */
import { isIdentifier } from '../names.ts';
import { type Schema, schemaName } from '../openapi.ts';
import type { Problems } from '../problems.ts';

const KINDS = new Set(['string', 'number', 'integer', 'boolean', 'null', 'array', 'object']);

/** Keywords that would make another type of the schema. */
const UNKNOWN = ['prefixItems', 'patternProperties', 'discriminator', 'nullable', '$defs'];

/** Answers every scope named by an `x-scope`. */
export function checkSchemas(
  problems: Problems,
  where: readonly string[],
  schemas: Record<string, Schema>,
): string[] {
  const scopes: string[] = [];
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isIdentifier(name))
      problems.add([...where, name], "le nom d'un schéma doit être un identifiant TypeScript");
    visit(schema, [...where, name]);
  }
  return scopes;

  function visit(schema: Schema, at: readonly string[]): void {
    checkForm(schema, at);
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const scope = property['x-scope'];
      if (typeof scope === 'string') scopes.push(scope);
      else if (scope !== undefined)
        problems.add([...at, 'properties', key, 'x-scope'], 'un scope (chaîne) est attendu');
      if (scope !== undefined && schema.required?.includes(key)) {
        problems.add(
          [...at, 'required'],
          `« ${key} » porte x-scope : absent sans ce scope, il ne peut pas être requis`,
        );
      }
      visit(property, [...at, 'properties', key]);
    }
    if (schema.items) visit(schema.items, [...at, 'items']);
    if (typeof schema.additionalProperties === 'object')
      visit(schema.additionalProperties, [...at, 'additionalProperties']);
    for (const kind of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const [index, member] of (schema[kind] ?? []).entries())
        visit(member, [...at, kind, String(index)]);
    }
  }

  function checkForm(schema: Schema, at: readonly string[]): void {
    for (const kind of [schema.type ?? []].flat())
      if (!KINDS.has(kind)) problems.add([...at, 'type'], `type « ${kind} » inconnu`);
    for (const keyword of UNKNOWN)
      if (keyword in schema) problems.add([...at, keyword], 'non pris en charge');
    if (schema.$ref !== undefined && !schemas[schemaName(schema) ?? ''])
      problems.add([...at, '$ref'], `schéma ${schema.$ref} introuvable dans components › schemas`);
  }
}
