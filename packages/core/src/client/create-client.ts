import type { Auth } from './auth/auth.ts';
import { bearer } from './auth/bearer.ts';
import type { FranceConnectGrant } from './auth/france-connect.ts';
import { checkCallOptions, checkOptions } from './check-options.ts';
import { copyOptions } from './copy-options.ts';
import type { ApiDefinition, Route } from './definition.ts';
import { warnOnce } from './deprecation.ts';
import { assertNotBrowser, readEnv, resolveBaseUrl } from './environment.ts';
import { goneError } from './errors/classify.ts';
import { ConfigurationError } from './errors/local.ts';
import { fingerprint } from './fingerprint.ts';
import type { CallOptions, ClientOptions, Timeouts } from './options.ts';
import { encodeParams } from './params.ts';
import { createPipeline, type Pipeline } from './pipeline/index.ts';
import { bucketsOf } from './quota/bucket.ts';
import type { Bucket } from './quota/store.ts';
import type { ApiResponse } from './response.ts';
import { toResponse } from './to-response.ts';

const ENGINE = Symbol.for('@apigouv/client');

type Values = Readonly<Record<string, unknown>>;
type Method = (params?: Values, options?: CallOptions) => Promise<ApiResponse<unknown>>;

/** What a client shares with those made from it: one pipeline, hence one quota and one set of connections. */
export interface Engine {
  readonly definition: ApiDefinition;
  readonly options: ClientOptions;
  readonly baseUrl: string;
  readonly host: string;
  /** What it tells servers of itself; undefined in a page. */
  readonly agent: string | undefined;
  readonly pipeline: Pipeline;
  readonly auth: () => Auth;
  readonly grant?: Auth;
}

/** Fait le client d'une API d'après sa définition ; le paquet qui l'appelle lui donne son type généré. */
export function createClient(definition: ApiDefinition, given: ClientOptions = {}): object {
  checkOptions(definition, given);
  const options = copyOptions(given);
  let auth: Auth | undefined;
  const baseUrl = resolveBaseUrl(definition, options.environment, options.dangerouslyAllowHttp);
  return buildTree({
    definition,
    options,
    baseUrl,
    host: new URL(baseUrl).host,
    agent: agentOf(definition),
    pipeline: createPipeline(options, definition),
    // Read at the first call: a client may be created before its environment is ready.
    auth: () => {
      auth ??= resolveAuth(definition, options.token);
      return auth;
    },
  });
}

/** Le même client avec d'autres valeurs de contexte : quotas et connexions restent communs. */
export function withContext<T extends object>(
  client: T,
  context: Readonly<Record<string, string | undefined>>,
): T {
  const engine = engineOf(client);
  return buildTree({ ...engine, options: { ...engine.options, ...context } }) as T;
}

export function engineOf(client: object): Engine {
  const engine = (client as { [ENGINE]?: () => Engine })[ENGINE]?.();
  if (!engine) throw new ConfigurationError('Un client créé par @apigouv est attendu ici.');
  return engine;
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
  for (const [id, route] of Object.entries(routes)) {
    if (!!route.citizen !== !!engine.grant) continue;
    const names = id.split('.');
    const last = names.pop() as string;
    let node = tree;
    for (const name of names) {
      node[name] ??= {};
      node = node[name] as Record<string, unknown>;
    }
    node[last] = createMethod(engine, id, route);
  }
  // A function: an inspection of hidden properties shows nothing of the options.
  Object.defineProperty(tree, ENGINE, { value: () => engine });
  if (engine.definition.recipients && !engine.grant) {
    tree.forRecipient = (recipient: string, context: object = {}) =>
      withContext(tree, { ...context, recipient });
  }
  if (grantOf && !engine.grant) {
    tree.withFranceConnect = (grant: string | FranceConnectGrant) =>
      buildTree({ ...engine, grant: grantOf(grant, engine.auth) });
  }
  return tree;
}

function createMethod(engine: Engine, operation: string, route: Route): Method {
  return async (values = {}, callOptions) => {
    if (callOptions) checkCallOptions(callOptions);
    return send(engine, prepare(engine, operation, route, values), callOptions ?? {});
  };
}

