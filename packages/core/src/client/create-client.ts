import type { Auth } from './auth/auth.ts';
import { bearer } from './auth/bearer.ts';
import { type ApiDefinition, pathOf } from './definition.ts';
import { assertNotBrowser, readEnv, resolveBaseUrl } from './environment.ts';
import { goneError } from './errors/classify.ts';
import { ConfigurationError } from './errors/local.ts';
import { encodeParams, type Param, readParams } from './params.ts';
import type { Answer, Bucket, Next } from './pipeline/call.ts';
import { readUsage } from './pipeline/headers.ts';
import { createPipeline } from './pipeline/index.ts';
import type { ApiResponse, CallOptions, ClientOptions, ContextKey, FranceConnectGrant } from './types.ts';

const ENGINE = Symbol.for('@apigouv/client');

type Values = Readonly<Record<string, unknown>>;
type Method = (params?: Values, options?: CallOptions) => Promise<ApiResponse<unknown>>;

/** What a client shares with those made from it: one pipeline, hence one quota and one set of connections. */
export interface Engine {
  readonly definition: ApiDefinition;
  readonly options: ClientOptions;
  readonly baseUrl: string;
  readonly run: Next;
  readonly auth: () => Auth;
  readonly grant?: Auth;
}

/** Fait le client d'une API d'après sa définition ; le paquet qui l'appelle lui donne son type généré. */
export function createClient(definition: ApiDefinition, options: ClientOptions = {}): object {
  let auth: Auth | undefined;
  return buildTree({
    definition,
    options,
    baseUrl: resolveBaseUrl(definition, options.environment),
    run: createPipeline(options, definition.statuses),
    // Read at the first call: a client may be created before its environment is ready.
    auth: () => {
      auth ??= resolveAuth(definition, options.token);
      return auth;
    },
  });
}

/** Le même client avec d'autres valeurs de contexte : quotas et connexions restent communs. */
export function withContext<T extends object>(client: T, context: Pick<ClientOptions, ContextKey>): T {
  const engine = engineOf(client);
  return buildTree({ ...engine, options: { ...engine.options, ...context } }) as T;
}

export function engineOf(client: object): Engine {
  const engine = (client as { [ENGINE]?: Engine })[ENGINE];
  if (!engine) throw new ConfigurationError('Un client créé par @apigouv est attendu ici.');
  return engine;
}

/** Adresse et fonction `fetch` d'un client, pour ce qui se télécharge à côté de l'API. */
export function connectionOf(client: object): { baseUrl: string; fetch: typeof fetch } {
  const { baseUrl, options } = engineOf(client);
  return { baseUrl, fetch: options.fetch ?? fetch };
}

function resolveAuth({ env }: ApiDefinition, token: ClientOptions['token']): Auth {
  if (typeof token === 'object') return token;
  const source = token ?? readEnv(`${env}_TOKEN`);
  if (!source)
    throw new ConfigurationError(
      `Jeton absent : donnez l'option « token » ou la variable d'environnement ${env}_TOKEN.`,
    );
  return bearer(source);
}

function buildTree(engine: Engine): object {
  const tree: Record<string, unknown> = {};
  const { routes, grant: grantOf } = engine.definition;
  for (const id in routes) {
    const byCitizen = !!routes[id]?.[3]?.includes('f');
    if (byCitizen !== !!engine.grant) continue;
    const names = id.split('.');
    const last = names.pop() as string;
    let node = tree;
    for (const name of names) {
      node[name] ??= {};
      node = node[name] as Record<string, unknown>;
    }
    node[last] = createMethod(engine, id);
  }
  Object.defineProperty(tree, ENGINE, { value: engine });
  if (grantOf && !engine.grant) {
    tree.withFranceConnect = (grant: string | FranceConnectGrant) =>
      buildTree({ ...engine, grant: grantOf(grant, engine.auth) });
  }
  return tree;
}

