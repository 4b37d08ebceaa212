import { parseArgs } from 'node:util';
import { SandboxError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import type { SandboxOptions } from '../options.ts';
import { parseScenarios, SCENARIOS } from '../scenarios.ts';

export const USAGE = `Bac à sable local des API de l'État.

  npx @apigouv/sandbox [options]

  --port N              port d'écoute (3001 ; 0 : un port libre)
  --host ADRESSE        adresse d'écoute (127.0.0.1)
  --allowed-hosts NOMS  autres noms par lesquels on l'appelle, séparés par des virgules : sandbox
  --api NOMS            API servies, séparées par des virgules (toutes)
  --data DOSSIER        cas de test dans la forme officielle, relus à chaque changement
  --scenario TEXTE      scénario en vigueur, répétable : outage:provider=CNAV,times=2
  --scopes NOMS         fabrique un jeton qui n'a que ces scopes
  --mask                masque les champs selon les scopes du jeton, comme la production
  --quotas              compte les quotas, et refuse ce qui les dépasse
  --log                 écrit une ligne par appel, sans donnée personnelle
  --params              garde aussi les paramètres de chaque appel
  --help                ce texte

Scénarios : ${SCENARIOS.join(', ')}.`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allowed-hosts': { type: 'string' },
  api: { type: 'string' },
  data: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  scopes: { type: 'string' },
  mask: { type: 'boolean' },
  quotas: { type: 'boolean' },
  log: { type: 'boolean' },
  params: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What the command line asks for. */
export interface Command {
  readonly help: boolean;
  readonly log: boolean;
  readonly scopes: readonly string[] | undefined;
  readonly options: SandboxOptions;
}

export function readArgs(args: readonly string[]): Command {
  refuseMistakes([...args]);
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { host, data, mask = false, quotas = false, log = false, params = false, help = false } = values;
  const apis = list(values.api);
  const allowedHosts = list(values['allowed-hosts']);
  return {
    help,
    log,
    scopes: list(values.scopes),
    options: {
      ...(values.port === undefined ? {} : { port: readPort(values.port) }),
      ...(host === undefined ? {} : { host }),
      ...(allowedHosts === undefined ? {} : { allowedHosts }),
      ...(apis === undefined ? {} : { apis }),
      ...(data === undefined ? {} : { data }),
      scenarios: (values.scenario ?? []).flatMap(parseScenarios),
      mask,
      quotas,
      recordParams: params,
    },
  };
}

/** Node would say it in English, and repeat what may be a token. */
function refuseMistakes(args: string[]): void {
  for (const token of parseArgs({ args, options: OPTIONS, strict: false, tokens: true }).tokens) {
    const why = token.kind === 'positional' ? 'un argument est en trop.' : mistakeIn(token);
    if (why) throw new SandboxError(`Ligne de commande illisible : ${why} Voir --help.`);
  }
}

interface OptionToken {
  readonly kind: string;
  readonly name?: string;
  readonly rawName?: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function mistakeIn({ kind, name = '', rawName = '', value, inlineValue }: OptionToken): string | undefined {
  if (kind !== 'option') return undefined;
  const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof typeof OPTIONS] : undefined;
  if (!option) {
    const known = Object.keys(OPTIONS).map((key) => `--${key}`);
    return `option « ${rawName} » inconnue.${suggestion(rawName, known)}`;
  }
  if (option.type === 'boolean') {
    return value === undefined ? undefined : `« ${rawName} » ne prend pas de valeur.`;
  }
  const isMissing = value === undefined || (!inlineValue && value.startsWith('-'));
  return isMissing ? `« ${rawName} » attend une valeur.` : undefined;
}

const list = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new SandboxError('--port : un nombre de 0 à 65535 est attendu.');
  return port;
}
