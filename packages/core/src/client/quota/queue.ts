import { type Desk, isTurn, SILENCE } from './desk.ts';
import { POLL_MS } from './rules.ts';
import type { Turn, Wait } from './store.ts';

/** A call whose turn has not come. */
export interface Waiter {
  /** Moment (performance.now) after which its turn would be of no use; a call that others join may wait longer. */
  last(): number;
  go(turn: Turn): void;
  fail(error: unknown): void;
  /** Its turn comes too late, in so many milliseconds at the earliest. */
  refuse(ms: number): void;
}

/** Longer timers would ring at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** The same moment, but for what asking takes. */
const SAME_MS = 20;

/** Calls that want the same places under the same conditions, in their order of arrival. */
export class Queue {
  readonly #desk: Desk;
  readonly #wanted: Omit<Turn, 'id'>;
  readonly #waiters = new Set<Waiter>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #again = false;
  /** What the store said last, and the moment that it makes; -Infinity when nobody knows. */
  #wait = SILENCE;
  #opensAt = -Infinity;

  constructor(desk: Desk, wanted: Omit<Turn, 'id'>) {
    this.#desk = desk;
    this.#wanted = wanted;
  }

  get isEmpty(): boolean {
    return this.#waiters.size === 0;
  }

  /** The store did not answer when it was last asked. */
  get isSilent(): boolean {
    return this.#wait === SILENCE;
  }

  /** Key of the counter that the server tells of. */
  get key(): string | undefined {
    return this.#wanted.buckets[0]?.key;
  }

  /** Milliseconds, at the least, before the turn of who stands behind so many others. */
  expected(ahead = this.#waiters.size): number {
    const { limit, periodMs } = this.#wait;
    return Math.max(0, this.#opensAt - performance.now()) + Math.floor(ahead / limit) * periodMs;
  }

  /** The store answered: those whose turn cannot come in time leave at once. */
  hear(wait: Wait): void {
    const now = performance.now();
    const opensAt = wait.ms === Infinity ? -Infinity : now + wait.ms;
    const isNews = opensAt > this.#opensAt + SAME_MS || wait.periodMs > this.#wait.periodMs;
    this.#wait = wait;
    this.#opensAt = opensAt;
    if (!isNews) return;
    let ahead = 0;
    for (const waiter of this.#waiters) {
      const ms = this.expected(ahead);
      if (now + ms <= waiter.last()) ahead++;
      else {
        this.#waiters.delete(waiter);
        waiter.refuse(ms);
      }
    }
  }

  add(waiter: Waiter): void {
    this.#waiters.add(waiter);
    this.#sleep();
  }

  remove(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (this.isEmpty) clearTimeout(this.#timer);
  }

  /** Lets through whoever may go, then sleeps until the next place. */
  async pump(): Promise<void> {
    this.#again = this.#asking;
    if (this.#asking || this.isEmpty) return;
    this.#asking = true;
    try {
      await this.#serve();
    } catch (error) {
      for (const { fail } of this.#waiters) fail(error);
      this.#waiters.clear();
    }
    this.#asking = false;
    if (this.#again) return this.pump();
    this.#sleep();
  }

  async #serve(): Promise<void> {
    for (const waiter of this.#waiters) {
      const asked = this.#desk.ask(this.#wanted);
      const verdict = asked instanceof Promise ? await asked : asked;
      if (!isTurn(verdict)) return this.hear(verdict);
      // It may have left meanwhile.
      if (this.#waiters.delete(waiter)) waiter.go(verdict);
      else this.#desk.leave(verdict, { outcome: 'unsent' });
    }
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    if (this.isEmpty || this.#asking) return;
    const isKnown = this.#opensAt > -Infinity;
    const left = isKnown ? Math.max(0, this.#opensAt - performance.now()) : POLL_MS;
    this.#timer = setTimeout(() => this.pump(), Math.min(Math.ceil(left), LONGEST_TIMER_MS));
  }
}
