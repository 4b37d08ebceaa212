import type { QuotaStore, Seen, Turn, Wait } from './store.ts';

/** A store that says nothing for this long is asked again, later. */
const PATIENCE_MS = 2_000;

/** What a store that says nothing comes to: ask again. */
export const SILENCE: Wait = { ms: Infinity, limit: 1, periodMs: 0 };

const owner = crypto.randomUUID();
let turns = 0;

/** Who speaks with a store, that may be slow, silent or broken. */
export interface Desk {
  /** Asks for a place; the turn, under which it was given, or why not. */
  ask(wanted: Omit<Turn, 'id'>): Turn | Wait | Promise<Turn | Wait>;
  /** Gives places back. Nobody waits for this: a store that cannot be told costs nobody an answer. */
  leave(turn: Turn, seen: Seen, then?: () => void): void;
}

export function createDesk(store: QuotaStore): Desk {
  const desk: Desk = {
    ask(wanted) {
      const turn = { ...wanted, id: `${owner}:${++turns}` };
      const verdict = store.take(turn);
      return verdict instanceof Promise ? patiently(verdict, turn) : verdict || turn;
    },
    leave(turn, seen, then = () => {}) {
      try {
        const told = store.release(turn, seen);
        if (told) told.then(then, then);
        else then();
      } catch {
        then();
      }
    },
  };

  function patiently(verdict: Promise<0 | Wait>, turn: Turn): Promise<Turn | Wait> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        resolve(SILENCE);
        // A place that comes after all is nobody's any more.
        verdict.then(
          (wait) => wait || desk.leave(turn, { outcome: 'unsent' }),
          () => {},
        );
      }, PATIENCE_MS);
      verdict.then((wait) => resolve(wait || turn), reject).finally(() => clearTimeout(timer));
    });
  }
  return desk;
}

export const isTurn = (verdict: Turn | Wait): verdict is Turn => 'id' in verdict;
