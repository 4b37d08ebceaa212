import { wireName } from '../client/params.ts';
import { sleep } from '../client/wait.ts';
import { type Access, type AccessOptions, authorize, FRANCE_CONNECT, type Granted } from './access/access.ts';
import { holderOf } from './access/holder.ts';
import { linkDocuments } from './documents/documents.ts';
import type { MockOptions } from './options.ts';
import { builtinOf } from './provider/builtins.ts';
import { exampleFor } from './provider/example.ts';
import { maskBody } from './provider/mask.ts';
import { rawBehindFranceConnect } from './request/raw.ts';
import { faultsOf, type Raw } from './request/rules.ts';
import { isInACase, validate } from './request/validate.ts';
import type { ActiveScenarios } from './scenarios/active.ts';
import { OUTCOMES, outcomeOf } from './scenarios/outcome.ts';
import { type ResponseCache, secondsInCache } from './state/cache.ts';
import type { Locks } from './state/locks.ts';
import { type QuotaState, type Quotas, quotaState } from './state/quotas.ts';
import { type Answer, errorsAnswer, plain, withHeaders } from './table/answer.ts';
import { findCase, subjectOf } from './table/cases.ts';
import { type ApiError, errorOf, notFoundCode } from './table/errors.ts';
import type { Operation } from './table/operation.ts';
import { placed } from './table/places.ts';
import type { MockCase, ServerOrder, Values } from './table/types.ts';

/** A request to a known operation. */
export interface Call {
  readonly operation: Operation;
  readonly values: Values;
  /** The same, exactly as they were sent. */
  readonly raw: Raw;
  /** The version asked for does not exist: the operation is another version's. */
  readonly unknownVersion: boolean;
  /** Query parameters the operation does not declare: a test case may name them all the same. */
  readonly others: Values;
  readonly token: string | undefined;
  /** The citizen's token, where it goes beside the service's. */
  readonly grant: string | undefined;
  /** Where the request comes from. */
  readonly address: string | undefined;
  /** Origin the request was sent to. */
  readonly origin: string;
  /** `Cache-Control: no-cache`. */
  readonly fresh: boolean;
  /** Read only by a call that waits: a server makes it on demand. */
  readonly signal: () => AbortSignal | undefined;
}

/** The engine's settings and memory. */
export interface Engine extends AccessOptions {
  readonly options: MockOptions;
  readonly quotas: Quotas;
  readonly locks: Locks;
  readonly cache: ResponseCache;
  readonly scenarios: ActiveScenarios;
  /** Is this the address of an operation? */
  readonly isOperation: (address: URL) => boolean;
}

/** The official server's steps: retired, quota, token, scopes, those of the table in its order, provider, masks. */
export function respond(call: Call, engine: Engine): Answer | Promise<Answer> {
  const { operation } = call;
  const { retired } = operation.spec;
  if (retired !== undefined) return plain(410, `Cette opération n'existe plus depuis le ${retired}.`);
  const quota = takeQuota(call, engine);
  if (!quota) return checked(call, engine);
  if (quota.refused) return withHeaders(refusal(operation, '00429'), quota.headers);
  const answer = checked(call, engine);
  return answer instanceof Promise
    ? answer.then((late) => withHeaders(late, quota.headers))
    : withHeaders(answer, quota.headers);
}

function takeQuota(
  { operation, token, values, address }: Call,
  { quotas, scenarios, now }: Engine,
): QuotaState | undefined {
  const scenario = scenarios.take(['quotaExceeded'], operation);
  if (!scenario) return quotas.take(operation, { holder: holderOf(operation, token ?? '', values), address });
  const limit = operation.table.limits[operation.spec.group ?? '']?.limit ?? 0;
  return quotaState(limit, -1, now() / 1000 + scenario.retryAfter, now() / 1000);
}

function checked(call: Call, engine: Engine): Answer | Promise<Answer> {
  const { operation } = call;
  const access = accessFor(call, engine);
  if (access.refused !== undefined) return refusal(operation, access.refused);
  const key = callKey(call);
  let release = (): void => {};
  for (const step of operation.table.server?.steps ?? STEPS) {
    if (step === 'lock') {
      const taken = takeLock(call, key, engine);
      if (!taken) return refusal(operation, '00015');
      release = taken;
      continue;
    }
    const [first, ...others] = errorsAt(step, call, access, engine);
    if (!first) continue;
    release();
    return errorsAnswer([first, ...others], operation);
  }
  return provided(call, access, key, engine, release);
}

