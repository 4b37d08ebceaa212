/** Reads the parameters of an operation; refuses those the clients do not know how to send. */
import { camelCase, isIdentifier } from '../names.ts';
import { type Document, type Parameter, resolve, type Schema } from '../openapi.ts';
import type { Problems } from '../problems.ts';
import { unionOf } from '../text.ts';
import type { Operation, Param } from './types.ts';

// Call options or authentication own these headers: they are no parameters of a method.
const RESERVED_HEADERS = new Set(['cache-control', 'authorization', 'accept', 'content-type']);

export interface ParamSource {
  document: Document;
  problems: Problems;
  where: readonly string[];
  path: string;
}

/** What an operation asks of its caller, once the client has its context. */
export const ownParams = ({ params }: Operation): Param[] => params.filter((param) => !param.context);

export function readParams(source: ParamSource, listed: readonly Parameter[]): Param[] {
  const { document, problems, where, path } = source;
  const params = new Map<string, Param>();
  for (const [index, reference] of listed.entries()) {
    const parameter = resolve(document, reference);
    const at = [...where, 'parameters', parameter?.name ?? String(index)];
    if (!parameter?.name) {
      problems.add(at, `référence ${reference.$ref ?? ''} introuvable`);
      continue;
    }
    if (parameter.in === 'header' && RESERVED_HEADERS.has(parameter.name.toLowerCase())) continue;
    const param = readParam(source, at, parameter);
    if (!param) continue;
    const twin = params.get(param.key);
    if (twin && twin.in === param.in) problems.add(at, 'paramètre donné deux fois');
    else if (twin)
      problems.add(at, `la clé « ${param.key} » sert déjà à un autre paramètre ; donnez un x-name`);
    params.set(param.key, param);
  }
  checkPath(source, path, [...params.values()]);
  return [...params.values()];
}

function checkPath({ problems, where }: ParamSource, path: string, params: readonly Param[]): void {
  const expected = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
  const given = params.filter((param) => param.in === 'path').map((param) => param.wire);
  for (const name of expected) {
    if (!given.includes(name))
      problems.add([...where, 'parameters'], `le paramètre de chemin {${name}} n'est pas décrit`);
  }
  for (const name of given) {
    if (!expected.includes(name))
      problems.add([...where, 'parameters', name], "absent du chemin de l'opération");
  }
}

function readParam(source: ParamSource, at: string[], parameter: Parameter): Param | undefined {
  const { document, problems } = source;
  const refuse = (message: string): undefined => problems.add(at, message) as undefined;
  const { name, in: location } = parameter;
  if (location !== 'query' && location !== 'path' && location !== 'header') {
    return refuse(`emplacement « ${location} » non pris en charge : query, path ou header attendu`);
  }
  const schema = parameter.schema && resolve(document, parameter.schema);
  if (!schema) return refuse('schéma absent ou introuvable');
  const list = typeOf(schema) === 'array';
  const style = unsupportedStyle(parameter, list);
  if (style) return refuse(style);
  const wire = name.replace(/\[\]$/, '');
  const key = parameter['x-name'] ?? camelCase(wire);
  if (typeof key !== 'string' || !isIdentifier(key))
    return refuse('x-name doit être un identifiant TypeScript');
  const context = parameter['x-context'] ?? false;
  if (typeof context !== 'boolean') return refuse('x-context doit être un booléen');
  const element = list ? resolve(document, schema.items ?? {}) : schema;
  const type = element && elementType(element);
  if (!element || !type || (list && type === 'number')) {
    return refuse(
      `type « ${element?.type} » non pris en charge : string, integer ou liste de string attendu`,
    );
  }
  const generated = parameter['x-generated'] === 'uuid';
  if (parameter['x-generated'] !== undefined && !(generated && location === 'header'))
    return refuse('x-generated : uuid attendu, sur un en-tête');
  const format = element['x-format'] ?? schema['x-format'];
  if (format !== undefined && (typeof format !== 'string' || !/^[a-z][a-z0-9-]*$/.test(format))) {
    return refuse('x-format doit être un nom de format, comme siret ou cog-commune');
  }
  const normalise = element['x-normalise'];
  if (normalise !== undefined && (typeof normalise !== 'string' || !/^[a-z]+$/.test(normalise)))
    return refuse('x-normalise doit être un nom de réécriture, comme nom ou capitales');
  const values = element.enum?.filter((value) => value !== null).map(String);
  return {
    key,
    wire,
    in: location,
    list,
    empty: list && schema.minItems === 0,
    required: (parameter.required ?? false) && !generated,
    context,
    generated,
    integer: !values && typeOf(element) === 'integer' ? boundsOf(element) : undefined,
    values,
    format: values ? undefined : format,
    normalise,
    greedy: parameter['x-greedy'] === true,
    type: list ? listType(type, values) : type,
    description: parameter.description ?? schema.description ?? '',
    example: parameter.example ?? schema.example ?? schema.examples?.[0],
    deprecated: parameter.deprecated ?? false,
  };
}

/** Lists travel as `prenoms[]=A&prenoms[]=B`, single values as they are; nothing else is sent. */
function unsupportedStyle(parameter: Parameter, list: boolean): string | undefined {
  const { name, in: location, style, explode } = parameter;
  const usual = location === 'query' ? 'form' : 'simple';
  if (style !== undefined && style !== usual)
    return `style « ${style} » non pris en charge : « ${usual} » attendu`;
  if (!list) return /[[\]]/.test(name) ? 'crochets réservés aux paramètres de type array' : undefined;
  if (location !== 'query') return "une liste n'est prise en charge que dans la chaîne de requête (query)";
  if (explode === false) return 'explode: false non pris en charge : un élément par valeur attendu';
  return /^[^[\]]+\[\]$/.test(name) ? undefined : "le nom d'une liste doit finir par []";
}

const typeOf = (schema: Schema): string | undefined =>
  Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type;

function elementType(schema: Schema): string | undefined {
  const type = typeOf(schema);
  if (type === 'integer' && !schema.enum) return 'number';
  if (type !== 'string') return undefined;
  return schema.enum ? unionOf(schema.enum.filter((value) => value !== null).map(String)) : 'string';
}

const listType = (type: string, values: readonly string[] = []): string =>
  values.length > 1 ? `readonly (${type})[]` : `readonly ${type}[]`;

/** Both bounds, or none: one alone is not checked before sending. */
const boundsOf = ({ minimum, maximum }: Schema): NonNullable<Param['integer']> =>
  minimum !== undefined && maximum !== undefined ? { min: minimum, max: maximum } : {};
