import { randomUUID } from 'node:crypto';
import { type Job, type JobType, type Queue, UnrecoverableError, type Worker } from 'bullmq';
import type {
  BatchLines,
  Line,
  LineCounts,
  LineState,
  NewLine,
  Notes,
  Outcome,
  TakenLine,
} from '../store.ts';
import { idOf, keyOf } from './id.ts';
import { insist, isLost } from './insist.ts';

/** Jobs read at a time by who walks through them. */
const PAGE = 1_000;
/** Jobs asked for at once. */
const WAVE = 25;

/** What a job holds beside its id, which is the line's key. */
interface Kept {
  group?: string | undefined;
  attempts: number;
  code?: string | undefined;
  /** When it comes back. */
  at?: number | undefined;
  /** Of a job that failed. */
  state?: 'refused' | 'abandoned';
}

const JOB_TYPES: Readonly<Record<LineState, JobType[]>> = {
  waiting: ['waiting'],
  running: ['active'],
  later: ['delayed'],
  done: ['completed'],
  refused: ['failed'],
  abandoned: ['failed'],
};

export interface BullParts {
  lines: Queue<Kept>;
  /** Dead letters: one for each line that was abandoned. */
  abandoned: Queue;
  notes: Queue;
  worker: Worker<Kept>;
  lease: number;
}

/** The lines of a batch as BullMQ's jobs, which any number of processes share. */
export class BullLines implements BatchLines {
  readonly #parts: BullParts;
  readonly #token = randomUUID();
  readonly #taken = new Map<string, Job<Kept>>();
  readonly #renewing: ReturnType<typeof setInterval>;

  constructor(parts: BullParts) {
    this.#parts = parts;
    this.#renewing = setInterval(() => this.#renew(), parts.lease / 3);
    this.#renewing.unref();
  }

