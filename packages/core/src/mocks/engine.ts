import { tokenOf } from './access/access.ts';
import { type Answer, plain } from './answers/answer.ts';
import { documentAnswer, readDocument } from './documents/documents.ts';
import type { MockOptions } from './options.ts';
import { type Incoming, readIncoming } from './request/incoming.ts';
import { readValues } from './request/parameters.ts';
import { type Call, type Engine, respond } from './respond.ts';
import { createLocator, type Located } from './routing/apis.ts';
import type { Operation } from './routing/operation.ts';
import { activeScenarios } from './scenarios/active.ts';
import { cutError, cutResponse, spoil, TRANSPORT } from './scenarios/transport.ts';
import type { Scenario } from './scenarios/types.ts';
import { createCache } from './state/cache.ts';
import { createCalls, type MockCall } from './state/calls.ts';
import { createLocks } from './state/locks.ts';
import { createQuotas } from './state/quotas.ts';
import type { MockTable } from './types.ts';

/** Une ou plusieurs API simulées. Tout leur état (quotas, verrous, scénarios) tient dans cet objet. */
export interface Mock {
  /** Répond à une requête comme le ferait l'API ; se donne tel quel là où l'on attend `fetch`. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** La même fonction, au type exact de `fetch` : à donner à un client en option `fetch`. */
  readonly asFetch: typeof globalThis.fetch;
  /** Active des scénarios, qui s'ajoutent à ceux en cours. */
  use(...scenarios: Scenario[]): void;
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
 * const mock = createMock(table, { quotas: false });
 * const response = await mock.fetch('https://particulier.api.gouv.fr/api/ping');
 */
export function createMock(tables: MockTable | readonly MockTable[], options: MockOptions = {}): Mock {
  const list = isTable(tables) ? [tables] : tables;
  const now = options.now ?? Date.now;
  const locate = createLocator(list, options.cases ?? {});
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
  const calls = createCalls(options.journal ?? false);
  let requests = 0;

  async function fetch(input: Request | string | URL, init?: RequestInit): Promise<Response> {
    const incoming = readIncoming(input, init);
    incoming.signal?.throwIfAborted();
    requests += 1;
    const requestId = requestUuid(requests);
    const start = now();
    const located = locate(incoming.url);
    const call = located && readCall(incoming, located);
    const document = located ? undefined : readDocument(incoming.url);
    const operation = located?.operation ?? document?.operation;
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
      const answer = document ? documentAnswer(document, now()) : await answerTo(incoming, call, engine);
      const response = deliver(answer, requestId, operation, engine);
      record(response.status, answer.code);
      return response;
    } catch (error) {
      record(0);
      throw error;
    }
  }

  return {
    fetch,
    asFetch: (input, init) => fetch(new Request(input, init)),
    use: (...scenarios) => engine.scenarios.add(scenarios),
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

function readCall({ url, headers, signal }: Incoming, { operation, pathValues }: Located): Call {
  const path = new Map(operation.pathNames.map((name, index) => [name, pathValues[index] ?? '']));
  return {
    operation,
    values: readValues(operation.parameters, { query: url.searchParams, headers, path }),
    token: tokenOf(headers),
    origin: url.origin,
    fresh: headers.get('Cache-Control')?.includes('no-cache') ?? false,
    signal,
  };
}

async function answerTo({ method }: Incoming, call: Call | undefined, engine: Engine): Promise<Answer> {
  if (!call) return plain(404, "Cette route n'existe pas.");
  if (method !== 'GET') return plain(405, 'Seule la méthode GET est admise.', { Allow: 'GET' });
  return respond(call, engine);
}

/** The answer as it leaves, spoiled by a transport scenario if one is in force. */
function deliver(
  answer: Answer,
  requestId: string,
  operation: Operation | undefined,
  engine: Engine,
): Response {
  const scenario = operation && engine.scenarios.take(TRANSPORT, operation);
  if (scenario?.type === 'connexionCoupee' && scenario.moment === 'avant') throw cutError();
  const { status, text, contentType, headers } = scenario ? spoil(answer, scenario) : answer;
  const init = { status, headers: { 'Content-Type': contentType, 'X-Request-Id': requestId, ...headers } };
  return scenario?.type === 'connexionCoupee' ? cutResponse(text, init) : new Response(text, init);
}

// Numbers in the shape of a UUID: two runs of the same test see the same identifiers.
function requestUuid(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}
