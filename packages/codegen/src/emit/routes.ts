/** `routes.ts`: what the client needs at run time, and nothing more. */
import type { Api, Limit, Operation } from '../model/types.ts';
import { camelCase } from '../names.ts';
import { header, literal, propertyKey, quote, sorted } from '../text.ts';
import { SharedConstants } from './constants.ts';
import { Implied } from './implied.ts';
import { constantName, flagsString, pathToken } from './route.ts';

export function emitRoutes(api: Api): string {
  const implied = new Implied(api.operations);
  const { context, formats } = implied;
  const shared = new SharedConstants(api.operations.map((operation) => quote(implied.paramsOf(operation))));
  const rows = api.operations
    .map((operation) => `    ${propertyKey(operation.id)}: ${routeOf(operation, implied, shared)},\n`)
    .join('');
  const grant = grantOf(api);
  return `${header(api.source)}${importsOf([...formats.values()].map(formatFunction), grant?.name)}
${shared.declarations}export const definition: ApiDefinition = {
  name: ${quote(api.title)},
  env: ${quote(api.env)},
  hosts: {${block(Object.entries(api.hosts ?? {}).map(([name, host]) => `${name}: ${quote(host)}`))}},
  limits: {${block(Object.entries(api.limits).map(([group, limit]) => `${propertyKey(group)}: ${limitTuple(limit)}`))}},
${context === '' ? '' : `  context: ${quote(context)},\n`}  routes: {
${rows}  },
  formats: {${block([...formats].map(([name, format]) => `${propertyKey(name)}: ${formatFunction(format)}`))}},
${particulars(api, grant?.value)}};
`;
}

/** How the API wants a citizen's token, when it has operations for one. */
function grantOf({ grantHeader, operations }: Api): { name: string; value: string } | undefined {
  if (grantHeader)
    return { name: 'franceConnectBeside', value: `franceConnectBeside(${quote(grantHeader)})` };
  if (!operations.some(({ access }) => access.franceConnect)) return undefined;
  return { name: 'franceConnect', value: 'franceConnect' };
}

/** What only some APIs have to say. */
function particulars({ statuses, errorFormat }: Api, grant: string | undefined): string {
  const fields: [string, string | undefined][] = [
    ['grant', grant],
    ['statuses', Object.keys(statuses).length > 0 ? literal(statuses, '  ') : undefined],
    ['errorFormat', errorFormat && quote(errorFormat)],
  ];
  return fields.map(([key, value]) => (value === undefined ? '' : `  ${key}: ${value},\n`)).join('');
}

const block = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${lines.map((line) => `    ${line},\n`).join('')}  `;

export const limitTuple = ({ limit, period, perOperation }: Limit): string =>
  `[${limit}, ${period}${perOperation ? ", 'operation'" : ''}]`;

/** `cog-commune` → `cogCommuneFormat`. */
const formatFunction = (format: string): string => `${camelCase(format)}Format`;

/** The public door, then the one of siblings. */
function importsOf(formats: readonly string[], grant: string | undefined): string {
  const isPublic = grant === 'franceConnect';
  const own = sorted(['type ApiDefinition', ...formats, ...(grant && !isPublic ? [grant] : [])]);
  const flat = `import { ${own.join(', ')} } from '@apigouv/core/internal';\n`;
  const wide = `import {\n${own.map((name) => `  ${name},\n`).join('')}} from '@apigouv/core/internal';\n`;
  const door = isPublic ? "import { franceConnect } from '@apigouv/core';\n" : '';
  return `${door}${flat.length <= 110 ? flat : wide}`;
}

function routeOf(operation: Operation, implied: Implied, shared: SharedConstants): string {
  const params = shared.use(quote(implied.paramsOf(operation)), constantName(operation));
  const flags = [flagsString(operation), implied.isApart(operation) ? 'o' : ''].filter(Boolean).join(' ');
  const parts = [quote(pathToken(operation)), params];
  if (operation.group !== undefined || flags !== '') parts.push(quote(operation.group ?? ''));
  if (flags !== '') parts.push(quote(flags));
  if (operation.retired !== undefined && operation.replacedBy) parts.push(quote(operation.replacedBy));
  const flat = parts.join(', ');
  // The width of the line without its key, which the longest operationIds leave.
  return flat.length <= 70 ? `[${flat}]` : `[\n${parts.map((part) => `      ${part},\n`).join('')}    ]`;
}
