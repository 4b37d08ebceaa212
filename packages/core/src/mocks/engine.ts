import { grantOf, tokenOf } from './access/access.ts';
import { issueToken } from './access/oauth2.ts';
import { documentAnswer, readDocument } from './documents/documents.ts';
import type { MockOptions } from './options.ts';
import { type MockAnswer, type MockRequest, type MockRequestInit, readIncoming } from './request/incoming.ts';
import { otherValues, readValues } from './request/parameters.ts';
import { rawValues } from './request/raw.ts';
import { type Call, type Engine, respond } from './respond.ts';
import { createLocator, type Located } from './routing/apis.ts';
import { activeScenarios, withOwn } from './scenarios/active.ts';
import type { ScenarioTarget } from './scenarios/target.ts';
import { cutError, cutResponse, spoil, TRANSPORT } from './scenarios/transport.ts';
import type { Scenario } from './scenarios/types.ts';
import { createCache } from './state/cache.ts';
import { createCalls, type MockCall } from './state/calls.ts';
import { createLocks } from './state/locks.ts';
import { createQuotas } from './state/quotas.ts';
import { type Answer, plain } from './table/answer.ts';
import type { MockCase, MockTable, MockUsager } from './table/types.ts';

/** Ce que l'appelant ajoute aux données de test. */
export interface MockData {
  /** Cas de test, par `operationId` ; à précision égale, ils passent avant ceux de la table. */
  readonly cases?: Readonly<Record<string, readonly MockCase[]>>;
  /** Citoyens fictifs de FranceConnect, en plus de ceux de la table ; la clé tient lieu de jeton d'accès. */
  readonly usagers?: Readonly<Record<string, MockUsager>>;
}

/** Une ou plusieurs API simulées. Tout leur état (quotas, verrous, scénarios) tient dans cet objet. */
export interface Mock {
  /** Répond à une requête comme le ferait l'API ; se donne tel quel là où l'on attend `fetch`. */
  readonly fetch: (input: Request | string | URL, init?: MockRequestInit) => Promise<Response>;
  /** Répond à une requête déjà lue, sans les objets de `fetch` : ce qu'il faut à un serveur. */
  readonly handle: (request: MockRequest) => Promise<MockAnswer>;
  /** `fetch`, à son type exact, à donner à un client en option `fetch`. */
  readonly asFetch: typeof globalThis.fetch;
  /** Active des scénarios, qui s'ajoutent à ceux en cours. */
  use(...scenarios: Scenario[]): void;
  /** Remplace les cas de test et les citoyens de l'appelant ; quotas, scénarios et appels restent. */
  load(data: MockData): void;
  /** Scénarios en cours. */
  readonly scenarios: readonly Scenario[];
  /** Éteint tous les scénarios. */
  clearScenarios(): void;
  /** Remet tout à zéro : quotas, verrous, cache, appels, et les scénarios à ceux des options. */
  reset(): void;
  /** Les mille derniers appels, du plus ancien au plus récent. */
  readonly calls: readonly MockCall[];
  /** Origines des API simulées. */
  readonly origins: readonly string[];
}

/**
 * Crée le moteur de simulation d'une ou de plusieurs API.
 *
 * Avec plusieurs API, l'hôte de la requête désigne la bonne ; sur un hôte inconnu (serveur local), le chemin peut commencer par le nom
 * court de l'API : `/particulier/v3/…`.
 * @example
 * ```ts
 * import { createMock } from '@apigouv/core/mocks';
 * import { mockTable as entreprise } from '@apigouv/entreprise/mocks';
 * import { mockTable as particulier } from '@apigouv/particulier/mocks';
 *
 * const mock = createMock([particulier, entreprise], { quotas: false });
 * const response = await mock.fetch('https://particulier.api.gouv.fr/api/ping');
 * console.log(response.status); // 200
 * ```
 */
