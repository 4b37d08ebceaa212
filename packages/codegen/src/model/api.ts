/** From the two JSON files of a specification to the model that the emitters share. */
import { camelCase, isIdentifier, pascalCase } from '../names.ts';
import type { Document } from '../openapi.ts';
import { Problems } from '../problems.ts';
import { sorted } from '../text.ts';
import { attachCases } from './cases.ts';
import { grantHeaderOf, readOperations } from './operations.ts';
import { checkSchemas } from './schemas.ts';
import type { Api, CaseFile, Limit, Operation } from './types.ts';

export interface ApiSource {
  /** Short name of the API: `particulier`. */
  name: string;
  /** The files, as messages name them. */
  specFile: string;
  casesFile: string;
  document: Document;
  cases: CaseFile;
  /** Prefix of type names; by default `info › x-name`, then the short name. */
  typeName?: string | undefined;
  /** Of the package, which tells servers its name. */
  version?: string | undefined;
}

/** Throws a `SpecError` that lists every problem. */
export function readApi({ name, specFile, casesFile, document, cases, typeName, version }: ApiSource): Api {
  const problems = new Problems();
  const limits = readLimits(problems, specFile, document);
  const schemas = document.components?.schemas ?? {};
  const maskScopes = checkSchemas(problems, [specFile, 'components', 'schemas'], schemas);
  const prefix = typeName ?? document.info?.['x-name'] ?? pascalCase(name);
  const client = camelCase(prefix);
  const operations = readOperations({ document, problems, file: specFile, limits, client });
  attachCases(problems, casesFile, cases, operations);
  if (!isIdentifier(prefix))
    problems.add([specFile, 'info', 'x-name'], `« ${prefix} » n'est pas un identifiant TypeScript`);
  const api: Api = {
    typeName: prefix,
    agent: `apigouv-${name}${version ? `/${version}` : ''}`,
    title: document.info?.title ?? prefix,
    env: readEnv(problems, specFile, document),
    ...readServers(problems, specFile, document),
    tokenPath: document.components?.securitySchemes?.jeton?.flows?.clientCredentials?.tokenUrl,
    grantHeader: grantHeaderOf(document),
    statuses: readStatuses(problems, specFile, document),
    errorTexts: document['x-error-texts'] ?? { kinds: {}, codes: {} },
    errorFormat: readErrorFormat(problems, specFile, document),
    server: document['x-server'] && { ...document['x-server'], rules: document['x-server-rules'] ?? {} },
    limits,
    addressLimit: readAddressLimit(problems, specFile, document),
    schemas,
    operations,
    providers: providersOf(operations),
    scopes: sorted([...maskScopes, ...operations.flatMap((operation) => operation.scopes ?? [])]),
    usagers: cases.usagers ?? {},
    source: specFile.split('/').at(-1) ?? specFile,
  };
  problems.throwIfAny();
  return api;
}

/** Names of the providers, by prefix of code. */
function providersOf(operations: readonly Operation[]): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { code, meta } of operations.flatMap((operation) => operation.errors)) {
    if (typeof meta?.provider === 'string') names[code.slice(0, 2)] ??= meta.provider;
  }
  return Object.fromEntries(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readEnv(problems: Problems, file: string, document: Document): string {
  const env = document['x-env'];
  if (typeof env === 'string' && /^[A-Z][A-Z0-9_]*$/.test(env)) return env;
  problems.add([file, 'x-env'], "préfixe de variables d'environnement attendu, comme API_PARTICULIER");
  return '';
}

// A host that is a variable is not public: whoever uses the API is told it.
const UNKNOWN_HOST = /^https:\/\/\{\w+\}(\/.*)?$/;

/** Production comes first, then the test environment; or one server whose host is not public. */
function readServers(problems: Problems, file: string, document: Document): Pick<Api, 'hosts' | 'basePath'> {
  const [production, staging, ...others] = (document.servers ?? []).map((server) =>
    server.url.replace(/\/$/, ''),
  );
  const unknown = staging === undefined && UNKNOWN_HOST.exec(production ?? '');
  if (unknown) return { hosts: undefined, basePath: unknown[1] };
  const isPublic = production && staging && others.length === 0;
  if (!isPublic)
    problems.add(
      [file, 'servers'],
      'deux serveurs attendus : la production, puis le bac à sable ; ou un seul, https://{hote}/…, si les hôtes ne sont pas publics',
    );
  return { hosts: isPublic ? { production, staging } : undefined, basePath: undefined };
}

function readStatuses(problems: Problems, file: string, document: Document): Record<number, number> {
  const meanings = Object.entries(document['x-status-meanings'] ?? {});
  const isStatus = (value: unknown): boolean => /^[45]\d\d$/.test(String(value));
  for (const [status, meaning] of meanings) {
    if (!isStatus(status) || !isStatus(meaning))
      problems.add([file, 'x-status-meanings', status], 'deux statuts en 4xx ou 5xx attendus');
  }
  return Object.fromEntries(meanings.map(([status, meaning]) => [status, Number(meaning)]));
}

function readErrorFormat(problems: Problems, file: string, document: Document): Api['errorFormat'] {
  const format = document['x-error-format'];
  if (format === undefined || format === 'erreur') return format;
  problems.add([file, 'x-error-format'], '« erreur » attendu');
  return undefined;
}

function readAddressLimit(problems: Problems, file: string, document: Document): Api['addressLimit'] {
  const { limit, period } = document['x-address-limit'] ?? {};
  if (limit === undefined && period === undefined) return undefined;
  if (!Number.isInteger(limit) || !Number.isInteger(period))
    problems.add([file, 'x-address-limit'], '{ limit, period } attendu');
  return { limit: limit as number, period: period as number };
}

function readLimits(problems: Problems, file: string, document: Document): Record<string, Limit> {
  const limits: Record<string, Limit> = {};
  for (const [group, { limit, period, per = 'group' }] of Object.entries(document['x-rate-limits'] ?? {})) {
    const valid =
      Number.isInteger(limit) && Number.isInteger(period) && (per === 'group' || per === 'operation');
    if (!valid)
      problems.add([file, 'x-rate-limits', group], '{ limit, period, per: group ou operation } attendu');
    limits[group] = { limit: limit as number, period: period as number, perOperation: per === 'operation' };
  }
  return limits;
}
