import type { Pause, Progress } from './options.ts';
import type { BatchLines, Notes, TakenLine } from './store.ts';

/** Failures in a row of a group that are an outage rather than chance. */
const OUTAGE_AFTER = 3;
/** Failures in a row of the caller's own function that are no chance. */
const OWN_FAILURES = 10;

/** No ban and no maintenance is believed for longer: a clock set back would make it last. */
const LONGEST_MS = 12 * 3_600_000;

/**
 * What keeps calls from leaving, apart from the quota itself: a pause, a ban, an outage. Every process of the batch knows it from the notes.
 */
export class Gate {
  readonly #lines: BatchLines;
  readonly #probeMs: number;
  /** Groups in an outage, and when each may be tried again. */
  #parked = new Map<string, number>();
  readonly #outages = new Map<string, number>();
  #ownFailures = 0;
  #heldUntil = 0;
  pause: Pause | undefined;

  constructor(lines: BatchLines, probeMs: number) {
    this.#lines = lines;
    this.#probeMs = probeMs;
  }

  /** Reads what the other processes noted. */
  read(notes: Notes): void {
    const longest = Date.now() + LONGEST_MS;
    this.#heldUntil = Math.min(longest, (notes.held as number | undefined) ?? 0);
    const parked = Object.entries((notes.parked ?? {}) as Record<string, number>);
    this.#parked = new Map(parked.map(([group, at]) => [group, Math.min(longest, at)]));
    const paused = notes.paused as (Omit<Pause, 'at'> & { at: string }) | undefined;
    if (paused && !this.pause) this.pause = { ...paused, at: new Date(paused.at) };
  }

  /** What holds every call back, until when. */
  held(now: number): Progress['held'] {
    if (this.#heldUntil > now) return { by: 'quota', until: new Date(this.#heldUntil) };
    return undefined;
  }

  /** The same for a batch whose groups are all in an outage; until the next one is tried again. */
  outage(): Progress['held'] {
    return this.#parked.size > 0
      ? { by: 'outage', until: new Date(Math.min(...this.#parked.values())) }
      : undefined;
  }

  /** Groups that nothing may be asked for yet. */
  closed(now: number): ReadonlySet<string> {
    return new Set([...this.#parked].filter(([, at]) => at > now).map(([group]) => group));
  }

  /** Milliseconds that a line has to be kept back; 0: it leaves, the only one of a group in an outage. */
  async keepsBack({ group = '' }: TakenLine, now: number): Promise<number> {
    const at = this.#parked.get(group);
    if (at === undefined) return 0;
    if (at > now) return at - now;
    this.#parked.set(group, now + this.#probeMs);
    await this.#noteParked();
    return 0;
  }

  /** The provider answered: its outage, if any, is over. */
  async answered({ group = '' }: TakenLine): Promise<void> {
    this.#outages.delete(group);
    if (this.#parked.delete(group)) await this.#noteParked();
  }

  /** It did not; `ms`: it said for how long. */
  async outOfOrder({ group = '' }: TakenLine, now: number, ms = 0): Promise<void> {
    const inARow = (this.#outages.get(group) ?? 0) + 1;
    this.#outages.set(group, inARow);
    if (inARow < OUTAGE_AFTER) return;
    const until = now + Math.max(ms, this.#probeMs);
    if ((this.#parked.get(group) ?? 0) >= until) return;
    this.#parked.set(group, until);
    await this.#noteParked();
  }

  /** The caller's own functions: true when they failed too often in a row. */
  ownFailure(): boolean {
    return ++this.#ownFailures >= OWN_FAILURES;
  }

  ownSuccess(): void {
    this.#ownFailures = 0;
  }

  /** Nothing may be sent for so long. */
  async hold(ms: number, now: number): Promise<void> {
    if (now + ms <= this.#heldUntil) return;
    this.#heldUntil = now + ms;
    await this.#lines.note('held', this.#heldUntil);
  }

  /** Somebody has something to set right. */
  async close(pause: Pause): Promise<void> {
    if (this.pause) return;
    this.pause = pause;
    await this.#lines.note('paused', pause);
  }

  /** Somebody did: whoever runs the batch again says so. */
  async reopen(): Promise<void> {
    this.pause = undefined;
    this.#ownFailures = 0;
    await this.#lines.note('paused', undefined);
  }

  async #noteParked(): Promise<void> {
    await this.#lines.note('parked', this.#parked.size > 0 ? Object.fromEntries(this.#parked) : undefined);
  }
}
