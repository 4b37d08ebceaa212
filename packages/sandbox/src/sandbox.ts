import { watch } from 'node:fs';
import {
  createMock,
  type Mock,
  type MockAnswer,
  type MockCall,
  type MockRequest,
  type MockTable,
  type Scenario,
} from '@apigouv/core/mocks';
import { startServer } from '@apigouv/core/mocks/node';
import { handleAdmin, json } from './admin.ts';
import { APIS } from './apis.ts';
import { type Donnees, readDonnees } from './donnees/read.ts';
import { SandboxError } from './errors.ts';
import { parseScenarios } from './scenarios.ts';

/** Réglages du bac à sable. */
export interface SandboxOptions {
  /** Port d'écoute ; 3001 par défaut, 0 : un port libre. */
  port?: number;
  /** Adresse d'écoute ; `127.0.0.1` par défaut. */
  host?: string;
  /** API servies, par leur nom court ; toutes par défaut. */
  apis?: readonly string[];
  /** Dossier de cas de test dans la forme officielle, relu à chaque changement. */
  donnees?: string;
  /** Scénarios en vigueur dès le départ. */
  scenarios?: readonly Scenario[];
  /** Masque les champs selon les scopes du jeton, comme la production. Par défaut, comme le bac à sable officiel : non. */
  masquer?: boolean;
  /** Compte les quotas et refuse (429) ce qui les dépasse. */
  quotas?: boolean;
  /** Reçoit chaque appel ; il ne dit rien de la personne, sauf si `parametres` le demande. */
  journal?: (call: MockCall) => void;
  /** Garde les paramètres de chaque appel dans le journal : à réserver aux données fictives. */
  parametres?: boolean;
  /** Reçoit ce qui se passe de notable : données relues, dossier ignoré, fichier fautif. */
  onMessage?: (message: string) => void;
}

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
 * @throws `SandboxError` : port pris, API inconnue, dossier illisible.
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
  const { host = '127.0.0.1', port = 3001, quotas = false, masquer = false, donnees } = options;
  const tables = tablesOf(options.apis);
  const mock = createMock([...tables.values()], {
    mask: masquer,
    quotas,
    recordParams: options.parametres ?? false,
    tokens: TOKENS,
    examples: ['entreprise'],
    scenarios: options.scenarios ?? [],
    ...(options.journal ? { onCall: options.journal } : {}),
  });
  const data = donnees === undefined ? undefined : await load(mock, donnees, tables, options);
  const server = await startServer(
    { handle: (request) => answer(mock, tables, request) },
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

function tablesOf(names: readonly string[] = [...APIS.keys()]): Map<string, MockTable> {
  return new Map(
    names.map((name) => {
      const table = APIS.get(name);
      if (!table)
        throw new SandboxError(`API « ${name} » inconnue. API servies : ${[...APIS.keys()].join(', ')}.`);
      return [name, table];
    }),
  );
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): SandboxError {
  const why =
    error.code === 'EADDRINUSE'
      ? `le port ${port} est déjà pris : choisissez-en un autre avec --port`
      : `impossible d'écouter sur ${host}, port ${port} (${error.code})`;
  return new SandboxError(`Démarrage impossible : ${why}.`);
}

const SETTLE_MS = 100;

async function load(
  mock: Mock,
  folder: string,
  tables: ReadonlyMap<string, MockTable>,
  { onMessage = () => {} }: SandboxOptions,
): Promise<{ close(): void }> {
  const read = async (): Promise<Donnees> => {
    const found = await readDonnees(folder, [...tables.values()]);
    mock.load(found);
    return found;
  };
  onMessage(summary(await read()));
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { recursive: true }, () => {
    // Editors save in several steps: the folder is read once it is quiet.
    clearTimeout(timer);
    timer = setTimeout(() => {
      read().then(
        (found) => onMessage(summary(found)),
        (error: Error) => onMessage(`Données non relues, les précédentes restent : ${error.message}`),
      );
    }, SETTLE_MS);
  });
  watcher.on('error', () => onMessage(`Dossier de données perdu de vue : ${folder}.`));
  return {
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

function summary({ count, ignored }: Donnees): string {
  const left = ignored.length ? ` ; dossiers sans opération ici : ${ignored.join(', ')}` : '';
  return `${count} cas de test lus${left}.`;
}

async function answer(
  mock: Mock,
  tables: ReadonlyMap<string, MockTable>,
  request: MockRequest,
): Promise<MockAnswer> {
  const admin = handleAdmin(mock, tables, request);
  if (admin) return admin;
  const asked = request.headers.get(SCENARIO_HEADER);
  if (asked === null) return mock.handle(request);
  try {
    return await mock.handle({ ...request, scenarios: parseScenarios(asked) });
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return json(400, { erreur: error.message });
  }
}
