/** What an answer holds: tables that a reader goes down without opening another page. */
import type { Api } from '../model/types.ts';
import { type Schema, schemaName } from '../openapi.ts';
import { quote } from '../text.ts';
import { exampleText } from '../words/describe.ts';
import { code, table } from './markdown.ts';

export interface FieldTable {
  /** Name of the TypeScript interface. */
  name: string;
  text: string;
}

/** One table for each schema, and for those inside it that are met more than once. */
export function fieldTables(api: Api, roots: readonly Schema[]): FieldTable[] {
  const uses = countUses(api, roots);
  const tables = new Map<string, string>();
  const waiting = roots.flatMap((root) => shapeOf(root).name ?? []);
  for (const name of waiting) {
    if (tables.has(name)) continue;
    const rows: string[][] = [];
    unfold(api.schemas[name] ?? {}, '', rows);
    tables.set(name, table(['champ', 'type', 'sens'], rows));
  }
  return [...tables].map(([name, text]) => ({ name, text }));

  function unfold(schema: Schema, prefix: string, rows: string[][]): void {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const { name, inner, list } = shapeOf(property);
      const target = name === undefined ? inner : (api.schemas[name] ?? {});
      const apart = name !== undefined && target.properties !== undefined && (uses.get(name) ?? 0) > 1;
      const mark = schema.required?.includes(key) ? '' : '?';
      rows.push([
        code(`${prefix}${key}${mark}`),
        typeText(property, target, apart),
        meaningOf(property, target),
      ]);
      if (apart) waiting.push(name);
      else unfold(target, `${prefix}${key}${list ? '[]' : ''}.`, rows);
    }
  }
}

interface Shape {
  /** The component it is, or holds a list of. */
  name: string | undefined;
  /** What stands there when it has no name. */
  inner: Schema;
  list: boolean;
  nullable: boolean;
}

function shapeOf(schema: Schema): Shape {
  const members = schema.oneOf ?? schema.anyOf ?? [];
  const variants = members.filter(({ type }) => type !== 'null');
  const [only] = variants;
  const nullable = variants.length < members.length || [schema.type].flat().includes('null');
  if (only && variants.length === 1) return { ...shapeOf(only), nullable };
  if (schema.items) return { ...shapeOf(schema.items), list: true, nullable };
  return { name: schemaName(schema), inner: schema, list: false, nullable };
}

/** How often each named schema is met; one met inside itself counts as often as it takes to stand apart. */
function countUses({ schemas }: Api, roots: readonly Schema[]): Map<string, number> {
  const uses = new Map<string, number>();
  const visit = (schema: Schema): void => {
    const { name, inner } = shapeOf(schema);
    const known = name === undefined ? 0 : (uses.get(name) ?? 0);
    if (name !== undefined) uses.set(name, known + 1);
    if (known === 0)
      for (const property of Object.values((name ? schemas[name] : inner)?.properties ?? {})) visit(property);
  };
  const named = new Map(roots.map((root) => [shapeOf(root).name, root]));
  for (const root of named.values()) visit(root);
  return uses;
}

function typeText(property: Schema, target: Schema, apart: boolean): string {
  const { name, list, nullable } = shapeOf(property);
  const base = apart ? `[${code(name ?? '')}](#${(name ?? '').toLowerCase()})` : code(baseType(target));
  return `${base}${list ? ' (liste)' : ''}${nullable ? ' ou `null`' : ''}`;
}

function baseType({ enum: values, anyOf = [], type, properties, additionalProperties }: Schema): string {
  if (values) return listed(values).join(' | ');
  const known = anyOf.flatMap((member) => member.enum ?? []);
  if (known.length > 0) return [...listed(known), '…'].join(' | ');
  const [kind = 'object'] = [type].flat().filter((candidate) => candidate !== 'null');
  if (kind === 'object' && !properties && additionalProperties) return 'Record<string, …>';
  return kind === 'integer' ? 'number' : kind;
}

const listed = (values: readonly unknown[]): string[] =>
  values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'string' ? quote(value) : String(value)));

function meaningOf(property: Schema, target: Schema): string {
  const scope = property['x-scope'];
  const example = property.example ?? property.examples?.[0] ?? target.example ?? target.examples?.[0];
  return [
    property.description ?? target.description ?? '',
    typeof scope === 'string' ? `Scope ${code(scope)} ; absent sans lui.` : '',
    exampleText(example),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
