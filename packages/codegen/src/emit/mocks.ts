/** `mocks.ts`: the table that the mock engine plays. */
import { type MaskedShape, MaskReader } from '../model/masks.ts';
import type { Api, Case, Operation, OperationError } from '../model/types.ts';
import { camelCase } from '../names.ts';
import { header, literal, propertyKey, quote, sorted } from '../text.ts';
import { SharedConstants } from './constants.ts';
import { constantName, flagsString, paramsString } from './route.ts';
import { limitTuple } from './routes.ts';

const DEPTH = '      ';

export function emitMocks(api: Api): string {
  const params = new SharedConstants(api.operations.map((operation) => quote(paramsString(operation))));
  const codes = new SharedConstants(api.operations.map((operation) => quote(codesString(operation))));
  const answers = new SharedConstants(
    api.operations.flatMap(({ cases }) => cases.map((entry) => answerOf(entry))),
  );
  const common = commonErrors(api.operations);
  const masks = new MaskReader(api.schemas);
  const operations = api.operations.map((operation) => {
    const flags = flagsString(operation);
    const shape = operation.body && masks.read(operation.body.data);
    const fields: [string, string | undefined][] = [
      ['path', quote(operation.path)],
      ['officialId', operation.officialId && quote(operation.officialId)],
      ['params', params.use(quote(paramsString(operation)), constantName(operation))],
      ['group', operation.group && quote(operation.group)],
      ['flags', flags === '' ? undefined : quote(flags)],
      ['scopes', operation.scopes && literal(operation.scopes, DEPTH)],
      ['masks', shape && literal(maskTree(shape), DEPTH)],
      [
        'contentType',
        operation.body && operation.body.contentType !== 'application/json'
          ? quote(operation.body.contentType)
          : undefined,
      ],
      ['cacheTtl', operation.cacheTtl?.toString()],
      ['documentTtl', operation.documentTtl?.toString()],
      [
        'codes',
        codes.use(quote(codesString(operation)), constantName(operation).replace(/^params/, 'codes')),
      ],
      ['errors', ownErrors(operation, common)],
      ['cases', casesOf(operation, answers)],
    ];
    const lines = fields
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${DEPTH}${key}: ${value},\n`);
    return `    ${propertyKey(operation.id)}: {\n${lines.join('')}    },\n`;
  });
  const limits = Object.entries(api.limits).map(
    ([group, limit]) => `    ${propertyKey(group)}: ${limitTuple(limit)},\n`,
  );
  return `${header(api.source)}import type { MockTable } from '@apigouv/core/mocks';

${params.declarations}${codes.declarations}${answers.declarations}export const mockTable: MockTable = {
  name: ${quote(api.title)},
  hosts: ${literal(Object.values(api.hosts ?? {}), '  ')},
${particulars(api)}  limits: {
${limits.join('')}  },
  scopes: ${literal(api.scopes, '  ')},
  providers: ${literal(providersOf(api), '  ')},
  usagers: ${literal(usagersOf(api), '  ')},
  errors: ${literal(Object.fromEntries([...common].map(([code, error]) => [code, errorBody(error)])), '  ')},
  operations: {
${operations.join('')}  },
};
`;
}

/** What only some APIs have to say. */
function particulars({ basePath, tokenPath, grantHeader, errorFormat }: Api): string {
  return Object.entries({ basePath, tokenPath, grantHeader, errorFormat })
    .map(([key, value]) => (value === undefined ? '' : `  ${key}: ${quote(value)},\n`))
    .join('');
}

const codesString = ({ errors }: Operation): string => errors.map(({ code }) => code).join(' ');

const answerOf = ({ reponse }: Case): string => literal(reponse);

function casesOf({ cases }: Operation, answers: SharedConstants): string {
  const entries = cases.map((entry) => {
    const { nom, description, usager, params, status, reponse, codes } = entry;
    const body =
      reponse === undefined
        ? undefined
        : answers.use(answerOf(entry), `reponse${upperFirst(camelCase(nom))}`);
    const lines = [
      `nom: ${quote(nom)}`,
      description === undefined ? '' : `description: ${quote(description.trim())}`,
      usager === undefined ? '' : `usager: ${quote(usager)}`,
      `params: ${literal(params, `${DEPTH}    `)}`,
      `status: ${status}`,
      body === undefined ? '' : `reponse: ${/^\w+$/.test(body) ? body : literal(reponse, `${DEPTH}    `)}`,
      codes === undefined ? '' : `codes: ${literal(codes, `${DEPTH}    `)}`,
    ];
    return `${DEPTH}  {\n${lines
      .filter((line) => line !== '')
      .map((line) => `${DEPTH}    ${line},\n`)
      .join('')}${DEPTH}  },\n`;
  });
  return entries.length === 0 ? '[]' : `[\n${entries.join('')}${DEPTH}]`;
}

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function maskTree({ masks }: MaskedShape): Record<string, unknown> {
  return Object.fromEntries(
    [...masks].map(([key, { scope = null, inner }]) => [key, inner ? [scope, maskTree(inner)] : [scope]]),
  );
}

const errorBody = ({ status, title, detail, source, meta }: OperationError) => ({
  status,
  title,
  detail,
  ...(source === undefined || source === null ? {} : { source }),
  ...(meta === undefined || Object.keys(meta).length === 0 ? {} : { meta }),
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

/** Names of the providers, by prefix of code. */
export function providersOf({ operations }: Api): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { code, meta } of operations.flatMap((operation) => operation.errors)) {
    if (typeof meta?.provider === 'string') names[code.slice(0, 2)] ??= meta.provider;
  }
  return Object.fromEntries(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const usagersOf = ({ usagers }: Api) =>
  Object.fromEntries(Object.entries(usagers).map(([id, { identite, scopes }]) => [id, { identite, scopes }]));
