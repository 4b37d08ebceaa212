/** A test case as a request and as a call of the client. */
import { pascalCase } from '@apigouv/codegen/names';
import { literal, quote } from '@apigouv/codegen/text';
import type { Param } from '@apigouv/core/internal';
import type { MockCase, MockOperation } from '@apigouv/core/mocks';

/** Who asks, where an operation wants to know. */
const CONTEXT: Readonly<Record<string, string>> = {
  recipient: '21920023500014',
  context: 'essai',
  object: 'essai',
};

export interface Asked {
  readonly params: MockCase['params'];
  /** Word that stands for a citizen's token. */
  readonly citizen: string | undefined;
}

const contextOf = ({ params }: MockOperation): Record<string, string> =>
  Object.fromEntries(
    params.flatMap(({ key, context }) =>
      context && CONTEXT[key] !== undefined ? [[key, CONTEXT[key]]] : [],
    ),
  );

/** Name on the wire, with the brackets of a list. */
export const wireOf = ({ key, name = key, list }: Param): string => (list ? `${name}[]` : name);

/** A case may name a parameter by its key or as it is on the wire. */
const named = ({ params }: MockOperation, name: string): Param | undefined =>
  params.find((param) => [param.key, param.name, wireOf(param)].includes(name));

/** A case over HTTP: its path and query, its headers. */
export function requestOf(
  api: string,
  operation: MockOperation,
  { params }: Asked,
): { address: string; headers: Record<string, string> } {
  let path = `/${api}${operation.path}`;
  const query = new URLSearchParams(contextOf(operation));
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    const param = named(operation, name);
    const wire = param ? wireOf(param) : Array.isArray(value) ? `${name}[]` : name;
    if (param?.in === 'path') path = path.replace(`{${wire}}`, encodeURIComponent(String(value)));
    else if (param?.in === 'header') headers[wire] = String(value);
    else for (const one of [value].flat()) query.append(wire, String(one));
  }
  return { address: query.size > 0 ? `${path}?${query}` : path, headers };
}

/** A program that asks for a case. */
export function snippetOf(
  origin: string,
  api: string,
  [id, operation]: readonly [string, MockOperation],
  { params, citizen }: Asked,
): string {
  const own = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [named(operation, name)?.key ?? name, value]),
  );
  const create = `create${pascalCase(api)}`;
  const options = {
    environment: `${origin}/${api}`,
    token: 'essai',
    ...contextOf(operation),
  };
  const behind = citizen ? `withFranceConnect(${quote(citizen)}).` : '';
  return [
    `import { ${create} } from '@apigouv/${api}';`,
    '',
    `const client = ${create}(${literal(options, '', 80)});`,
    `const { data } = await client.${behind}${id}(${literal(own, '', 60)});`,
  ].join('\n');
}
