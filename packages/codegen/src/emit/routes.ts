/** `routes.ts`: what the client needs at run time, and nothing more; the mock table adds to the same rows. */
import type { Api, Operation } from '../model/types.ts';
import { header, literal, propertyKey, quote, sorted } from '../text.ts';
import { cleanFunction, formatFunction, ParamRows, type RefusedCodes } from './rows.ts';

export function emitRoutes(api: Api): string {
  const params = new ParamRows(api.operations, refusedCodes(api));
  const routes = api.operations
    .map((operation) => `  ${propertyKey(operation.id)}: ${routeOf(operation, params)},\n`)
    .join('');
  const grant = grantOf(api);
  return `${header(api.source)}${importsOf(api, grant?.name)}
${params.declarations}export const routes = {
${routes}} satisfies Record<string, Route>;

export const definition: ApiDefinition = {
  name: ${quote(api.title)},
  agent: ${quote(api.agent)},
  env: ${quote(api.env)},
  hosts: ${literal(api.hosts ?? {}, '  ')},
  limits: ${literal(limitsOf(api), '  ')},
  routes,
${particulars(api, grant?.value)}};
`;
}

/** Quotas as core's tables have them. */
const limitsOf = ({ limits }: Api): Record<string, object> =>
  Object.fromEntries(
    Object.entries(limits).map(([group, { limit, period, perOperation }]) => [
      group,
      { limit, period, ...(perOperation ? { perOperation } : {}) },
    ]),
  );

/** How the API wants a citizen's token, when it has operations for one. */
function grantOf({ grantHeader, operations }: Api): { name: string; value: string } | undefined {
  if (grantHeader)
    return { name: 'franceConnectBeside', value: `franceConnectBeside(${quote(grantHeader)})` };
  if (!operations.some(({ access }) => access.franceConnect)) return undefined;
  return { name: 'franceConnect', value: 'franceConnect' };
}

const takesRecipient = ({ params }: Operation): boolean =>
  params.some(({ key, context }) => key === 'recipient' && context);

/** What only some APIs have to say. */
function particulars(api: Api, grant: string | undefined): string {
  const { statuses, errorFormat, operations } = api;
  const providers = providersOf(api);
  const fields: [string, string | undefined][] = [
    ['addressLimit', api.addressLimit && literal(api.addressLimit, '  ')],
    ['recipients', operations.some(takesRecipient) ? 'true' : undefined],
    ['grant', grant],
    ['statuses', Object.keys(statuses).length > 0 ? literal(statuses, '  ') : undefined],
    ['providers', Object.keys(providers).length > 0 ? literal(providers, '  ') : undefined],
    ['errorFormat', errorFormat && quote(errorFormat)],
  ];
  return fields.map(([key, value]) => (value === undefined ? '' : `  ${key}: ${value},\n`)).join('');
}

/** Who answers by which first two digits; `00` is the platform, which is none. */
function providersOf({ operations, providers }: Api): Record<string, string> {
  const prefixes = operations.flatMap(({ errors }) => errors.map(({ code }) => code.slice(0, 2)));
  const named = sorted([...new Set(prefixes)]).flatMap((prefix) => {
    const name = prefix === '00' ? undefined : providers[prefix];
    return name === undefined ? [] : [[prefix, name]];
  });
  return Object.fromEntries(named);
}

/** Codes of the API, or kinds of refusal, by the parameter that they are about, where the body does not name it. */
function refusedCodes({ operations, errorTexts }: Api): RefusedCodes {
  const table = new Map<string, string[]>();
  const add = (names: readonly (string | undefined)[], code: string): void => {
    for (const name of names) {
      if (name === undefined) continue;
      const codes = table.get(name) ?? [];
      table.set(name, sorted([...new Set([...codes, code])]));
    }
  };
  for (const { code, source, parameter, alsoFor = [] } of operations.flatMap(({ errors }) => errors)) {
    const named = source && 'parameter' in source ? source.parameter : undefined;
    const about = [parameter ?? named, ...alsoFor];
    if (about.join() !== (named ?? '')) add(about, code);
    for (const key of [code, code.slice(2)]) add(errorTexts.about?.[key] ?? [], key);
  }
  return table;
}

/** The public door, then the one of siblings. */
function importsOf({ operations }: Api, grant: string | undefined): string {
  const params = operations
    .filter(({ retired }) => retired === undefined)
    .flatMap((operation) => operation.params);
  const functions = params.flatMap(({ format, normalise }) => [
    ...(format === undefined ? [] : [formatFunction(format)]),
    ...(normalise === undefined ? [] : [cleanFunction(normalise)]),
  ]);
  const isPublic = grant === 'franceConnect';
  const values = sorted([...functions, ...(grant && !isPublic ? [grant] : [])]);
  const names = ['type ApiDefinition', 'type Param', 'type Route', ...values];
  const flat = `import { ${names.join(', ')} } from '@apigouv/core/internal';\n`;
  const wide = `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '@apigouv/core/internal';\n`;
  const door = isPublic ? "import { franceConnect } from '@apigouv/core';\n" : '';
  return `${door}${flat.length <= 110 ? flat : wide}`;
}

function routeOf(operation: Operation, rows: ParamRows): string {
  const { path, group, access, body, deprecated, retired, replacedBy, stagingOnly } = operation;
  const isBare = body?.bare || (!body && retired === undefined);
  const fields: [string, string | undefined][] = [
    ['path', quote(path)],
    ['params', rows.use(operation)],
    ['group', group && quote(group)],
    ['citizen', access.franceConnect ? 'true' : undefined],
    ['public', access.isPublic ? 'true' : undefined],
    ['bare', isBare ? 'true' : undefined],
    ['stagingOnly', stagingOnly ? 'true' : undefined],
    ['retired', retired && quote(retired)],
    ['deprecated', deprecated && retired === undefined ? 'true' : undefined],
    ['replacedBy', retired && replacedBy && quote(replacedBy)],
  ];
  const lines = fields.flatMap(([key, value]) => (value ? [`${key}: ${value}`] : []));
  const flat = `{ ${lines.join(', ')} }`;
  return flat.length <= 70 ? flat : `{\n${lines.map((line) => `    ${line},\n`).join('')}  }`;
}