export function createMock(tables: MockTable | readonly MockTable[], options: MockOptions = {}): Mock {
  const list = isTable(tables) ? [tables] : tables;
  const now = options.now ?? Date.now;
  let locate = createLocator(list, options.cases ?? {});
  const engine: Engine = {
    ...(options.tokens && { tokens: options.tokens }),
    opaqueTokens: options.opaqueTokens ?? 'accept',
    options,
    now,
    quotas: createQuotas(options.quotas, now),
    locks: createLocks(),
    cache: createCache(now),
    scenarios: activeScenarios(now),
    isOperation: (address) => locate(address) !== undefined,
  };
  engine.scenarios.add(options.scenarios ?? []);
  const calls = createCalls(options.recordParams ?? false, options.onCall);
  let requests = 0;

  async function fetch(input: Request | string | URL, init?: MockRequestInit): Promise<Response> {
    const read = readIncoming(input, init);
    init?.signal?.throwIfAborted();
    const hasBody = read.method === 'POST' && read.body === undefined && input instanceof Request;
    const incoming = hasBody ? { ...read, body: await input.clone().text() } : read;
    const { text, cut, ...rest } = await handle(incoming);
    if (cut === 'before') throw cutError();
    // The constructor refuses even an empty body with this status.
    return cut ? cutResponse(text, rest) : new Response(rest.status === 204 ? null : text, rest);
  }

  async function handle(incoming: MockRequest): Promise<MockAnswer> {
    const { scenarios: own } = incoming;
    const scoped = own ? { ...engine, scenarios: withOwn(own, engine.scenarios, now) } : engine;
    requests += 1;
    const requestId = requestUuid(requests);
    const start = now();
    const located = locate(incoming.url);
    const call = located && readCall(incoming, located);
    const document = located ? undefined : readDocument(incoming.url);
    const operation = located?.operation ?? document?.target;
    const record = (status: number, code?: string) => {
      calls.add(
        {
          operation: operation?.id ?? null,
          status,
          ...(code !== undefined && { code }),
          duration: now() - start,
        },
        call?.values,
      );
    };
    try {
      const pending =
        (document && documentAnswer(document, now())) ??
        (located ? undefined : issueToken(list, incoming, now())) ??
        answerTo(incoming, call, scoped);
      const answer = pending instanceof Promise ? await pending : pending;
      const delivered = deliver(answer, requestId, operation, scoped);
      record(delivered.cut === 'before' ? 0 : delivered.status, answer.code);
      return delivered;
    } catch (error) {
      record(0);
      throw error;
    }
  }

  return {
    fetch,
    handle,
    asFetch: fetch,
    use: (...scenarios) => engine.scenarios.add(scenarios),
    load({ cases = {}, usagers = {} }) {
      const tables = list.map((table) => ({ ...table, usagers: { ...table.usagers, ...usagers } }));
      locate = createLocator(tables, cases);
    },
    get scenarios() {
      return engine.scenarios.list();
    },
    clearScenarios: () => engine.scenarios.clear(),
    reset() {
      engine.quotas.reset();
      engine.locks.reset();
      engine.cache.reset();
      engine.scenarios.clear();
      engine.scenarios.add(options.scenarios ?? []);
      calls.list.length = 0;
    },
    calls: calls.list,
    origins: list.flatMap((table) => table.hosts),
  };
}

function isTable(tables: MockTable | readonly MockTable[]): tables is MockTable {
  return 'operations' in tables;
}

function readCall(request: MockRequest, { operation, pathValues, unknownVersion }: Located): Call {
  const { url, headers, address } = request;
  const path = new Map(operation.pathNames.map((name, index) => [name, pathValues[index] ?? '']));
  const query = url.searchParams;
  const carriers = { query, headers, path };
  return {
    operation,
    unknownVersion,
    raw: rawValues(operation, carriers),
    values: readValues(operation.spec.params, carriers),
    others: otherValues(operation.wireNames, query),
    token: tokenOf(headers, query),
    grant: operation.spec.citizen ? grantOf(headers, operation.table.grantHeader) : undefined,
    address,
    origin: url.origin,
    fresh: headers.get('Cache-Control')?.includes('no-cache') ?? false,
    signal: () => request.signal,
  };
}

function answerTo({ method }: MockRequest, call: Call | undefined, engine: Engine): Answer | Promise<Answer> {
  if (!call) return plain(404, "Cette route n'existe pas.");
  if (method !== 'GET') return plain(405, 'Seule la méthode GET est admise.', { Allow: 'GET' });
  return respond(call, engine);
}

/** The answer as it leaves, spoiled by a transport scenario if one is in force. */
function deliver(
  answer: Answer,
  requestId: string,
  operation: ScenarioTarget | undefined,
  engine: Engine,
): MockAnswer {
  const scenario = operation && engine.scenarios.take(TRANSPORT, operation);
  const { status, text, contentType, headers } = scenario ? spoil(answer, scenario) : answer;
  return {
    status,
    text,
    headers: { 'Content-Type': contentType, 'X-Request-Id': requestId, ...headers },
    ...(scenario?.type === 'cutConnection' ? { cut: scenario.moment } : {}),
  };
}

// Numbers in the shape of a UUID: two runs of the same test see the same identifiers.
function requestUuid(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}