function createMethod(engine: Engine, operation: string): Method {
  const route = engine.definition.routes[operation] as NonNullable<ApiDefinition['routes'][string]>;
  const [, , , flags = '', replacedBy] = route;
  let path = '';
  let params: Param[] | undefined;
  return async (values = {}, callOptions = {}) => {
    if (flags.includes('s') && engine.baseUrl === engine.definition.hosts.production)
      throw new ConfigurationError(`${operation} n'existe qu'en bac à sable : environment « staging ».`);
    if (flags.includes('g')) throw goneError(operation, replacedBy);
    if (!params) {
      path = pathOf(operation, route);
      params = readParams(path, route, engine.definition.context);
    }
    const { definition, options } = engine;
    const encoded = encodeParams(operation, path, params, values, options as Values, definition.formats);
    return send(engine, { operation, path, ...encoded, flags, group: route[2] }, callOptions);
  };
}

/** A checked request, on its way into the pipeline. */
export interface PreparedRequest {
  operation: string;
  path: string;
  target: string;
  headers: Record<string, string>;
  context: Record<string, string>;
  secrets: string[];
  requestId?: string | undefined;
  flags: string;
  group: string | undefined;
}

export async function send(
  engine: Engine,
  request: PreparedRequest,
  callOptions: CallOptions,
): Promise<ApiResponse<unknown>> {
  const { options, baseUrl, grant } = engine;
  const { flags, target } = request;
  const auth = flags.includes('p') ? undefined : (grant ?? engine.auth());
  if (auth && !options.dangerouslyAllowBrowser) assertNotBrowser(baseUrl);
  const authKey = !auth ? '' : typeof auth.key === 'string' ? auth.key : auth.key();
  const answer = await engine.run({
    ...request,
    url: baseUrl + target,
    headers: {
      accept: 'application/json',
      ...lowerCased(options.headers),
      ...lowerCased(callOptions.headers),
      ...request.headers,
      ...(callOptions.cache ? { 'cache-control': callOptions.cache } : {}),
    },
    // The citizen's identity is in the token, unknown to us: the empty text, found in any other, masks all the server writes.
    secrets: grant ? [''] : request.secrets,
    auth,
    authKey,
    // Citizens' tokens come and go: their calls count for the service as a whole.
    bucket: bucketOf(engine, request, grant ? 'fc' : authKey),
    bare: flags.includes('b'),
    ...delays(options.timeout, callOptions.timeout),
    retries: (callOptions.retries ?? options.retries ?? 2) || 0,
    signal: callOptions.signal,
    deadline: 0,
    attempts: 0,
    shared: false,
  });
  return toResponse(answer, flags);
}

const lowerCased = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function delays(
  client: ClientOptions['timeout'],
  call: CallOptions['timeout'],
): { attemptMs: number; totalMs: number } {
  const pick = (timeout: ClientOptions['timeout']) =>
    typeof timeout === 'number' ? { total: timeout } : timeout;
  const { attempt = 15_000, total = 60_000 } = { ...pick(client), ...pick(call) };
  return { attemptMs: attempt, totalMs: total };
}

function bucketOf(
  { definition, options }: Engine,
  { operation, group }: PreparedRequest,
  authKey: string,
): Bucket | undefined {
  const known = group ? definition.limits[group] : undefined;
  if (!known) return undefined;
  const [limit, period] = (options.quota || undefined)?.limits?.[group as string] ?? known;
  // Every version of an operation counts in the same bucket.
  const name = known[2] ? operation.replace(/^v\d+\./, '') : group;
  return { key: `${authKey} ${name}`, limit, periodMs: period * 1000 };
}

function toResponse({ body, headers, status, requestId }: Answer, flags: string): ApiResponse<unknown> {
  const envelope = (flags.includes('b') ? { data: body } : body) as {
    data: unknown;
    links?: object;
    meta?: object;
  };
  const expires = headers.get('x-cache-expires-in');
  return {
    data: envelope.data,
    links: envelope.links ?? {},
    meta: envelope.meta ?? {},
    ...readUsage(headers),
    ...(expires ? { cacheExpiresIn: +expires } : {}),
    ...(requestId ? { requestId } : {}),
    // Built on demand and without a body: the one `fetch` gave carries the person's identity in its address.
    get response() {
      return new Response(null, { status, headers });
    },
  };
}
