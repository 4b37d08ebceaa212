/** Reads every operation of a document. */
import type { Document, OperationObject, Parameter, PathItem } from '../openapi.ts';
import { resolve } from '../openapi.ts';
import type { Problems } from '../problems.ts';
import { documentsOf } from './documents.ts';
import { readParams } from './params.ts';
import { readBody, readErrors, refusalsOf } from './responses.ts';
import type { Access, Limit, Operation } from './types.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const OPERATION_ID = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/;

export interface Source {
  document: Document;
  problems: Problems;
  /** The specification's file, as messages name it. */
  file: string;
  limits: Record<string, Limit>;
  /** Name that examples give to the API's client. */
  client: string;
}

export function readOperations(source: Source): Operation[] {
  const operations: Operation[] = [];
  const places = new Map<string, string>();
  for (const [path, reference] of Object.entries(source.document.paths ?? {})) {
    const item = resolve(source.document, reference);
    for (const method of METHODS) {
      if (!item?.[method]) continue;
      const where = [source.file, 'paths', path, method];
      const operation = readOperation(source, where, path, item, item[method] as OperationObject);
      if (method !== 'get') source.problems.add(where, 'seules les opérations GET sont prises en charge');
      const earlier = places.get(operation.id);
      if (earlier)
        source.problems.add([...where, 'operationId'], `« ${operation.id} » est déjà celui de ${earlier}`);
      places.set(operation.id, path);
      operations.push(operation);
    }
  }
  checkGroups(source, operations);
  checkSuccessors(source, operations);
  return operations;
}

/** A successor is an operationId, or a sentence where it lies elsewhere. */
function checkSuccessors({ problems, file }: Source, operations: readonly Operation[]): void {
  const known = new Set(operations.map(({ id }) => id));
  for (const { path, replacedBy } of operations) {
    if (replacedBy === undefined || !OPERATION_ID.test(replacedBy) || known.has(replacedBy)) continue;
    problems.add([file, 'paths', path, 'get', 'x-replaced-by'], `opération « ${replacedBy} » inconnue`);
  }
}

/** `a.b` cannot be a method and hold the method `a.b.c`. */
function checkGroups({ problems, file }: Source, operations: readonly Operation[]): void {
  for (const { id, path } of operations) {
    const inner = operations.find((other) => other.id.startsWith(`${id}.`));
    if (inner)
      problems.add(
        [file, 'paths', path, 'get', 'operationId'],
        `« ${id} » contient déjà « ${inner.id} » : choisissez un autre nom`,
      );
  }
}

function readOperation(
  { document, problems, file, limits, client }: Source,
  where: string[],
  path: string,
  item: PathItem,
  spec: OperationObject,
): Operation {
  const responses = spec.responses ?? {};
  const retired = readText(spec, 'x-retired');
  const access = readAccess(document, spec, grantHeaderOf(document) !== undefined);
  if (!access)
    problems.add(
      [...where, 'security'],
      'accès inconnu : jeton, franceConnect (avec jeton si son en-tête est à part) ou [] attendu, un seul par opération',
    );
  const group = readText(spec, 'x-rate-limit');
  if (group !== undefined && !limits[group]) {
    problems.add([...where, 'x-rate-limit'], `groupe « ${group} » absent de ${file} › x-rate-limits`);
  }
  const params = { document, problems, where, path };
  const body =
    retired !== undefined && !responses['200'] ? undefined : readBody(document, problems, where, responses);
  return {
    id: readId(),
    client,
    path,
    summary: spec.summary ?? '',
    description: spec.description ?? '',
    tag: spec.tags?.[0],
    deprecated: spec.deprecated ?? false,
    replacedBy: readText(spec, 'x-replaced-by'),
    retired,
    stagingOnly: spec['x-staging-only'] === true,
    provider: readText(spec, 'x-provider'),
    scopes: readScopes(),
    group,
    officialId: readText(spec, 'x-official-id'),
    checks: spec['x-server-checks'] ?? [],
    simulation: readText(spec, 'x-simulation'),
    probes: spec['x-probes'],
    cacheTtl: readNumber(spec, 'x-cache-ttl'),
    cacheUntil: readNumber(spec, 'x-cache-until'),
    access: access ?? { token: true, franceConnect: false, isPublic: false },
    params: readParams(params, mergeParameters(document, item.parameters ?? [], spec.parameters ?? [])),
    body,
    documents: documentsOf(document, body?.data),
    errors: readErrors(document, problems, where, responses),
    refusedWith: refusalsOf(responses).map(Number),
    cases: [],
    citizen: undefined,
  };

  function readId(): string {
    const id = spec.operationId;
    if (typeof id === 'string' && OPERATION_ID.test(id)) return id;
    const message = id === undefined ? 'manque' : `${JSON.stringify(id)} : forme famille.operation attendue`;
    problems.add([...where, 'operationId'], message);
    return path;
  }

  function readNumber(from: OperationObject, key: 'x-cache-ttl' | 'x-cache-until') {
    const value = from[key];
    if (value === undefined || typeof value === 'number') return value;
    problems.add([...where, key], 'un nombre est attendu');
    return undefined;
  }

  function readText(
    from: OperationObject,
    key: 'x-rate-limit' | 'x-provider' | 'x-replaced-by' | 'x-retired' | 'x-official-id' | 'x-simulation',
  ) {
    const value = from[key];
    if (value === undefined || typeof value === 'string') return value;
    problems.add([...where, key], 'une chaîne est attendue');
    return undefined;
  }

  function readScopes(): string[] | undefined {
    const scopes = spec['x-scopes'];
    if (Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string')) return scopes;
    if (scopes !== undefined) problems.add([...where, 'x-scopes'], 'une liste de scopes est attendue');
    else if (access && !access.isPublic && retired === undefined) {
      problems.add([...where, 'x-scopes'], "manque ([] si tout jeton valide ouvre l'opération)");
    }
    return undefined;
  }
}

/** An operation's parameter replaces its path item's of the same name and place. */
function mergeParameters(
  document: Document,
  shared: readonly Parameter[],
  own: readonly Parameter[],
): Parameter[] {
  const keyOf = (parameter: Parameter): string => {
    const found = resolve(document, parameter);
    return `${found?.in} ${found?.name}`;
  };
  const replaced = new Set(own.map(keyOf));
  return [...shared.filter((parameter) => !replaced.has(keyOf(parameter))), ...own];
}

function readAccess(document: Document, spec: OperationObject, beside: boolean): Access | undefined {
  const security = spec.security ?? document.security;
  if (!security) return undefined;
  const entries = security.map((entry) => Object.keys(entry).sort().join(' '));
  const citizen = beside ? 'franceConnect jeton' : 'franceConnect';
  const isPublic = entries.length === 0 || entries.includes('');
  const token = entries.includes('jeton');
  const franceConnect = entries.includes(citizen);
  // A client speaks for the service or for a citizen: an operation open to both is written as two.
  if (entries.some((entry) => !['', 'jeton', citizen].includes(entry)) || (token && franceConnect))
    return undefined;
  return { token, franceConnect, isPublic };
}

/** The header of the citizen's token, when it has one of its own beside the service's. */
export function grantHeaderOf(document: Document): string | undefined {
  const scheme = document.components?.securitySchemes?.franceConnect;
  return scheme?.type === 'apiKey' && scheme.in === 'header' ? scheme.name : undefined;
}