const STEPS: ServerOrder['steps'] = ['lock', 'parameters'];

function errorsAt(
  step: string | readonly string[],
  call: Call,
  access: Granted,
  engine: Engine,
): readonly ApiError[] {
  const { operation, values } = call;
  if (step === 'maintenance') return outcome(call, ['maintenance'], engine);
  // A public operation is asked nothing.
  if (operation.spec.public) return [];
  if (step === 'version') return call.unknownVersion ? [errorOf(operation, '00402')] : [];
  const { checks } = operation.spec;
  if (step === 'parameters' && !checks)
    return validate(operation, values, engine.options.trustCases ?? false);
  const names = step === 'parameters' ? (checks ?? []) : step;
  return typeof names === 'string' ? [] : faults(names, step !== 'parameters', call, access, engine);
}

/** Steps before the parameters only look at what the operation declares, and want what it requires. */
function faults(
  names: readonly string[],
  declaredOnly: boolean,
  { operation, raw }: Call,
  { identite }: Granted,
  engine: Engine,
): ApiError[] {
  const { server } = operation.table;
  if (!server) return [];
  const asked = declaredOnly ? names.filter((name) => isDeclared(operation, server, name)) : names;
  const request = {
    params: operation.spec.params,
    raw: identite ? rawBehindFranceConnect(raw, identite) : raw,
    now: engine.now(),
    ...(engine.options.trustCases && { trusts: trustOf(operation) }),
  };
  return faultsOf(asked, server, request).map((code) => errorOf(operation, code));
}

function trustOf(operation: Operation): (wire: string, value: string) => boolean {
  const keys = new Map(operation.spec.params.map((param) => [wireName(param), param.key]));
  return (wire, value) => isInACase(operation, keys.get(wire) ?? wire, value);
}

const isDeclared = ({ spec }: Operation, { rules }: ServerOrder, name: string): boolean =>
  (rules[name] ?? []).every(({ param: wire, required }) =>
    spec.params.some((param) => wireName(param) === wire && (param.required || !required)),
  );

const PUBLIC_ACCESS: Granted = { scopes: new Set(), claims: {} };

function accessFor({ operation, token, grant }: Call, engine: Engine): Access {
  if (operation.spec.public) return PUBLIC_ACCESS;
  const scenario = engine.scenarios.take(['expiredToken', 'missingScope'], operation);
  if (scenario?.type === 'missingScope') return { refused: '00100' };
  if (scenario) return { refused: operation.spec.citizen ? FRANCE_CONNECT.unknown : '00103' };
  return authorize(operation, { token, grant }, engine);
}

/** At once when nothing delays the answer: a promise costs as much as the rest. */
function provided(
  call: Call,
  access: Granted,
  key: string,
  engine: Engine,
  release: () => void,
): Answer | Promise<Answer> {
  const ms = latency(call.operation, engine);
  if (ms > 0) return delayed(call, ms, release).then(() => answered(call, access, key, engine));
  release();
  return answered(call, access, key, engine);
}

/** The lock outlives a caller that gives up, as the real one does; a call without answer lets go of it. */
async function delayed(call: Call, ms: number, release: () => void): Promise<void> {
  const signal = call.signal();
  const held = ms === Infinity ? sleep(ms, signal) : sleep(ms, undefined);
  held.then(release, release);
  await (ms === Infinity ? held : sleep(ms, signal));
}

// A public operation knows no caller, hence no lock.
function takeLock({ operation, token }: Call, key: string, engine: Engine): (() => void) | undefined {
  if (operation.spec.public) return () => {};
  return engine.scenarios.take(['locked'], operation) ? undefined : engine.locks.take(`${token} ${key}`);
}

function latency(operation: Operation, { options, scenarios }: Engine): number {
  if (scenarios.take(['hang'], operation)) return Infinity;
  const usual =
    typeof options.latency === 'function' ? options.latency(operation.id) : (options.latency ?? 0);
  return usual + (scenarios.take(['slow'], operation)?.ms ?? 0);
}

