/** From the two JSON files of a specification to the model that the emitters share. */
import { isIdentifier, pascalCase } from '../names.ts';
import type { Document } from '../openapi.ts';
import { Problems } from '../problems.ts';
import { sorted } from '../text.ts';
import { attachCases } from './cases.ts';
import { readOperations } from './operations.ts';
import { checkSchemas } from './schemas.ts';
import type { Api, CaseFile, Limit } from './types.ts';

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
}

/** Throws a `SpecError` that lists every problem. */
export function readApi({ name, specFile, casesFile, document, cases, typeName }: ApiSource): Api {
  const problems = new Problems();
  const limits = readLimits(problems, specFile, document);
  const schemas = document.components?.schemas ?? {};
  const maskScopes = checkSchemas(problems, [specFile, 'components', 'schemas'], schemas);
  const operations = readOperations({ document, problems, file: specFile, limits });
  attachCases(problems, casesFile, cases, operations);
  const prefix = typeName ?? document.info?.['x-name'] ?? pascalCase(name);
  if (!isIdentifier(prefix))
    problems.add([specFile, 'info', 'x-name'], `« ${prefix} » n'est pas un identifiant TypeScript`);
  const api: Api = {
    typeName: prefix,
    title: document.info?.title ?? prefix,
    env: readEnv(problems, specFile, document),
    hosts: readHosts(problems, specFile, document),
    limits,
    schemas,
    operations,
    scopes: sorted([...maskScopes, ...operations.flatMap((operation) => operation.scopes ?? [])]),
    usagers: cases.usagers ?? {},
    source: specFile.split('/').at(-1) ?? specFile,
  };
  problems.throwIfAny();
  return api;
}

function readEnv(problems: Problems, file: string, document: Document): string {
  const env = document['x-env'];
  if (typeof env === 'string' && /^[A-Z][A-Z0-9_]*$/.test(env)) return env;
  problems.add([file, 'x-env'], "préfixe de variables d'environnement attendu, comme API_PARTICULIER");
  return '';
}

/** Production comes first, then the test environment. */
function readHosts(problems: Problems, file: string, document: Document): Api['hosts'] {
  const [production, staging, ...others] = (document.servers ?? []).map((server) =>
    server.url.replace(/\/$/, ''),
  );
  if (production && staging && others.length === 0) return { production, staging };
  problems.add([file, 'servers'], 'deux serveurs attendus : la production, puis le bac à sable');
  return { production: '', staging: '' };
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
