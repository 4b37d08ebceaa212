import type { Gate } from './gate.ts';
import type { Progress, Report, Run, RunOptions } from './options.ts';
import type { Runner } from './runner.ts';
import type { BatchLines } from './store.ts';
import type { Tally } from './tally.ts';

/** How often progress is told. */
const PROGRESS_MS = 1_000;

interface RunParts {
  runner: Pick<Runner<unknown>, 'run' | 'stop'>;
  tally: Tally;
  lines: BatchLines;
  gate: Gate;
}

type Listener = (progress: Progress) => void;

/** Begins a run: whoever awaits it has its report, whoever iterates its progress. */
export function startRun(parts: RunParts, { signal, onProgress }: RunOptions): Run {
  const { runner } = parts;
  const listeners = new Set<Listener>(onProgress ? [onProgress] : []);
  const report = reportOf(parts, listeners, signal);
  // Whoever only iterates meets the failure there.
  report.catch(() => {});
  return {
    // biome-ignore lint/suspicious/noThenProperty: a run is awaited for its report.
    then: (done, failed) => report.then(done, failed),
    async *[Symbol.asyncIterator]() {
      let latest: Progress | undefined;
      let arrived = (): void => {};
      const listener: Listener = (progress) => {
        latest = progress;
        arrived();
      };
      listeners.add(listener);
      let isOver = false;
      const end = (): void => {
        isOver = true;
        arrived();
      };
      report.then(end, end);
      try {
        yield await progressOf(parts);
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

const progressOf = async ({ tally, lines }: RunParts): Promise<Progress> =>
  tally.progress(await lines.counts());

async function reportOf(
  parts: RunParts,
  listeners: ReadonlySet<Listener>,
  signal: AbortSignal | undefined,
): Promise<Report> {
  const { runner, tally, lines, gate } = parts;
  const begun = performance.now();
  const stop = () => runner.stop();
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  // What it fails on, the run meets too.
  const telling = setInterval(() => void tell(parts, listeners).catch(() => {}), PROGRESS_MS);
  try {
    await gate.reopen();
    const outcome = await runner.run();
    clearInterval(telling);
    await tell(parts, listeners);
    return {
      ...(await progressOf(parts)),
      ...{ outcome, calls: tally.calls, durationMs: performance.now() - begun },
      codes: await lines.codes(),
      ...(outcome === 'paused' && gate.pause && { pause: gate.pause }),
    };
  } finally {
    clearInterval(telling);
    signal?.removeEventListener('abort', stop);
  }
}

async function tell(parts: RunParts, listeners: ReadonlySet<Listener>): Promise<void> {
  if (listeners.size === 0) return;
  const progress = await progressOf(parts);
  for (const listener of listeners) {
    try {
      listener(progress);
    } catch {
      // A dashboard that breaks stops no call.
    }
  }
}
