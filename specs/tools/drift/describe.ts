/** Reads an operation's parameters and fields flat, by name, in terms that both documents share. */
import { type Document, type Operation, resolve, type Schema } from '../model.ts';

export type Side = readonly [document: Document, operation: Operation];

export interface Described {
  type: string;
  required: boolean;
  values: readonly string[] | undefined;
}

export function parametersOf([document, { parameters = [] }]: Side): Map<string, Described> {
  const described = new Map<string, Described>();
  for (const reference of parameters) {
    const { name, in: place, required = false, schema = {} } = resolve(document, reference);
    // A path's parameter is named by the path already.
    if (place === 'path') continue;
    described.set(`${name.replace(/\[\]$/, '')} (${place})`, describe(document, schema, required));
  }
  return described;
}

export function fieldsOf([document, { responses }]: Side): Map<string, Described> {
  const fields = new Map<string, Described>();
  const response = responses['200'] && resolve(document, responses['200']);
  const [media] = Object.values(response?.content ?? {});
  if (media?.schema) walk(document, media.schema, '', true, fields, new Set());
  return fields;
}

function walk(
  document: Document,
  reference: Schema,
  path: string,
  required: boolean,
  fields: Map<string, Described>,
  above: ReadonlySet<string>,
): void {
  if (reference.$ref && above.has(reference.$ref)) return;
  const inside = reference.$ref ? new Set([...above, reference.$ref]) : above;
  const schema = merged(document, reference);
  if (path) fields.set(path, describe(document, schema, required));
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(name) ?? false;
    walk(document, property, path ? `${path}.${name}` : name, isRequired, fields, inside);
  }
  if (schema.items) walk(document, schema.items, `${path}[]`, true, fields, inside);
}

/** A schema with its reference followed and its `allOf` folded in. */
function merged(document: Document, reference: Schema): Schema {
  const { allOf, ...own } = resolve(document, reference);
  if (!Array.isArray(allOf)) return own;
  const whole: Schema = { ...own };
  for (const part of allOf as Schema[]) {
    const { properties, required = [], ...rest } = merged(document, part);
    Object.assign(whole, rest);
    whole.properties = { ...whole.properties, ...properties };
    whole.required = [...(whole.required ?? []), ...required];
  }
  return whole;
}

function describe(document: Document, reference: Schema, required: boolean): Described {
  const schema = merged(document, reference);
  const values = Array.isArray(schema.enum) ? schema.enum.map(String) : undefined;
  return { type: typeOf(schema), required, values };
}

// Upstream writes `type: date`, and null in the 3.0 way.
const TYPES: Readonly<Record<string, string>> = { date: 'string' };

function typeOf({ type, nullable, enum: values }: Schema): string {
  const types = [type ?? []].flat().map((name) => TYPES[name] ?? name);
  const isNullable =
    nullable === true || types.includes('null') || (Array.isArray(values) && values.includes(null));
  const plain = types.filter((name) => name !== 'null').sort();
  return `${plain.join('|') || 'indéterminé'}${isNullable ? ' ou null' : ''}`;
}
