import { setImmediate } from 'node:timers/promises';
import { type Fate, fateOf } from './fate.ts';
import type { Gate } from './gate.ts';
import type { Schedule } from './hours.ts';
import type { Again, BatchOptions, Pause, Report } from './options.ts';
import type { Pace } from './pace.ts';
import type { BatchLines, TakenLine } from './store.ts';
import { leftOf, type Tally } from './tally.ts';
import { Wake } from './wake.ts';

/** However long nothing can leave, what others noted, and the clock, are looked at again. */
const LOOK_MS = 1_000;
/** A line that keeps failing comes back an hour later at most. */
const LONGEST_RETRY_MS = 3_600_000;

const ADVICE: Readonly<Record<Pause['reason'], string>> = {
  authentication: 'Le jeton est refusé : remplacez-le, puis relancez le traitement.',
  permission: "L'habilitation n'ouvre pas cette opération : demandez le scope sur DataPass, puis relancez.",
  configuration: 'Le client est mal réglé (voir l’erreur) : corrigez, puis relancez.',
  connection: 'Le réseau refuse la connexion (certificat ou proxy) : corrigez, puis relancez.',
  call: 'La lecture de l’identité échoue dix fois de suite, dans votre fonction « call » : corrigez, puis relancez.',
  save: 'L’enregistrement échoue dix fois de suite, dans votre fonction « save » : corrigez, puis relancez.',
};

export interface RunnerParts<T> {
  options: Required<
    Pick<BatchOptions<T>, 'call' | 'save' | 'share' | 'concurrency' | 'attempts' | 'retryDelay'>
  >;
  lines: BatchLines;
  gate: Gate;
  hours: Schedule;
  pace: Pace;
  tally: Tally;
  maxIdle: number;
}

/** Takes lines, calls, saves, and says what becomes of each, until nothing is left or something stops it. */
export class Runner<T> {
  readonly #parts: RunnerParts<T>;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #wake = new Wake();
  #notesAt = -Infinity;
  #failure: { error: unknown } | undefined;

  constructor(parts: RunnerParts<T>) {
    this.#parts = parts;
  }

  /** Starts nothing more, and cancels what is in flight. */
  stop(): void {
    this.#stop.abort();
    this.#wake.ring();
  }

  /** Something was added, or put back. */
  look(): void {
    this.#wake.ring();
  }

  async run(): Promise<Report['outcome']> {
    try {
      return await this.#loop();
    } finally {
      this.#stop.abort();
      while (this.#running.size > 0) await Promise.all(this.#running);
    }
  }

  async #loop(): Promise<Report['outcome']> {
    const { gate, lines, options, hours, tally, maxIdle } = this.#parts;
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (this.#stop.signal.aborted) return 'stopped';
      await this.#readNotes();
      if (gate.pause) return 'paused';
      const now = Date.now();
      const opensIn = hours.opensIn(now);
      tally.held = opensIn > 0 ? { by: 'hours', until: new Date(now + opensIn) } : gate.held(now);
      const free = options.concurrency - this.#running.size;
      const taken = tally.held || free === 0 ? [] : await lines.take(free, gate.closed(now));
      for (const line of taken) await this.#start(line);
      // A call that answers at once must not keep timers and signals waiting.
      await setImmediate();
      if (taken.length > 0 && taken.length === free) continue;
      let idle = 0;
      if (this.#running.size === 0) {
        const counts = await lines.counts();
        if (leftOf(counts) === 0) return 'done';
        tally.held ??= gate.outage();
        idle = await this.#idleFor(counts.running);
        if (idle > maxIdle) return 'idle';
      }
      await this.#wake.sleep(idle > 0 ? Math.min(idle, LOOK_MS) : LOOK_MS);
    }
  }

