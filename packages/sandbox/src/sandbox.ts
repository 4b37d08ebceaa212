import {
  createMock,
  type Mock,
  type MockAnswer,
  type MockRequest,
  type MockTable,
  type Scenario,
} from '@apigouv/core/mocks';
import { startServer } from '@apigouv/core/mocks/node';
import { handleAdmin, json } from './admin/routes.ts';
import { callerCheck } from './callers.ts';
import { watchFolder } from './data/watch.ts';
import { SandboxError } from './errors.ts';
import { type SandboxOptions, tablesOf } from './options.ts';
import { parseScenarios } from './scenarios.ts';
import { targetCheck } from './targets.ts';

/** Bac à sable en marche. */
export interface Sandbox {
  /** Origine du serveur. */
  readonly url: string;
  /** Adresse de chaque API, par son nom court : l'`environment` du client. */
  readonly apis: Readonly<Record<string, string>>;
  /** Le moteur de simulation, pour activer des scénarios depuis un test. */
  readonly mock: Mock;
  /** Arrête tout. */
  close(): Promise<void>;
}

/** Jetons convenus : n'importe quel autre mot ouvre tout. */
const TOKENS = {
  'jeton-expire': { expired: true },
  'jeton-revoque': { blacklisted: true },
  'jeton-inconnu': { unknown: true },
};

/** En-tête qui met une seule requête en panne. */
export const SCENARIO_HEADER = 'x-sandbox-scenario';

/**
 * Démarre un bac à sable.
 *
 * @throws `SandboxError` : port pris, API inconnue, dossier illisible, scénario qui ne vise rien.
 * @example
 * ```ts
 * import { createParticulier } from '@apigouv/particulier';
 * import { startSandbox } from '@apigouv/sandbox';
 *
 * const sandbox = await startSandbox({ port: 0 });
 * const particulier = createParticulier({
 *   environment: sandbox.apis.particulier ?? '',
 *   token: 'essai',
 *   recipient: '13002526500013',
 * });
 * const { data } = await particulier.withFranceConnect('jeanne-roux').dss.quotientFamilial.franceConnect();
 * console.log(data.quotient_familial?.valeur); // 650
 * await sandbox.close();
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 3001, quotas = false, mask = false, recordParams = false } = options;
  const { onMessage = () => {}, scenarios = [] } = options;
  const tables = tablesOf(options.apis);
  const checkTargets = targetCheck(tables);
  checkTargets(scenarios);
  const mock = createMock([...tables.values()], {
    mask,
    quotas,
    recordParams,
    tokens: TOKENS,
    examples: ['entreprise'],
    // Whoever brings test cases makes numbers up.
    trustCases: options.data !== undefined,
    scenarios,
    ...(options.onCall ? { onCall: options.onCall } : {}),
  });
  const { use } = mock;
  mock.use = (...more) => {
    checkTargets(more);
    use(...more);
  };
  const data =
    options.data === undefined
      ? undefined
      : await watchFolder(options.data, mock, [...tables.values()], onMessage);
  const served = [...tables.values()].flatMap(({ hosts }) => hosts.map((origin) => new URL(origin).host));
  const checkCaller = callerCheck(host, [...(options.allowedHosts ?? []), ...served], onMessage);
  const parse = (text: string): Scenario[] => {
    const asked = parseScenarios(text);
    checkTargets(asked);
    return asked;
  };
  const server = await startServer(
    {
      async handle(request) {
        const refused = checkCaller(request);
        return refused ? json(403, { error: refused }) : answer(mock, tables, request, parse);
      },
    },
    { host, port },
  ).catch((error: NodeJS.ErrnoException) => {
    data?.close();
    throw listenError(error, host, port);
  });
  return {
    url: server.url,
    apis: Object.fromEntries([...tables.keys()].map((name) => [name, `${server.url}/${name}`])),
    mock,
    async close() {
      data?.close();
      await server.close();
    },
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): SandboxError {
  const why =
    error.code === 'EADDRINUSE'
      ? `le port ${port} est déjà pris : choisissez-en un autre avec --port`
      : `impossible d'écouter sur ${host}, port ${port} (${error.code})`;
  return new SandboxError(`Démarrage impossible : ${why}.`);
}

async function answer(
  mock: Mock,
  tables: ReadonlyMap<string, MockTable>,
  request: MockRequest,
  parse: (text: string) => Scenario[],
): Promise<MockAnswer> {
  const admin = handleAdmin(mock, tables, request);
  if (admin) return admin;
  const asked = request.headers.get(SCENARIO_HEADER);
  if (asked === null) return mock.handle(request);
  try {
    return await mock.handle({ ...request, signal: request.signal, scenarios: parse(asked) });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return json(400, { error: error.message });
  }
}
