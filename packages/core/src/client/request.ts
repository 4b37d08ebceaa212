import { contextOf, decode, defaultGroup, type Found, findRoute, UNKNOWN_PATH } from './by-path.ts';
import { checkCallOptions } from './check-options.ts';
import { type Engine, engineOf, type PreparedRequest, prepare, send } from './create-client.ts';
import type { Param } from './definition.ts';
import { InvalidParameterError } from './errors/local.ts';
import type { CallOptions } from './options.ts';
import { wireName } from './params.ts';
import type { ApiResponse } from './response.ts';
import type { Call } from './result.ts';

/** Valeur d'un paramètre ; une liste a un élément par valeur. */
export type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/** Une requête par son chemin. */
export interface PathRequest {
  /** Chemin de l'API, tel quel ou avec ses paramètres entre accolades : `/v3/insee/sirene/unites_legales/{siren}`. */
  path: string;
  /** Valeurs des paramètres entre accolades. */
  params?: Readonly<Record<string, string | number>> | undefined;
  /** Paramètres de la chaîne de requête, comme l'API les nomme ; ce que le client a déjà n'est pas à répéter. */
  query?: Readonly<Record<string, QueryValue>> | undefined;
}

type Texts = Record<string, string | readonly string[]>;

/**
 * Demande un chemin de l'API, connu ou non de ce paquet, avec le jeton, les quotas, les reprises et le contexte (`recipient`…) du client. Celui d'une
 * opération connue est contrôlé et rendu comme par sa méthode ; ce que l'opération n'a pas part tel quel.
 *
 * @example
 * ```ts
 * import { createParticulier } from '@apigouv/particulier';
 * import { request } from '@apigouv/core/raw';
 *
 * const { data } = await request(createParticulier(), { path: '/api/pings' });
 * console.log(Array.isArray(data)); // true
 * ```
 */
export async function request(
  client: object,
  { path, params = {}, query = {} }: PathRequest,
  options: CallOptions = {},
): Promise<ApiResponse<unknown>> {
  const engine = engineOf(client);
  checkCallOptions(options);
  const given = { params: textsOf(params), query: textsOf(query) };
  const found = findRoute(engine, path);
  if (found) return send(engine, ofRoute(engine, found, given), options);
  const answer = await send(engine, ofPath(engine, path, given), options);
  const body = answer.data as { data?: unknown; links?: object; meta?: object } | null | undefined;
  if (!body || typeof body !== 'object' || !('data' in body)) return answer;
  const { data, links = {}, meta = {} } = body;
  return Object.assign(answer, { data, links, meta });
}

interface Given {
  params: Texts;
  query: Texts;
}

/** Without what is not given, and lists by the name that has no brackets. */
function textsOf(values: NonNullable<PathRequest['query']>): Texts {
  const texts = Object.entries(values).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    const text = Array.isArray(value) ? value.map(String) : String(value);
    return [
      [name.replace(/\[\]$/, ''), name.endsWith('[]') && !Array.isArray(text) ? [text] : text] as const,
    ];
  });
  return Object.fromEntries(texts);
}

/** As its method would; what the operation does not know goes with the rest. */
function ofRoute(engine: Engine, { id, route, values }: Found, { params, query }: Given): PreparedRequest {
  const given: Texts = { ...query, ...params, ...values };
  const byKey = Object.fromEntries(route.params.map((param) => [param.key, given[wireName(param)]]));
  const prepared = prepare(engine, id, route, byKey);
  const known = route.params.map(wireName);
  return added(
    prepared,
    Object.entries(query).filter(([name]) => !known.includes(name)),
  );
}

function ofPath(engine: Engine, path: string, { params, query }: Given): PreparedRequest {
  const prepared: PreparedRequest = {
    operation: 'request',
    route: { path: UNKNOWN_PATH, group: defaultGroup(engine.definition), bare: true },
    target: filled(path, params),
    headers: {},
    context: {},
    secrets: [],
  };
  for (const param of contextOf(engine.definition)) giveContext(engine, param, query, prepared);
  const segments = prepared.target.split('/').map(decode);
  prepared.secrets.push(...segments.filter((segment) => segment.length > 1));
  return added(prepared, Object.entries(query));
}

/** What the client was given once, unless the query says otherwise. */
function giveContext({ options }: Engine, param: Param, query: Texts, prepared: PreparedRequest): void {
  const wire = wireName(param);
  const value = query[wire] ?? (options as Record<string, unknown>)[param.key];
  if (typeof value !== 'string') return;
  prepared.context[param.key] = value;
  if (param.in === 'header') prepared.headers[wire.toLowerCase()] = value;
  else query[wire] = value;
}

function filled(path: string, params: Texts): string {
  const refuse = (parameter: string, reason: string): never => {
    throw new InvalidParameterError([{ parameter, reason }], 'request');
  };
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? refuse(name, 'manquant'))),
  );
  // An address would read it otherwise, and lead elsewhere.
  if (!/^\/[^?#\\\s]*$/.test(target) || /\/(\.|%2e){0,2}(\/|$)/i.test(target))
    refuse('path', "chemin de l'API attendu, sans chaîne de requête");
  return target;
}

const encode = encodeURIComponent;

function added(prepared: PreparedRequest, query: [string, string | readonly string[]][]): PreparedRequest {
  const parts = query.flatMap(([name, value]) =>
    typeof value === 'string'
      ? `${encode(name)}=${encode(value)}`
      : value.map((one) => `${encode(name)}[]=${encode(one)}`),
  );
  const known = Object.values(prepared.context);
  const values = query.flatMap(([, value]) => value).filter((one) => one.length > 1 && !known.includes(one));
  prepared.secrets.push(...values);
  if (parts.length > 0) prepared.target += (prepared.target.includes('?') ? '&' : '?') + parts.join('&');
  return prepared;
}

/** Une requête typée par les chemins de l'API ; un chemin inconnu admet tout. */
export type TypedRequest<Paths, Path extends string> = { path: Path } & (Path extends keyof Paths
  ? Paths[Path] extends { get: { parameters: { path?: infer Params; query?: infer Query } } }
    ? { params?: NonNullable<Params>; query?: Partial<NonNullable<Query>> }
    : never
  : Omit<PathRequest, 'path'>);

/** Ce que rend un chemin ; `unknown` quand il est inconnu. */
export type TypedCall<Paths, Path extends string> = Call<
  ApiResponse<
    Path extends keyof Paths
      ? Paths[Path] extends { get: { responses: { 200: { content: { [type: string]: infer Body } } } } }
        ? Body extends { data: infer Data }
          ? Data
          : Body
        : unknown
      : unknown
  >
>;