function outcome(
  { operation }: Call,
  types: readonly (typeof OUTCOMES)[number][],
  { scenarios }: Engine,
): ApiError[] {
  // The state of a provider tells its outage; it does not suffer from it.
  if (operation.spec.public && builtinOf(operation)) return [];
  const scenario = scenarios.take(types, operation);
  return scenario ? [outcomeOf(scenario, operation)] : [];
}

function answered(call: Call, access: Granted, key: string, engine: Engine): Answer {
  const { operation, values } = call;
  const builtin = builtinOf(operation);
  const [failure] = outcome(call, OUTCOMES, engine);
  if (failure) return errorsAnswer([failure], operation);
  if (!builtin) return recorded(call, access, key, engine);
  return builtin({ operation, access, values, scenarios: engine.scenarios, now: engine.now });
}

function recorded(call: Call, access: Granted, key: string, engine: Engine): Answer {
  const { operation, values } = call;
  const found =
    findCase(
      operation.cases,
      placed(subjectOf(new Map([...call.others, ...values]), access.identite, access.usager), operation),
    ) ?? exampleFor(operation, values, engine.options.examples);
  if (!found) return notFound(operation);
  const kept = secondsInCache(operation.spec, engine.now());
  const cached =
    kept === undefined || found.status !== 200 ? undefined : engine.cache.enter(key, kept, call.fresh);
  const linked = withDocuments(found, call, engine, cached?.madeAt ?? engine.now());
  const answer = caseAnswer(operation, linked, access, engine.options.mask ?? true);
  return cached ? withHeaders(answer, cached.headers) : answer;
}

function withDocuments(found: MockCase, call: Call, engine: Engine, madeAt: number): MockCase {
  const { operation, origin, fresh } = call;
  const { documentTtl, documentPlace = 'storage' } = operation.spec;
  if (documentTtl === undefined || found.response === undefined || engine.options.documents === false)
    return found;
  const dead = !fresh && engine.scenarios.take(['expiredLink'], operation) !== undefined;
  const hosts = operation.table.hosts;
  // The links of the proxy are made at each answer, even one that the cache kept.
  const start = documentPlace === 'proxy' ? engine.now() : madeAt;
  const response = linkDocuments(found.response, {
    place: documentPlace,
    origin,
    expires: dead ? 0 : start + documentTtl * 1000,
    isDocument: (text) =>
      hosts.some((host) => text.startsWith(`${host}/`)) && !engine.isOperation(new URL(text)),
  });
  return { ...found, response };
}

function caseAnswer(operation: Operation, found: MockCase, access: Granted, masked: boolean): Answer {
  const [first, ...others] = (found.codes ?? []).map((code) => errorOf(operation, code));
  if (first) return { ...errorsAnswer([first, ...others], operation), status: found.status };
  if (found.status === 204) return { status: 204, text: '', contentType: operation.contentType, headers: {} };
  const { masks } = operation.spec;
  const isMasked = masked && masks !== undefined && found.status < 300;
  const body = (
    isMasked ? maskBody(found.response, masks, access.scopes, !!operation.spec.bare) : found.response
  ) as object | undefined;
  return {
    status: found.status,
    text: textOf(body ?? {}),
    contentType: operation.contentType,
    headers: {},
  };
}

// A recorded answer is the same object at each call: it is written once.
const TEXTS = new WeakMap<object, string>();

function textOf(body: object): string {
  const known = TEXTS.get(body);
  if (known !== undefined) return known;
  const text = JSON.stringify(body);
  TEXTS.set(body, text);
  return text;
}

function notFound(operation: Operation): Answer {
  const code = notFoundCode(operation);
  return code ? refusal(operation, code) : plain(404, 'Aucun cas de test ne correspond à cette requête.');
}

function refusal(operation: Operation, code: string): Answer {
  return errorsAnswer([errorOf(operation, code)], operation);
}

/** The same question, whatever the order of its parameters. */
function callKey({ operation, values, token, grant }: Call): string {
  let key = `${operation.table.name} ${operation.id} ${operation.spec.citizen ? (grant ?? token) : ''}`;
  for (const [name, value] of values)
    key += `\u0000${name}\u0001${typeof value === 'string' ? value : value.join('\u0001')}`;
  return key;
}
