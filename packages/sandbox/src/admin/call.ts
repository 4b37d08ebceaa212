/** A test case as a request and as a call of the client. */
import { pascalCase } from '@apigouv/codegen/names';
import { literal, quote } from '@apigouv/codegen/text';
import type { MockCase, MockOperation, MockTable } from '@apigouv/core/mocks';
import { createFinalURL, createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import { isForCitizen, type Parameter, parametersOf } from '../operations.ts';

/** Who asks, where an operation wants to know. */
const CONTEXT: Readonly<Record<string, string>> = {
  recipient: '21920023500014',
  context: 'essai',
  object: 'essai',
};

export interface Asked {
  readonly params: MockCase['params'];
  readonly usager: string | undefined;
}

const contextOf = (operation: MockOperation): Record<string, string> =>
  Object.fromEntries(
    parametersOf(operation).flatMap(({ key, context }) =>
      context && CONTEXT[key] !== undefined ? [[key, CONTEXT[key]]] : [],
    ),
  );

/** A case may name a parameter by its key or as it is on the wire. */
const named = (parameters: readonly Parameter[], name: string): Parameter | undefined =>
  parameters.find(({ key, wire }) => [key, wire, wire.replace('[]', '')].includes(name));

/** A case over HTTP: its path and query, its headers. */
export function requestOf(
  api: string,
  operation: MockOperation,
  { params }: Asked,
): { address: string; headers: Record<string, string> } {
  const parameters = parametersOf(operation);
  const sent: Record<Parameter['place'], Record<string, unknown>> = {
    path: {},
    query: contextOf(operation),
    header: {},
  };
  for (const [name, value] of Object.entries(params)) {
    const parameter = named(parameters, name);
    const wire = parameter?.wire ?? (Array.isArray(value) ? `${name}[]` : name);
    sent[parameter?.place ?? 'query'][wire] = value;
  }
  const address = createFinalURL(operation.path, {
    baseUrl: `/${api}`,
    params: sent,
    pathSerializer: defaultPathSerializer,
    querySerializer: createQuerySerializer(),
  });
  const headers = Object.entries(sent.header).map(([name, value]) => [name, String(value)]);
  return { address, headers: Object.fromEntries(headers) };
}

/** A program that asks for a case. */
export function snippetOf(
  origin: string,
  api: string,
  { hosts }: MockTable,
  [id, operation]: readonly [string, MockOperation],
  { params, usager }: Asked,
): string {
  const parameters = parametersOf(operation);
  const own = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [named(parameters, name)?.key ?? name, value]),
  );
  const create = `create${pascalCase(api)}`;
  const options = {
    [hosts.length > 0 ? 'environment' : 'baseUrl']: `${origin}/${api}`,
    token: 'essai',
    ...contextOf(operation),
  };
  const citizen = isForCitizen(operation) && usager ? `withFranceConnect(${quote(usager)}).` : '';
  return [
    `import { ${create} } from '@apigouv/${api}';`,
    '',
    `const client = ${create}(${literal(options, '', 80)});`,
    `const { data } = await client.${citizen}${id}(${literal(own, '', 60)});`,
  ].join('\n');
}
