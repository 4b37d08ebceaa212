import { parseArgs } from 'node:util';
import { SandboxError } from './errors.ts';
import type { SandboxOptions } from './sandbox.ts';
import { parseScenarios, SCENARIOS } from './scenarios.ts';

export const USAGE = `Bac à sable local des API de l'État.

  npx @apigouv/sandbox [options]

  --port N           port d'écoute (3001 ; 0 : un port libre)
  --host ADRESSE     adresse d'écoute (127.0.0.1)
  --api NOMS         API servies, séparées par des virgules (toutes)
  --donnees DOSSIER  cas de test dans la forme officielle, relus à chaque changement
  --scenario TEXTE   scénario en vigueur, répétable : panne:fournisseur=CNAV,fois=2
  --scopes NOMS      fabrique un jeton qui n'a que ces scopes
  --masquer          masque les champs selon les scopes du jeton, comme la production
  --quotas           compte les quotas, et refuse ce qui les dépasse
  --journal          écrit une ligne par appel, sans donnée personnelle
  --parametres       garde aussi les paramètres de chaque appel
  --help             ce texte

Scénarios : ${SCENARIOS.join(', ')}.`;

/** What the command line asks for. */
export interface Command {
  readonly help: boolean;
  readonly journal: boolean;
  readonly scopes: readonly string[] | undefined;
  readonly options: SandboxOptions;
}

const list = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);

export function readArgs(args: readonly string[]): Command {
  const { values } = parse(args);
  const {
    port,
    host,
    donnees,
    masquer = false,
    quotas = false,
    journal = false,
    parametres = false,
    help = false,
  } = values;
  const apis = list(values.api);
  return {
    help,
    journal,
    scopes: list(values.scopes),
    options: {
      ...(port === undefined ? {} : { port: readPort(port) }),
      ...(host === undefined ? {} : { host }),
      ...(apis === undefined ? {} : { apis }),
      ...(donnees === undefined ? {} : { donnees }),
      scenarios: (values.scenario ?? []).flatMap(parseScenarios),
      masquer,
      quotas,
      parametres,
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        api: { type: 'string' },
        donnees: { type: 'string' },
        scenario: { type: 'string', multiple: true },
        scopes: { type: 'string' },
        masquer: { type: 'boolean' },
        quotas: { type: 'boolean' },
        journal: { type: 'boolean' },
        parametres: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new SandboxError(unreadable(args, (error as NodeJS.ErrnoException).code));
  }
}

/** Node says it in English. */
function unreadable(args: readonly string[], code: string | undefined): string {
  const named = args.find((arg) => arg.startsWith('-')) ?? args[0] ?? '';
  const what =
    code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
      ? "une option n'a pas la valeur attendue"
      : code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL'
        ? 'un argument est en trop'
        : 'une option est inconnue';
  return `Ligne de commande illisible (${named}…) : ${what}. Voir --help.`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new SandboxError('--port : un nombre de 0 à 65535 est attendu.');
  return port;
}
