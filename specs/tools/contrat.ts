/** Compares an official OpenAPI document with ours: what a client built from ours would no longer find, or does not know yet. */
import { type Document, type Operation, resolve, type Schema } from './model.ts';

/** One difference. `breaking`: a client built from our specification would fail or misread. */
export interface Difference {
  breaking: boolean;
  where: string;
  what: string;
}

export function compare(ours: Document, theirs: Document): Difference[] {
  const differences: Difference[] = [];
  const mine = gets(ours);
  const official = gets(theirs);
  for (const [path, operation] of mine) {
    const other = official.get(path);
    if (!other) differences.push({ breaking: true, where: `GET ${path}`, what: 'opération retirée' });
    else differences.push(...compareOperations(path, [ours, operation], [theirs, other]));
  }
  for (const path of official.keys())
    if (!mine.has(path))
      differences.push({ breaking: false, where: `GET ${path}`, what: 'opération ajoutée' });
  return differences.sort((a, b) => Number(b.breaking) - Number(a.breaking));
}

const gets = ({ paths }: Document): Map<string, Operation> =>
  new Map(
    Object.entries(paths).flatMap(([path, { get }]) => (get ? [[path, get] as [string, Operation]] : [])),
  );

type Side = readonly [document: Document, operation: Operation];

function compareOperations(path: string, ours: Side, theirs: Side): Difference[] {
  const where = `GET ${path}`;
  return [
    ...compareSets(where, parametersOf(ours), parametersOf(theirs), 'paramètre'),
    ...compareSets(where, fieldsOf(ours), fieldsOf(theirs), 'champ'),
    ...compareStatuses(where, ours[1], theirs[1]),
  ];
}

interface Described {
  type: string;
  required: boolean;
  values: readonly string[] | undefined;
}

const KINDS = {
  paramètre: {
    // What is sent and no longer read changes nothing; what becomes required is missing from every call.
    removed: false,
    added: ({ required }: Described): boolean => required,
    tightened: (ours: Described, theirs: Described): boolean => theirs.required && !ours.required,
    required: 'devient obligatoire',
  },
  champ: {
    removed: true,
    added: (): boolean => false,
    tightened: (ours: Described, theirs: Described): boolean => ours.required && !theirs.required,
    required: 'peut désormais manquer',
  },
} as const;

function compareSets(
  where: string,
  ours: ReadonlyMap<string, Described>,
  theirs: ReadonlyMap<string, Described>,
  kind: keyof typeof KINDS,
): Difference[] {
  const rules = KINDS[kind];
  const found: Difference[] = [];
  const add = (breaking: boolean, name: string, what: string): void => {
    found.push({ breaking, where, what: `${kind} ${name} : ${what}` });
  };
  for (const [name, mine] of ours) {
    const other = theirs.get(name);
    if (!other) {
      add(rules.removed, name, 'retiré');
      continue;
    }
    if (mine.type !== other.type) add(true, name, `type ${other.type} au lieu de ${mine.type}`);
    if (rules.tightened(mine, other)) add(true, name, rules.required);
    compareValues(mine, other, (breaking, what) => add(breaking, name, what));
  }
  for (const [name, other] of theirs)
    if (!ours.has(name)) add(rules.added(other), name, other.required ? 'ajouté, obligatoire' : 'ajouté');
  return found;
}

function compareValues(
  ours: Described,
  theirs: Described,
  add: (breaking: boolean, what: string) => void,
): void {
  if (!ours.values || !theirs.values) return;
  const missing = ours.values.filter((value) => !theirs.values?.includes(value));
  const added = theirs.values.filter((value) => !ours.values?.includes(value));
  if (missing.length) add(true, `valeurs retirées ${missing.join(', ')}`);
  if (added.length) add(false, `valeurs ajoutées ${added.join(', ')}`);
}

function parametersOf([document, { parameters = [] }]: Side): Map<string, Described> {
  const described = new Map<string, Described>();
  for (const reference of parameters) {
    const { name, in: place, required = false, schema = {} } = resolve(document, reference);
    // A path's parameter is named by the path already.
    if (place === 'path') continue;
    described.set(`${name.replace(/\[\]$/, '')} (${place})`, describe(document, schema, required));
  }
  return described;
}

function fieldsOf([document, { responses }]: Side): Map<string, Described> {
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

function compareStatuses(where: string, ours: Operation, theirs: Operation): Difference[] {
  const [mine, other] = [Object.keys(ours.responses), Object.keys(theirs.responses)];
  const lost = mine.filter((status) => !other.includes(status));
  const added = other.filter((status) => !mine.includes(status));
  return [
    ...lost.map((status) => ({ breaking: status === '200', where, what: `statut ${status} retiré` })),
    ...added.map((status) => ({ breaking: false, where, what: `statut ${status} ajouté` })),
  ];
}
