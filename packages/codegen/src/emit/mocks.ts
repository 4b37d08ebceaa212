/** `mocks.ts`: the table that the mock engine plays. */
import { type MaskedShape, MaskReader } from '../model/masks.ts';
import type { Api, Case, Operation, OperationError } from '../model/types.ts';
import { camelCase, isIdentifier, pascalCase } from '../names.ts';
import { header, literal, propertyKey, quote, sorted } from '../text.ts';
import { SharedConstants, sharedName } from './constants.ts';

const DEPTH = '      ';

export function emitMocks(api: Api): string {
  const codes = new SharedConstants(
    api.operations.map((operation) => [codesOf(operation), operation.id]),
    sharedName('codes'),
  );
  const answers = new SharedConstants(
    api.operations.flatMap(({ cases }) => cases.map((entry) => [answerOf(entry), entry.name])),
    ([name = '']) => `response${pascalCase(name)}`,
  );
  const common = commonErrors(api.operations);
  const masks = new MaskReader(api.schemas);
  const operations = api.operations.map((operation) => {
    const shape = operation.body && masks.read(operation.body.data);
    const { contentType } = operation.body ?? {};
    const fields: [string, string | undefined][] = [
      ['officialId', operation.officialId && quote(operation.officialId)],
      ['simulation', operation.simulation && quote(operation.simulation)],
      ['probes', operation.probes && literal(operation.probes, DEPTH)],
      ['scopes', operation.scopes && literal(operation.scopes, DEPTH)],
      ['masks', shape && literal(maskTree(shape), DEPTH)],
      ['checks', api.server && literal(operation.checks, DEPTH)],
      ['contentType', contentType === 'application/json' ? undefined : contentType && quote(contentType)],
      ['provider', operation.provider && quote(operation.provider)],
      ['cacheTtl', operation.cacheTtl?.toString()],
      ['cacheUntil', operation.cacheUntil?.toString()],
      ['documentTtl', operation.documents?.ttl.toString()],
      ['documentPlace', operation.documents?.place && quote(operation.documents.place)],
      ['codes', codes.use(codesOf(operation)).text],
      ['errors', ownErrors(operation, common)],
      ['cases', casesOf(operation, answers)],
    ];
    const lines = fields
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${DEPTH}${key}: ${value},\n`);
    const route = `${DEPTH}...routes${memberOf(operation.id)},\n`;
    return `    ${propertyKey(operation.id)}: {\n${route}${lines.join('')}    },\n`;
  });
  const own = Object.fromEntries([...common].map(([code, error]) => [code, errorBody(error)]));
  return `${header(api.source)}import type { MockTable } from '@apigouv/core/mocks';
import { definition, routes } from './routes.ts';

${codes.declarations}${answers.declarations}export const mockTable: MockTable = {
  name: definition.name,
  hosts: ${literal(Object.values(api.hosts ?? {}), '  ')},
  limits: definition.limits,
${api.addressLimit ? '  addressLimit: definition.addressLimit,\n' : ''}${particulars(api)}  scopes: ${literal(api.scopes, '  ')},
  providers: ${literal(api.providers, '  ')},
  usagers: ${literal(usagersOf(api), '  ')},
${serverOf(api)}  kinds: ${literal(api.errorTexts.kinds, '  ')},
  errors: ${literal({ ...api.errorTexts.codes, ...own }, '  ')},
  operations: {
${operations.join('')}  },
};
`;
}

const memberOf = (id: string): string => (isIdentifier(id) ? `.${id}` : `[${quote(id)}]`);

const serverOf = ({ server }: Api): string =>
  server ? `  server: ${literal(camelKeys(server), '  ')},\n` : '';

/** `range_code` → `rangeCode`, whatever the depth. */
function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camelCase(key), camelKeys(inner)]));
}

/** What only some APIs have to say. */
function particulars({ basePath, tokenPath, grantHeader, errorFormat }: Api): string {
  return Object.entries({ basePath, tokenPath, grantHeader, errorFormat })
    .map(([key, value]) => (value === undefined ? '' : `  ${key}: ${quote(value)},\n`))
    .join('');
}

const codesOf = ({ errors }: Operation): string =>
  literal(
    errors.map(({ code }) => code),
    '',
    Infinity,
  );

const answerOf = ({ response }: Case): string => literal(response);

function casesOf({ cases }: Operation, answers: SharedConstants): string {
  const entries = cases.map((entry) => {
    const { name, description, usager, params, status, response, codes } = entry;
    const shared = response === undefined ? undefined : answers.use(answerOf(entry));
    const body = shared?.isName ? shared.text : literal(response, `${DEPTH}    `);
    const lines = [
      `name: ${quote(name)}`,
      description === undefined ? '' : `description: ${quote(description.trim())}`,
      usager === undefined ? '' : `usager: ${quote(usager)}`,
      `params: ${literal(params, `${DEPTH}    `)}`,
      `status: ${status}`,
      shared === undefined ? '' : `response: ${body}`,
      codes === undefined ? '' : `codes: ${literal(codes, `${DEPTH}    `)}`,
    ];
    return `${DEPTH}  {\n${lines
      .filter((line) => line !== '')
      .map((line) => `${DEPTH}    ${line},\n`)
      .join('')}${DEPTH}  },\n`;
  });
  return entries.length === 0 ? '[]' : `[\n${entries.join('')}${DEPTH}]`;
}

const maskTree = ({ masks }: MaskedShape): Record<string, object> =>
  Object.fromEntries(
    [...masks].map(([key, { scope, inner }]) => [
      key,
      { ...(scope === undefined ? {} : { scopes: [scope] }), ...(inner ? { fields: maskTree(inner) } : {}) },
    ]),
  );

const errorBody = ({ status, title, detail, source, meta, parameter, alsoFor, when }: OperationError) => ({
  status,
  title,
  detail,
  ...(source === undefined || source === null ? {} : { source }),
  ...(meta === undefined || Object.keys(meta).length === 0 ? {} : { meta }),
  parameter,
  alsoFor,
  when,
});

const sameError = (a: OperationError, b: OperationError | undefined): boolean =>
  JSON.stringify(errorBody(a)) === JSON.stringify(b && errorBody(b));

/** For each code the text met most often; an operation that says otherwise keeps its own. */
function commonErrors(operations: readonly Operation[]): Map<string, OperationError> {
  const texts = new Map<string, Map<string, { error: OperationError; count: number }>>();
  for (const error of operations.flatMap((operation) => operation.errors)) {
    const variants = texts.get(error.code) ?? new Map();
    const key = JSON.stringify(errorBody(error));
    variants.set(key, { error, count: (variants.get(key)?.count ?? 0) + 1 });
    texts.set(error.code, variants);
  }
  const most = (variants: Map<string, { error: OperationError; count: number }>): OperationError[] =>
    [...variants.values()]
      .sort((a, b) => b.count - a.count)
      .slice(0, 1)
      .map(({ error }) => error);
  return new Map(
    sorted(texts.keys()).flatMap((code) => most(texts.get(code) ?? new Map()).map((error) => [code, error])),
  );
}

function ownErrors({ errors }: Operation, common: Map<string, OperationError>): string | undefined {
  const own = errors.filter((error) => !sameError(error, common.get(error.code)));
  if (own.length === 0) return undefined;
  return literal(Object.fromEntries(own.map((error) => [error.code, errorBody(error)])), DEPTH);
}

const usagersOf = ({ usagers }: Api) =>
  Object.fromEntries(Object.entries(usagers).map(([id, { identite, scopes }]) => [id, { identite, scopes }]));