  async add(lines: readonly NewLine[]): Promise<number> {
    const before = await insist(() => this.#total());
    await insist(() =>
      this.#parts.lines.addBulk(
        lines.map(({ key, group }) => ({
          name: 'line',
          data: { group, attempts: 0 },
          opts: { jobId: idOf(key) },
        })),
      ),
    );
    return Math.min(lines.length, (await insist(() => this.#total())) - before);
  }

  async take(count: number): Promise<TakenLine[]> {
    const taken: TakenLine[] = [];
    // One first: most questions to an empty queue are not asked.
    for (let wave = 1; taken.length < count; wave = WAVE) {
      const asked = Math.min(wave, count - taken.length);
      const jobs = await Promise.all(
        Array.from({ length: asked }, () =>
          insist(() => this.#parts.worker.getNextJob(this.#token, { block: false })),
        ),
      );
      const found = jobs.filter((job) => job !== undefined);
      for (const job of found) taken.push(this.#hold(job));
      if (found.length < asked) break;
    }
    return taken;
  }

  async settle({ key, group }: TakenLine, outcome: Outcome): Promise<void> {
    const job = this.#taken.get(key);
    if (!job) return;
    this.#taken.delete(key);
    const { attempts, code } = { attempts: 0, code: undefined, ...outcome };
    try {
      await insist(() => this.#settle(job, key, { group, attempts, code }, outcome));
    } catch (error) {
      // Its lease had ended: another process has it, or had.
      if (!isLost(error)) throw error;
    }
  }

  async counts(): Promise<LineCounts> {
    const [jobs, abandoned] = await insist(() =>
      Promise.all([this.#parts.lines.getJobCounts(), this.#abandoned()]),
    );
    const { waiting = 0, active = 0, delayed = 0, completed = 0, failed = 0 } = jobs;
    return {
      ...{ waiting, running: active, later: delayed, done: completed },
      ...{ refused: Math.max(0, failed - abandoned), abandoned },
    };
  }

  async codes(): Promise<Readonly<Record<string, number>>> {
    const codes: Record<string, number> = {};
    for await (const { data } of this.#jobs(['failed'])) {
      const code = data.code ?? '';
      codes[code] = (codes[code] ?? 0) + 1;
    }
    return codes;
  }

  async nextIn(): Promise<number> {
    const [first] = await insist(() => this.#parts.lines.getJobs(['delayed'], 0, 0, true));
    return Math.max(0, (first?.data.at ?? Infinity) - Date.now());
  }

  async *list(state: LineState): AsyncGenerator<Line> {
    const isFailed = state === 'refused' || state === 'abandoned';
    for await (const { id, data } of this.#jobs(JOB_TYPES[state])) {
      // Of what is in the queue of failures; a line that bull-board put back still says why it had failed.
      if (isFailed && data.state && data.state !== state) continue;
      const { group, attempts, code, at } = data;
      yield {
        ...{ key: keyOf(id), state, attempts },
        ...(group !== undefined && { group }),
        ...(code !== undefined && { code }),
        ...(state === 'later' && at !== undefined && { at: new Date(at) }),
      };
    }
  }

  async putBack(which: 'refused' | 'abandoned' | readonly string[]): Promise<number> {
    const keys = typeof which === 'string' ? [] : [...which];
    if (typeof which === 'string') for await (const { key } of this.list(which)) keys.push(key);
    let count = 0;
    for (const key of keys) {
      const job = await this.#parts.lines.getJob(idOf(key));
      if (!job || !(await job.isFailed())) continue;
      await job.updateData({ group: job.data.group, attempts: 0 });
      await job.retry('failed');
      await this.#forget(key);
      count++;
    }
    return count;
  }

  async notes(): Promise<Notes> {
    const jobs = await insist(() => this.#parts.notes.getJobs(['waiting']));
    return Object.fromEntries(jobs.map(({ id, data }) => [keyOf(id), data.value]));
  }

  async note(name: string, value: unknown): Promise<void> {
    const { notes } = this.#parts;
    const id = idOf(name);
    await insist(async () => {
      const job = await notes.getJob(id);
      if (value === undefined) await job?.remove();
      else if (job) await job.updateData({ value });
      else await notes.add('note', { value }, { jobId: id });
    });
  }

  async close(): Promise<void> {
    clearInterval(this.#renewing);
    const { lines, abandoned, notes, worker } = this.#parts;
    const back = [...this.#taken.values()].map((job) => job.moveToWait(this.#token));
    this.#taken.clear();
    await Promise.allSettled(back);
    await Promise.all([worker.close(true), lines.close(), abandoned.close(), notes.close()]);
  }

  #hold(job: Job<Kept>): TakenLine {
    const key = keyOf(job.id);
    this.#taken.set(key, job);
    const { group, attempts } = job.data;
    return { key, attempts, ...(group !== undefined && { group }) };
  }

  async #settle(job: Job<Kept>, key: string, kept: Kept, outcome: Outcome): Promise<void> {
    const isFailing = outcome.state === 'refused' || outcome.state === 'abandoned';
    if (!isFailing && job.data.state === 'abandoned') await this.#forget(key);
    if (outcome.state === 'done') {
      if (job.data.attempts > 0) await job.updateData(kept);
      await job.moveToCompleted('done', this.#token, false);
    } else if (outcome.state === 'later') {
      const at = Date.now() + outcome.ms;
      const isNews = outcome.ms > 0 || kept.attempts !== job.data.attempts;
      if (isNews) await job.updateData({ ...kept, at });
      if (outcome.ms > 0) await job.moveToDelayed(at, this.#token);
      else await job.moveToWait(this.#token);
    } else {
      await job.updateData({ ...kept, state: outcome.state });
      if (outcome.state === 'abandoned')
        await this.#parts.abandoned.add('line', { code: outcome.code }, { jobId: idOf(key) });
      // No stack: it would tell where this program is.
      const reason = Object.assign(new UnrecoverableError(outcome.code), { stack: '' });
      await job.moveToFailed(reason, this.#token, false);
    }
  }

  /** It is a dead letter no more. */
  async #forget(key: string): Promise<void> {
    const letter = await this.#parts.abandoned.getJob(idOf(key));
    await letter?.remove();
  }

  async *#jobs(types: JobType[]): AsyncGenerator<Job<Kept>> {
    for (let start = 0; ; start += PAGE) {
      const page = await insist(() => this.#parts.lines.getJobs(types, start, start + PAGE - 1, true));
      yield* page.filter(Boolean);
      if (page.length < PAGE) return;
    }
  }

  async #total(): Promise<number> {
    const counts = await this.#parts.lines.getJobCounts();
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  }

  async #abandoned(): Promise<number> {
    const { waiting = 0 } = await this.#parts.abandoned.getJobCounts('waiting');
    return waiting;
  }

  async #renew(): Promise<void> {
    const ids = [...this.#taken.values()].flatMap(({ id }) => (id ? [id] : []));
    if (ids.length === 0) return;
    const tokens = ids.map(() => this.#token);
    // A store that is away now is asked again in time, or the line has gone to another.
    await this.#parts.worker.extendJobLocks(ids, tokens, this.#parts.lease).catch(() => {});
  }
}
