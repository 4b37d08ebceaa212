import { ConfigurationError } from '@apigouv/core';
import { Gate } from './gate.ts';
import { schedule } from './hours.ts';
import { checkKey } from './key.ts';
import type { BatchOptions, Estimate, Progress, Report, Run, RunOptions } from './options.ts';
import { type Limit, Pace } from './pace.ts';
import { Runner } from './runner.ts';
import type { Line, LineState, NewLine } from './store.ts';
import { Tally } from './tally.ts';

/** Lines given to the store at a time. */
const CHUNK = 1_000;
/** How often progress is told. */
const PROGRESS_MS = 1_000;

const DEFAULTS = { share: 1, concurrency: 100, attempts: 12, retryDelay: 60_000 };

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
  const settings = { ...DEFAULTS, ...defined(options) };
  check(name, settings);
  const hours = schedule(options.hours);
  const lines = await options.store.open(name);
  const notes = await lines.notes();
  const pace = new Pace((notes.limit as Limit | undefined) ?? options.limit);
  const gate = new Gate(lines, settings.retryDelay);
  let current: { runner: Runner<T>; tally: Tally; ended: Promise<unknown> } | undefined;

  const tallyOf = () => new Tally(pace, hours, settings.share);

  function start({ signal, maxIdle = Infinity, onProgress }: RunOptions = {}): Run {
    if (current) throw new ConfigurationError('batch.run : ce traitement tourne déjà dans ce processus.');
    const begun = performance.now();
    const tally = tallyOf();
    const runner = new Runner({ options: settings, lines, gate, hours, pace, tally, maxIdle });
    const listeners = new Set<(progress: Progress) => void>(onProgress ? [onProgress] : []);
    const tell = async (): Promise<void> => {
      if (listeners.size === 0) return;
      const progress = tally.progress(await lines.counts());
      for (const listener of listeners) {
        try {
          listener(progress);
        } catch {
          // A dashboard that breaks stops no call.
        }
      }
    };
    const work = async (): Promise<Report> => {
      const stop = () => runner.stop();
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop);
      // What it fails on, the run meets too.
      const telling = setInterval(() => void tell().catch(() => {}), PROGRESS_MS);
      try {
        await gate.reopen();
        const outcome = await runner.run();
        clearInterval(telling);
        await tell();
        return {
          ...tally.progress(await lines.counts()),
          ...{
            outcome,
            calls: tally.calls,
            durationMs: performance.now() - begun,
            codes: await lines.codes(),
          },
          ...(outcome === 'paused' && gate.pause && { pause: gate.pause }),
        };
      } finally {
        clearInterval(telling);
        signal?.removeEventListener('abort', stop);
        current = undefined;
      }
    };
    const report = work();
    // Whoever only iterates meets the failure there.
    current = { runner, tally, ended: report.catch(() => {}) };

    return {
      // biome-ignore lint/suspicious/noThenProperty: a run is awaited for its report.
      then: (done, failed) => report.then(done, failed),
      async *[Symbol.asyncIterator]() {
        let latest: Progress | undefined;
        let arrived = (): void => {};
        const listener = (progress: Progress): void => {
          latest = progress;
          arrived();
        };
        listeners.add(listener);
        let isOver = false;
        const over = report.finally(() => {
          isOver = true;
          arrived();
        });
        over.catch(() => {});
        try {
          yield tally.progress(await lines.counts());
          for (;;) {
            if (!latest && !isOver)
              await new Promise<void>((resolve) => {
                arrived = resolve;
              });
            if (latest) {
              const progress = latest;
              latest = undefined;
              yield progress;
            } else if (isOver) break;
          }
          await report;
        } finally {
          listeners.delete(listener);
          runner.stop();
          await report.catch(() => {});
        }
      },
    };
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
      const { waiting, running, later } = await lines.counts();
      const calls = waiting + running + later;
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

/** An option given as undefined is not given. */
const defined = <O extends object>(options: O): O =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as O;

function check<T>(name: string, options: typeof DEFAULTS & BatchOptions<T>): void {
  const isWhole = (value: number): boolean => Number.isInteger(value) && value > 0;
  const { share, concurrency, attempts, retryDelay, limit } = options;
  const wrong =
    typeof name !== 'string' || !/^[\w.-]{1,100}$/.test(name)
      ? 'le nom du traitement : lettres, chiffres, point, tiret et souligné, 100 au plus.'
      : typeof options.call !== 'function' || typeof options.save !== 'function'
        ? '« call » et « save » sont des fonctions.'
        : typeof options.store?.open !== 'function'
          ? '« store » est un moteur : sqlite(…) ou bullmq(…).'
          : !(share > 0 && share <= 1)
            ? '« share » est une part, dans ]0, 1].'
            : !isWhole(concurrency) || !isWhole(attempts)
              ? '« concurrency » et « attempts » sont des entiers positifs.'
              : !(retryDelay > 0 && retryDelay < Infinity)
                ? '« retryDelay » est un nombre de millisecondes.'
                : limit && !(limit[0] >= 1 && limit[1] > 0 && limit[1] < Infinity)
                  ? '« limit » est un couple [appels, secondes].'
                  : undefined;
  if (wrong) throw new ConfigurationError(`openBatch : ${wrong}`);
}
