/** One exchange with PostgreSQL: reads what is known, decides for several calls, and writes that unless another process wrote meanwhile. */
import { leavePlaces, type StateOf, takePlaces } from './places.ts';
import { remember, stateIn, textOf } from './postgres-row.ts';
import type { Query } from './postgres-session.ts';
import { adding, type Row, reading, writing } from './postgres-table.ts';
import { newState, type State } from './state.ts';
import type { Bucket, Seen, Turn, Wait } from './store.ts';

/** A call takes its places or, once it has ended, leaves them. */
export interface Wish {
  readonly turn: Turn;
  readonly seen?: Seen;
  /** It may have been written already: the connection was lost before the answer came. */
  isUnsure?: boolean;
}

/** What each wish comes to, in their order. */
export type Exchange = (wishes: readonly Wish[], query: Query) => Promise<(0 | Wait)[]>;

/** Each time that one has to begin again, another process went on. */
const MOST_TIMES = 100;
/** Past so many buckets, the one written longest ago is forgotten. */
const MANY = 1_000;

export function exchangeOn(table: string, lease: number): Exchange {
  const [read, add, write] = [reading(table), adding(table), writing(table)];
  /** What was written last of each bucket, to tell it to a table that was emptied since. */
  const known = new Map<string, { born: string; text: string }>();
  /** Calls of this process that have their places. */
  const flying = new Set<string>();

  function stateOf({ key, born, state: text }: Row, bucket: Bucket, now: number): State {
    const last = known.get(key);
    const former = last && last.born !== born ? stateIn(last.text) : undefined;
    // Of the others', this process does not know whether they have ended.
    for (const id of former?.flying.keys() ?? []) if (!flying.has(id)) former?.flying.delete(id);
    const state = text ? stateIn(text) : (former ?? newState(bucket, now));
    if (former) remember(state, former, now);
    // Those of dead processes come back.
    for (const [id, takenAt] of state.flying) if (takenAt < now - lease) state.flying.delete(id);
    return state;
  }

  function follow({ turn: { id }, seen }: Wish, verdict: 0 | Wait | undefined): void {
    if (seen) flying.delete(id);
    else if (verdict === 0) flying.add(id);
  }

  function keep(rows: readonly Row[], texts: readonly string[]): void {
    for (const [index, { key, born }] of rows.entries()) {
      known.delete(key);
      known.set(key, { born, text: texts[index] ?? '' });
    }
    for (const key of known.keys()) {
      if (known.size <= MANY) break;
      known.delete(key);
    }
  }

  return async (wishes, query) => {
    const buckets = new Map(wishes.flatMap(({ turn }) => turn.buckets).map((bucket) => [bucket.key, bucket]));
    // Two processes that add the same rows add them in the same order.
    const keys = [...buckets.keys()].sort();
    let rows: Row[] = [];
    for (let times = 0; times < MOST_TIMES; times++) {
      if (rows.length < keys.length) rows = (await query(read, [keys])) as Row[];
      const now = rows[0]?.now;
      if (now === undefined || rows.length < keys.length) {
        await query(add, [keys]);
        continue;
      }
      const states = new Map(
        rows.map((row) => [row.key, stateOf(row, buckets.get(row.key) as Bucket, Math.floor(now))]),
      );
      const verdicts = wishes.map((wish) => decide(wish, now, ({ key }) => states.get(key) as State));
      const texts = [...states.values()].map(textOf);
      const given = [[...states.keys()], rows.map(({ version }) => version), texts];
      const written = (await query(write, given).catch((error) => {
        for (const wish of wishes) wish.isUnsure = true;
        throw error;
      })) as Row[];
      if (written[0]?.isWritten) {
        keep(rows, texts);
        for (const [index, wish] of wishes.entries()) follow(wish, verdicts[index]);
        return verdicts;
      }
      rows = written;
    }
    throw new Error(`PostgreSQL : compte de quota disputé ${MOST_TIMES} fois de suite.`);
  };
}

/** In whole milliseconds, rounded so that a place never comes back too soon. */
function decide({ turn, seen, isUnsure }: Wish, now: number, stateOf: StateOf): 0 | Wait {
  const isThere = isUnsure && turn.buckets.some((bucket) => stateOf(bucket, now).flying.has(turn.id));
  if (!seen) return isThere ? 0 : takePlaces(turn, Math.floor(now), stateOf);
  if (isThere || !isUnsure) leavePlaces(turn, seen, Math.ceil(now), stateOf);
  return 0;
}
