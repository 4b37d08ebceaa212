import { ConfigurationError } from '@apigouv/core';
import { settingsOf } from './check-options.ts';
import { Gate } from './gate.ts';
import { schedule } from './hours.ts';
import { checkKey } from './key.ts';
import type { BatchOptions, Estimate, Progress, Run, RunOptions } from './options.ts';
import { type Limit, Pace } from './pace.ts';
import { startRun } from './run.ts';
import { Runner } from './runner.ts';
import type { Line, LineState, NewLine } from './store.ts';
import { leftOf, Tally } from './tally.ts';

/** Lines given to the store at a time. */
const CHUNK = 1_000;
/** Un traitement ouvert. */
export interface Batch {
  /** Nom du traitement. */
  readonly name: string;
  /**
   * Ajoute des lignes : des clés, ou `{ key, group }` ; une panne ne met en attente que son groupe. Une clé déjà connue est ignorée. Une clé ne
   * dit rien d'une personne : un numéro de dossier, jamais un NIR (refusé) ni un nom.
   */
  add(
    lines: Iterable<string | NewLine> | AsyncIterable<string | NewLine>,
  ): Promise<{ added: number; known: number }>;
  /** Commence tout de suite. Parcourir l'exécution donne son avancement, en sortir l'arrête ; l'attendre donne son rapport. */
  run(options?: RunOptions): Run;
  /** Compte ce qui serait demandé, et le temps qu'il faudrait ; ne demande rien. */
  dryRun(): Promise<Estimate>;
  /** Où en est le traitement, sans rien demander. */
  progress(): Promise<Progress>;
  /** Parcourt les lignes d'un état. */
  lines(state: LineState): AsyncIterable<Line>;
  /** Remet en attente les lignes refusées ou abandonnées, toutes ou celles de ces clés. Rend leur nombre. */
  putBack(which: 'refused' | 'abandoned' | readonly string[]): Promise<number>;
  /** Arrête ce qui tourne, rend les lignes prises et ferme le moteur. */
  close(): Promise<void>;
}

/**
 * Ouvre un traitement de masse, ou reprend celui de ce nom là où il s'était arrêté.
 *
 * L'identité des personnes n'entre jamais dans le moteur : une ligne est votre clé, son état, ses échecs, l'heure de son retour et un code
 * d'erreur. L'appel attend son tour du quota dans le client, en basse priorité.
 *
 * @param name Nom du traitement, un par campagne.
 * @throws ConfigurationError quand un réglage est faux, ou le moteur pris par un autre processus.
 *
 * @example
 * ```ts
 * import { openBatch } from '@apigouv/batch';
 * import { sqlite } from '@apigouv/batch/sqlite';
 * import { createParticulier, dateNaissance } from '@apigouv/particulier';
 *
 * const particulier = createParticulier({ recipient: '13002526500013' });
 * const jeanne = {
 *   nomNaissance: 'ROUX',
 *   prenoms: ['JEANNE', 'STEPHANIE'],
 *   sexeEtatCivil: 'F' as const,
 *   ...dateNaissance('1987-06-27'),
 *   codeCogInseePaysNaissance: '99100',
 *   codeCogInseeCommuneNaissance: '08480',
 * };
 * const familles = new Map([['famille-1', jeanne]]);
 * const quotients = new Map<string, number | null | undefined>();
 *
 * const batch = await openBatch('qf-2026-11', {
 *   store: sqlite(':memory:'),
 *   call: (key, options) => particulier.dss.quotientFamilial.identite(familles.get(key) as typeof jeanne, options),
 *   save: (key, { data }) => void quotients.set(key, data.quotient_familial?.valeur),
 * });
 * await batch.add(familles.keys());
 * const report = await batch.run();
 * console.log(report.outcome, report.done, quotients.get('famille-1')); // done 1 650
 * await batch.close();
 * ```
 */
export async function openBatch<T>(name: string, options: BatchOptions<T>): Promise<Batch> {
  const settings = settingsOf(name, options);
  const hours = schedule(options.hours);
  const lines = await options.store.open(name);
  const notes = await lines.notes();
  const pace = new Pace((notes.limit as Limit | undefined) ?? options.limit);
  const gate = new Gate(lines, settings.retryDelay);
  let current: { runner: Runner<T>; tally: Tally; ended: PromiseLike<unknown> } | undefined;

  const tallyOf = () => new Tally(pace, hours, settings.share);

  function start(runOptions: RunOptions = {}): Run {
    if (current) throw new ConfigurationError('batch.run : ce traitement tourne déjà dans ce processus.');
    const { maxIdle = Infinity } = runOptions;
    const tally = tallyOf();
    const runner = new Runner({ options: settings, lines, gate, hours, pace, tally, maxIdle });
    const run = startRun({ runner, tally, lines, gate }, runOptions);
    const end = (): void => {
      current = undefined;
    };
    current = { runner, tally, ended: run.then(end, end) };
    return run;
  }

  return {
    name,
    run: start,

    async add(given) {
      let [added, seen] = [0, 0];
      let chunk: NewLine[] = [];
      const flush = async (): Promise<void> => {
        added += await lines.add(chunk);
        chunk = [];
        current?.runner.look();
      };
      for await (const one of given) {
        const line = typeof one === 'string' ? { key: one } : { key: one.key, group: one.group };
        checkKey(line.key);
        seen++;
        chunk.push(line);
        if (chunk.length === CHUNK) await flush();
      }
      if (chunk.length > 0) await flush();
      return { added, known: seen - added };
    },

    async dryRun() {
      const calls = leftOf(await lines.counts());
      const { limit } = pace;
      const durationMs = pace.time(calls, settings.share);
      if (!limit || durationMs === undefined) return { calls };
      return { calls, limit, durationMs, endsAt: new Date(hours.endOf(durationMs, Date.now())) };
    },

    progress: async () => (current?.tally ?? tallyOf()).progress(await lines.counts()),
    lines: (state) => lines.list(state),

    async putBack(which) {
      const count = await lines.putBack(which);
      current?.runner.look();
      return count;
    },

    async close() {
      current?.runner.stop();
      await current?.ended;
      await lines.close();
    },
  };
}