  /** How long before anything may leave; `running`: lines that another process has, and may give back any time. */
  async #idleFor(running: number): Promise<number> {
    const { tally, lines } = this.#parts;
    if (tally.held) return +tally.held.until - Date.now();
    return running > 0 ? 0 : lines.nextIn();
  }

  async #readNotes(): Promise<void> {
    const now = performance.now();
    if (now - this.#notesAt < LOOK_MS) return;
    this.#notesAt = now;
    this.#parts.gate.read(await this.#parts.lines.notes());
  }

  async #start(line: TakenLine): Promise<void> {
    const { gate, lines } = this.#parts;
    const kept = await gate.keepsBack(line, Date.now());
    if (kept > 0) return lines.settle(line, { state: 'later', ms: kept, attempts: line.attempts });
    const ended = this.#serve(line)
      // Of the store itself: nothing more can be kept.
      .catch((error) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running.delete(ended);
        this.#wake.ring();
      });
    this.#running.add(ended);
  }

  async #serve(line: TakenLine): Promise<void> {
    const { options, gate, pace, tally, lines } = this.#parts;
    const { signal } = this.#stop;
    tally.begin();
    let answer: T;
    try {
      answer = await options.call(line.key, { signal, priority: 'low', share: options.share });
    } catch (error) {
      tally.end();
      if (signal.aborted) return lines.settle(line, back(line));
      const fate = fateOf(error);
      return fate ? this.#suffer(line, fate, error) : this.#ownFailure(line, 'call', error);
    }
    tally.end();
    await gate.answered(line);
    if (pace.learn(answer)) await lines.note('limit', pace.limit);
    let again: Again | undefined;
    try {
      again = (await options.save(line.key, answer)) ?? undefined;
    } catch (error) {
      return this.#ownFailure(line, 'save', error);
    }
    gate.ownSuccess();
    if (again) {
      const ms = Math.max(1, +again.again - Date.now());
      return lines.settle(line, { state: 'later', ms, attempts: 0 });
    }
    await lines.settle(line, { state: 'done' });
  }

  /** What an error of the API makes of a line. */
  async #suffer(line: TakenLine, fate: Fate, error: unknown): Promise<void> {
    const { gate, lines, tally } = this.#parts;
    if (fate.kind === 'held') {
      await gate.hold(fate.ms, Date.now());
      return lines.settle(line, back(line));
    }
    tally.error(fate.code);
    if (fate.kind === 'paused') {
      await lines.settle(line, back(line));
      return this.#pause(fate.reason, error, fate.code);
    }
    if (fate.kind === 'refused') {
      await gate.answered(line);
      return lines.settle(line, { state: 'refused', code: fate.code, attempts: line.attempts + 1 });
    }
    if (fate.isOutage) await gate.outOfOrder(line, Date.now(), fate.closedMs);
    else await gate.answered(line);
    await this.#fail(line, fate.code, fate.ms);
  }

  /** The caller's function threw: the line comes back, unless nothing else happens any more. */
  async #ownFailure(line: TakenLine, reason: 'call' | 'save', error: unknown): Promise<void> {
    this.#parts.tally.error(reason);
    await this.#fail(line, reason);
    if (this.#parts.gate.ownFailure()) await this.#pause(reason, error);
  }

  async #fail(line: TakenLine, code: string, ms?: number): Promise<void> {
    const { lines, options } = this.#parts;
    const attempts = line.attempts + 1;
    if (attempts >= options.attempts) return lines.settle(line, { state: 'abandoned', code, attempts });
    const wait = ms ?? Math.min(LONGEST_RETRY_MS, options.retryDelay * 2 ** line.attempts);
    await lines.settle(line, { state: 'later', ms: wait, attempts, code });
  }

  async #pause(reason: Pause['reason'], error: unknown, code?: string): Promise<void> {
    const pause: Pause = { reason, message: ADVICE[reason], at: new Date(), ...(code && { code }) };
    // Only whoever has the program sees it: no store, no JSON.
    Object.defineProperty(pause, 'error', { value: error });
    await this.#parts.gate.close(pause);
  }
}

const back = ({ attempts }: TakenLine) => ({ state: 'later', ms: 0, attempts }) as const;