/** Refuses what cannot be sent. */
export function prepare(
  { definition, options, baseUrl }: Engine,
  operation: string,
  route: Route,
  values: Values,
): PreparedRequest {
  if (route.stagingOnly && baseUrl === definition.hosts.production)
    throw new ConfigurationError(`${operation} n'existe qu'en bac à sable : environment « staging ».`);
  if (route.retired) throw goneError(operation, route.replacedBy);
  if (route.deprecated) warnOnce(operation, route);
  return { operation, route, ...encodeParams(operation, route, values, options as Values) };
}

/** A checked request, on its way into the pipeline. */
export interface PreparedRequest {
  operation: string;
  route: { path: string; group?: string | undefined; public?: true; bare?: true };
  target: string;
  headers: Record<string, string>;
  context: Record<string, string>;
  secrets: string[];
  requestId?: string | undefined;
  /** Headers made for each call. */
  perCall?: readonly string[];
}

export async function send(
  engine: Engine,
  request: PreparedRequest,
  callOptions: CallOptions,
): Promise<ApiResponse<unknown>> {
  const { operation, route, context, requestId, perCall } = request;
  const { options, baseUrl, grant } = engine;
  const bare = !!route.bare;
  const auth = route.public ? undefined : (grant ?? engine.auth());
  // A server has no document: nothing to refuse there.
  if (auth && !options.dangerouslyAllowBrowser && 'document' in globalThis) assertNotBrowser(baseUrl);
  const own = { ...lowerCased(options.headers), ...lowerCased(callOptions.headers) };
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...own,
    ...(engine.agent && { 'user-agent': `${own['user-agent'] ?? ''} ${engine.agent}`.trim() }),
    ...request.headers,
    ...(callOptions.cache ? { 'cache-control': callOptions.cache } : {}),
  };
  const { attempt = 15_000, total = TOTAL_MS } = {
    ...delays(options.timeout),
    ...delays(callOptions.timeout),
  };
  // Each by its name: so many at once, spread, cost more than the rest of the call.
  const answer = engine.pipeline.run({
    operation,
    path: route.path,
    url: baseUrl + request.target,
    headers,
    perCall,
    context,
    requestId,
    // The citizen's identity is in the token, unknown to us: the empty text, found in any other, masks all the server writes.
    secrets: grant ? [''] : request.secrets,
    auth,
    citizen: !!grant,
    authKey: '',
    bucketsOf: (authKey) => countersOf(engine, request, route.group, grant ? 'fc' : authKey),
    buckets: [],
    share: callOptions.share ?? 1,
    low: callOptions.priority === 'low',
    bare,
    attemptMs: attempt,
    totalMs: total,
    retries: retriesOf(callOptions.retries ?? options.retries),
    signal: callOptions.signal,
    deadline: 0,
    attempts: 0,
    shared: false,
  });
  return answer.then((given) => toResponse(given, bare));
}

/** Who calls: the package, and what runs it. A page has the browser's own name. */
function agentOf({ agent }: ApiDefinition): string | undefined {
  if ('document' in globalThis) return undefined;
  const { process, navigator } = globalThis as {
    process?: { versions?: { node?: string } };
    navigator?: { userAgent?: string };
  };
  const node = process?.versions?.node;
  return `${agent} ${node ? `node/${node}` : (navigator?.userAgent ?? '')}`.trim();
}

const DEFAULT_RETRIES = 2;

const retriesOf = (retries: number | false = DEFAULT_RETRIES): number => (retries === false ? 0 : retries);

const lowerCased = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

export const TOTAL_MS = 60_000;

export const delays = (timeout: ClientOptions['timeout']): Timeouts | undefined =>
  typeof timeout === 'number' ? { total: timeout } : timeout;

/** Citizens' tokens come and go: their calls count for the service as a whole. */
export function countersOf(
  { definition, options: { quota, account }, host }: Engine,
  { operation, context }: Pick<PreparedRequest, 'operation' | 'context'>,
  group: string | undefined,
  authKey: string,
): Bucket[] {
  if (quota === false) return [];
  const holder = account === undefined ? authKey : `account-${fingerprint(account)}`;
  const delegation = context.delegationId && fingerprint(context.delegationId);
  return bucketsOf(definition, quota ?? {}, { host, operation, group, holder, delegation });
}
