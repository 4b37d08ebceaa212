/** Time that passes only when nothing is left to do now: hours of waiting take milliseconds. */

interface Timer {
  at: number;
  order: number;
  ring: () => void;
}

export interface VirtualTime {
  now(): number;
  /** Timers that nobody has cleared. */
  pending(): number;
  sleep(ms: number): Promise<void>;
  /** Lets time pass until the promise settles. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Gives the real clock back. */
  restore(): void;
}

const MOST_MOMENTS = 200_000;

/** Takes the place of the timers and of the clocks. */
export function virtualTime(): VirtualTime {
  let now = 1_000;
  let order = 0;
  const timers = new Map<number, Timer>();
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: performance.now,
    date: Date.now,
  };
  const set = (ring: () => void, ms = 0): number => {
    timers.set(++order, { at: now + Math.max(1, ms), order, ring });
    return order;
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: (id: number) => timers.delete(id) });
  performance.now = () => now;
  const epoch = real.date();
  Date.now = () => epoch + now;

  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const first = (): Timer | undefined => {
    let best: Timer | undefined;
    for (const timer of timers.values())
      if (!best || timer.at < best.at || (timer.at === best.at && timer.order < best.order)) best = timer;
    return best;
  };

  return {
    now: () => now,
    pending: () => timers.size,
    sleep: (ms) => new Promise((resolve) => void set(resolve, ms)),
    async run(work) {
      let isOver = false;
      const over = () => {
        isOver = true;
      };
      work.then(over, over);
      for (let moments = 0; moments < MOST_MOMENTS; moments++) {
        await settle();
        if (isOver) return work;
        const next = first();
        if (!next) throw new Error('Nothing is left that could end this.');
        now = Math.max(now, next.at);
        for (let due: Timer | undefined = next; due && due.at <= now; due = first()) {
          timers.delete(due.order);
          due.ring();
        }
      }
      throw new Error(`Not over after ${MOST_MOMENTS} moments, at ${now} ms.`);
    },
    restore() {
      Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
      performance.now = real.now;
      Date.now = real.date;
    },
  };
}
