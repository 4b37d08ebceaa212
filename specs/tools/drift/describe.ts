/** Lays an operation out in flat tables that both documents share: parameters, answers' fields, headers, codes, who may call. */

import { codeOf } from '../error-rule.ts';
import { type Document, type Operation, type Parameter, type Response, resolve } from '../model.ts';
import { type Field, type Meaning, meaningOf } from './meaning.ts';

export interface Side {
  document: Document;
  operation: Operation;
  /** Written once for all the operations of a path. */
  shared: Parameter[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Every operation by `METHOD /path`. */
export function sidesOf(document: Document): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const [path, item] of Object.entries(document.paths)) {
    const shared = (item as { parameters?: unknown }).parameters;
    for (const method of METHODS) {
      const operation = item[method];
      if (operation)
        sides.set(`${method.toUpperCase()} ${path}`, {
          document,
          operation,
          shared: Array.isArray(shared) ? shared : [],
        });
    }
  }
  return sides;
}

export function parametersOf({ document, operation, shared }: Side): Map<string, Field> {
  const described = new Map<string, Field>();
  // An operation's own parameter hides the path's of the same name.
  for (const reference of [...shared, ...(operation.parameters ?? [])]) {
    const { name, in: place, required = false, schema = {}, description } = resolve(document, reference);
    const plain = place === 'header' ? name.toLowerCase() : name.replace(/\[\]$/, '');
    const meaning = meaningOf(document, schema);
    described.set(`${plain} (${place})`, { required, meaning: { ...meaning, text: description } });
  }
  return described;
}

/** Every field of a body by its path: `data.adresses[].voie`. A field stands before those it holds. */
export function fieldsOf(body: Meaning): Map<string, Field> {
  const fields = new Map<string, Field>();
  const walk = ({ fields: own, items, others }: Meaning, path: string): void => {
    const add = (name: string, field: Field): void => {
      fields.set(name, field);
      walk(field.meaning, name);
    };
    for (const [name, field] of own) add(path ? `${path}.${name}` : name, field);
    if (items) add(`${path}[]`, { required: true, meaning: items });
    if (others) add(path ? `${path}.*` : '*', { required: false, meaning: others });
  };
  walk(body, '');
  return fields;
}

const responseOf = ({ document, operation }: Side, status: string): Response =>
  resolve(document, operation.responses[status] ?? {});

/** The bodies of an answer by media type; none where the document describes none. */
export function bodiesOf(side: Side, status: string): Map<string, Meaning> {
  const { content = {} } = responseOf(side, status);
  return new Map(
    Object.entries(content).map(([type, { schema }]) => [
      type.replace(/\s*;.*$/, '').toLowerCase(),
      meaningOf(side.document, schema ?? {}),
    ]),
  );
}

export const headersOf = (side: Side, status: string): string[] =>
  Object.keys(responseOf(side, status).headers ?? {});

/** The statuses of each error code. */
export function codesOf(side: Side): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const status of Object.keys(side.operation.responses).sort())
    for (const code of codesUnder(responseOf(side, status)))
      codes.set(code, [...(codes.get(code) ?? []), status]);
  return codes;
}

/** The codes that the examples show, else those that are listed. */
function codesUnder({ content = {}, 'x-error-codes': listed = [] }: Response): Set<string> {
  const shown = Object.values(content).flatMap((media) => {
    const { example, examples = {} } = media as { example?: unknown; examples?: Record<string, unknown> };
    const given = Object.values(examples).map((entry) => (entry as { value?: unknown } | null)?.value);
    return [example, ...given].flatMap(codesIn);
  });
  return new Set(shown.length > 0 ? shown : listed.map(codeOf));
}

function codesIn(body: unknown): string[] {
  const errors = (body as { errors?: unknown } | null | undefined)?.errors;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error) => (typeof error?.code === 'string' ? [error.code] : []));
}

type Scheme = { type?: string; scheme?: string; in?: string; name?: string };

/** Who may call, each way by what the caller sends: the name of a scheme is of no matter. */
export function securityOf({ document, operation }: Side): string[] {
  const { security, components = {} } = document as Document & {
    security?: Operation['security'];
    components?: { securitySchemes?: Record<string, Scheme> };
  };
  const schemes = (components as { securitySchemes?: Record<string, Scheme> }).securitySchemes ?? {};
  const ways = (operation.security ?? security ?? []).map((way) =>
    Object.entries(way)
      .map(([name, scopes]) => [nameOf(schemes[name], name), ...[...scopes].sort()].join(' '))
      .sort()
      .join(' + '),
  );
  return ways.length > 0 ? [...new Set(ways)] : ['sans jeton'];
}

function nameOf(scheme: Scheme | undefined, name: string): string {
  if (!scheme) return `inconnue (${name})`;
  if (scheme.type === 'http') return `http ${scheme.scheme?.toLowerCase()}`;
  return scheme.type === 'apiKey' ? `clé ${scheme.in} ${scheme.name?.toLowerCase()}` : `${scheme.type}`;
}
