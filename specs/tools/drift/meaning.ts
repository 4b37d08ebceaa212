/** What a schema says, whatever its spelling: 3.0 or 3.1, inline or by reference, `allOf`, `anyOf`, `oneOf`, `nullable`, open lists. */
import { type Document, resolve, type Schema } from '../model.ts';
import { type Limits, limitsOf, sharedLimits } from './limits.ts';

export interface Meaning {
  /** Without null; undefined when the schema does not say. */
  types: ReadonlySet<string> | undefined;
  nullable: boolean | undefined;
  /** The values it names. Open: others may come. */
  values: { known: readonly string[]; open: boolean } | undefined;
  limits: Limits;
  text: string | undefined;
  fields: ReadonlyMap<string, Field>;
  items: Meaning | undefined;
  /** What the keys that are not named hold. */
  others: Meaning | undefined;
}

export interface Field {
  required: boolean;
  meaning: Meaning;
}

const UNSAID: Meaning = {
  types: undefined,
  nullable: undefined,
  values: undefined,
  limits: {},
  text: undefined,
  fields: new Map(),
  items: undefined,
  others: undefined,
};

/** `above`: the references it stands under, for a schema that holds itself. */
export function meaningOf(
  document: Document,
  reference: Schema,
  above: ReadonlySet<string> = new Set(),
): Meaning {
  if (reference.$ref && above.has(reference.$ref)) return UNSAID;
  const inside = reference.$ref ? new Set([...above, reference.$ref]) : above;
  const schema = resolve(document, reference);
  const read = (part: Schema): Meaning => meaningOf(document, part, inside);
  const branches = [schema.anyOf, schema.oneOf].flatMap((some) =>
    Array.isArray(some) && some.length > 0 ? [either((some as Schema[]).map(read))] : [],
  );
  const parts = Array.isArray(schema.allOf) ? (schema.allOf as Schema[]).map(read) : [];
  return [...parts, ...branches].reduce(both, ownOf(schema, read));
}

// Upstream writes `type: date`, and types that are no types (`personne_physique`): those say nothing.
const TYPES: Readonly<Record<string, string>> = {
  date: 'string',
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'array',
};

function ownOf(schema: Schema, read: (part: Schema) => Meaning): Meaning {
  const { type, nullable, properties = {}, required = [], items, additionalProperties, description } = schema;
  const named = [type ?? []].flat();
  const values = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;
  // Both booleans are any boolean.
  const isAnyBoolean = values?.includes(true) && values.includes(false);
  const listed = values?.filter((value) => value !== null && !(isAnyBoolean && typeof value === 'boolean'));
  const known = [...new Set(listed?.map(String))].sort();
  const said = [...named.flatMap((name) => TYPES[name] ?? []), ...impliedTypes(schema, values)];
  const onlyNull = named.length > 0 && named.every((name) => name === 'null');
  const types = said.length > 0 || onlyNull ? new Set(said) : undefined;
  // Said anywhere, null is meant: documents forget it in the enum beside, or in the type.
  const isNull = nullable === true || named.includes('null') || values?.includes(null);
  return {
    types,
    nullable: isNull ? true : types && false,
    values: known.length > 0 ? { known, open: false } : undefined,
    limits: limitsOf(schema),
    text: description,
    fields: new Map(
      Object.entries(properties).map(([name, property]) => [
        name,
        { required: required.includes(name), meaning: read(property) },
      ]),
    ),
    items: items && read(items),
    others:
      typeof additionalProperties === 'object' ? read((additionalProperties ?? {}) as Schema) : undefined,
  };
}

function impliedTypes({ type, properties, items }: Schema, values: readonly unknown[] | undefined): string[] {
  if ([type ?? []].flat().some((name) => name in TYPES)) return [];
  if (properties) return ['object'];
  if (items) return ['array'];
  return (values ?? []).filter((value) => value !== null).map((value) => typeof value);
}

/** What two schemas that hold at once say together. A null that the outer one grants is meant, whatever the inner ones. */
function both(outer: Meaning, inner: Meaning): Meaning {
  const fields = new Map(outer.fields);
  for (const [name, field] of inner.fields) {
    const other = fields.get(name);
    const required = field.required || (other?.required ?? false);
    fields.set(name, { required, meaning: other ? both(other.meaning, field.meaning) : field.meaning });
  }
  return {
    types: commonTypes(outer.types, inner.types),
    nullable: outer.nullable ?? inner.nullable,
    values: commonValues(outer.values, inner.values),
    limits: { ...inner.limits, ...outer.limits },
    text: outer.text ?? inner.text,
    fields,
    items: outer.items && inner.items ? both(outer.items, inner.items) : (outer.items ?? inner.items),
    others: outer.others ?? inner.others,
  };
}

function commonTypes(a: Meaning['types'], b: Meaning['types']): Meaning['types'] {
  if (!a || !b) return a ?? b;
  const common = new Set([...a].filter((type) => allows(b, type)));
  for (const type of b) if (allows(a, type)) common.add(type);
  return common;
}

/** Every integer is a number. */
export const allows = (types: ReadonlySet<string>, type: string): boolean =>
  types.has(type) || (type === 'integer' && types.has('number'));

function commonValues(a: Meaning['values'], b: Meaning['values']): Meaning['values'] {
  if (!a || !b) return a ?? b;
  if (a.open !== b.open) return a.open ? b : a;
  const known = a.known.filter((value) => b.known.includes(value));
  return { known, open: a.open };
}

/** What is known of a value that obeys one schema or another. */
function either(branches: readonly Meaning[]): Meaning {
  // Null alone says nothing of the other values.
  const real = branches.filter(({ types }) => types?.size !== 0);
  const types = real.every((branch) => branch.types)
    ? new Set(real.flatMap((branch) => [...(branch.types ?? [])]))
    : undefined;
  const known = [...new Set(real.flatMap(({ values }) => values?.known ?? []))].sort();
  const open = real.some(({ values }) => values?.open !== false);
  return {
    types: types?.has('number') ? new Set([...types].filter((type) => type !== 'integer')) : types,
    nullable: branches.some(({ nullable }) => nullable),
    values: known.length > 0 ? { known, open } : undefined,
    limits: sharedLimits(real),
    text: real.length === 1 ? real[0]?.text : undefined,
    fields: eitherFields(real.filter((branch) => branch.types?.has('object') || branch.fields.size > 0)),
    items: eitherOf(real.flatMap(({ items }) => items ?? [])),
    others: eitherOf(real.flatMap(({ others }) => others ?? [])),
  };
}

function eitherOf(meanings: readonly Meaning[]): Meaning | undefined {
  return meanings.length > 1 ? either(meanings) : meanings[0];
}

function eitherFields(objects: readonly Meaning[]): Map<string, Field> {
  const names = new Set(objects.flatMap(({ fields }) => [...fields.keys()]));
  return new Map(
    [...names].map((name) => {
      const found = objects.flatMap(({ fields }) => fields.get(name) ?? []);
      const required = found.length === objects.length && found.every((field) => field.required);
      return [name, { required, meaning: eitherOf(found.map(({ meaning }) => meaning)) ?? UNSAID }];
    }),
  );
}
