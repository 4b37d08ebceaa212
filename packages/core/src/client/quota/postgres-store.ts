/** Gathers what calls ask for while PostgreSQL is being asked: one exchange at a time serves them all. */
import { ConfigurationError } from '../errors/local.ts';
import { exchangeOn, type Wish } from './postgres-exchange.ts';
import { codeOf, type PostgresPool, type Query, sessionsOf } from './postgres-session.ts';
import { creation, sweeping } from './postgres-table.ts';
import type { QuotaStore, Seen, Turn, Wait } from './store.ts';

interface Request extends Wish {
  /** When it came. */
  readonly at: number;
  done(verdict: 0 | Wait): void;
  fail(error: unknown): void;
}

/** What PostgreSQL says when the table misses, … */
const MISSING = '42P01';
/** … when another process made it in the same moment, … */
const MADE = ['23505', '42P07', '42710'];
/** … and when this account may not make it. */
const FORBIDDEN = '42501';
/** How long after a failure what ended meanwhile is told again. */
const AGAIN_MS = 1_000;
const SWEEP_MS = 3_600_000;
const ignore = (): void => {};

export interface Settings {
  table: string;
  lease: number;
  patience: number;
}

export function postgresStore(pool: PostgresPool, { table, lease, patience }: Settings): QuotaStore {
  const session = sessionsOf(pool, patience);
  const exchange = exchangeOn(table, lease);
  const [create, sweep] = [creation(table), sweeping(table)];
  let waiting: Request[] = [];
  /** What PostgreSQL could not be told. */
  let owed: Request[] = [];
  let isBusy = false;
  let sweepAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = (turn: Turn, seen?: Seen): Promise<0 | Wait> =>
    new Promise((done, fail) => {
      waiting.push({ turn, ...(seen && { seen }), at: performance.now(), done, fail });
      serve();
    });

  async function serve(): Promise<void> {
    if (isBusy || owed.length + waiting.length === 0) return;
    isBusy = true;
    // Whoever asks in this same moment is served with the first.
    await undefined;
    do {
      const requests = [...owed, ...waiting];
      owed = [];
      waiting = [];
      try {
        const verdicts = await settle(requests);
        for (const [index, { done }] of requests.entries()) done(verdicts[index] ?? 0);
        await tidy();
      } catch (error) {
        lose(requests, error);
      }
    } while (waiting.length > 0);
    isBusy = false;
  }

  async function settle(wishes: readonly Wish[]): Promise<(0 | Wait)[]> {
    const work = (query: Query) => exchange(wishes, query);
    try {
      return await session(work);
    } catch (error) {
      if (codeOf(error) !== MISSING) throw error;
    }
    await session((query) => query(create)).catch(explain);
    return session(work);
  }

  /** A place that nobody may count on is given back, and what the end of a call said is not lost. */
  function lose(requests: readonly Request[], error: unknown): void {
    const oldest = performance.now() - lease;
    for (const { turn, seen, isUnsure, at, fail } of requests) {
      fail(error);
      const isOwed = (seen || isUnsure) && at > oldest;
      const told: Seen = seen ?? { outcome: 'unsent' };
      if (isOwed)
        owed.push({ turn, seen: told, isUnsure: isUnsure ?? false, at, done: ignore, fail: ignore });
    }
    clearTimeout(timer);
    timer = setTimeout(serve, AGAIN_MS);
    // No program is kept alive for that.
    timer.unref?.();
  }

  async function tidy(): Promise<void> {
    if (performance.now() < sweepAt) return;
    sweepAt = performance.now() + SWEEP_MS;
    await session((query) => query(sweep)).catch(ignore);
  }

  function explain(error: unknown): void {
    if (MADE.includes(codeOf(error))) return;
    if (codeOf(error) !== FORBIDDEN) throw error;
    throw new ConfigurationError(
      `postgresQuotaStore : la table ${table} manque, et ce compte ne peut pas la créer. Créez-la avec le texte de quotaTableSql().`,
    );
  }

  return {
    take: (turn) => ask(turn),
    async release(turn, seen) {
      await ask(turn, seen);
    },
  };
}
