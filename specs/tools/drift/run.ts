/** What `npm run drift` does with its arguments, and the status it ends with: 1 when something new breaks a client, 2 when it cannot tell. */
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { accept, compareWithBaseline, readBaseline, scopeOf, serialize, writeBaseline } from './baseline.ts';
import { compare } from './compare.ts';
import { findOwn, readOfficial } from './documents.ts';
import { linesOf } from './report.ts';

export const USAGE = `npm run drift -- FICHIER|ADRESSE [--accept [--dry-run]]

Compare un document OpenAPI officiel avec la spécification qui partage le plus de chemins avec lui. Écrit ce qui est nouveau, ce qui casse
un client d'abord, et échoue dans ce cas. Lit aussi le document d'une seule opération (/open-api.yml?operation_id=…).

  --accept    enregistre les différences d'aujourd'hui dans specs/drift : elles ne comptent plus
  --dry-run   avec --accept, écrit à l'écran ce qui serait enregistré, et n'enregistre rien`;

export interface Folders {
  /** Our bundled specifications. */
  dist: string;
  baselines: string;
}

export type Output = Pick<Console, 'log' | 'error'>;

class UsageError extends Error {}

export async function run(args: readonly string[], folders: Folders, output: Output): Promise<number> {
  try {
    const { source, isAccepted, dryRun } = readArguments(args);
    const theirs = await readOfficial(source);
    const { api, document } = await findOwn(folders.dist, theirs);
    const differences = compare(document, theirs);
    const path = join(folders.baselines, `${api}.json`);
    const known = await readBaseline(path);
    const scope = scopeOf(document, theirs);
    if (!isAccepted)
      return report(api, compareWithBaseline(differences, known, scope), differences.length, output);
    const baseline = accept(differences, known, scope);
    if (dryRun) output.log(serialize(baseline).trimEnd());
    else await writeBaseline(path, baseline);
    const verb = dryRun ? 'à accepter' : 'acceptée(s)';
    output.log(`${api} : ${differences.length} différence(s) ${verb}, ${relative('.', path)}.`);
    return 0;
  } catch (error) {
    const isUsage = error instanceof UsageError;
    output.error(isUsage ? error.message : `Comparaison impossible : ${(error as Error).message}`);
    return 2;
  }
}

function readArguments(args: readonly string[]): { source: string; isAccepted: boolean; dryRun: boolean } {
  const options = { accept: { type: 'boolean' }, 'dry-run': { type: 'boolean' } } as const;
  const { values, positionals } = parse(() =>
    parseArgs({ args: args.filter((arg) => arg !== '--'), options, allowPositionals: true }),
  );
  const { accept: isAccepted = false, 'dry-run': dryRun = false } = values;
  const [source, ...others] = positionals;
  if (source === undefined || others.length > 0) throw new UsageError(USAGE);
  if (dryRun && !isAccepted) throw new UsageError(`--dry-run va avec --accept.\n\n${USAGE}`);
  return { source, isAccepted, dryRun };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw new UsageError(USAGE);
  }
}

function report(
  api: string,
  { added, gone }: ReturnType<typeof compareWithBaseline>,
  found: number,
  { log }: Output,
): number {
  const broken = added.filter(({ breaking }) => breaking).length;
  for (const line of linesOf(added, ({ breaking }) => (breaking ? '✗' : '·'))) log(line);
  for (const line of linesOf(gone, () => '✓', ' : acceptée, disparue')) log(line);
  log(`${api} : ${added.length} différence(s) nouvelle(s), dont ${broken} qui cassent un client.`);
  log(`${found - added.length} acceptée(s) demeurent, ${gone.length} ont disparu.`);
  return broken > 0 ? 1 : 0;
}
