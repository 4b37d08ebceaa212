import type { DatabaseSync, StatementSync } from 'node:sqlite';
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

/** Lines read at a time by who walks through them. */
const PAGE = 1_000;
/** A clock that jumps by more was set. */
const JUMP_MS = 30_000;

type Row = {
  key: string;
  group: string | null;
  state: LineState;
  attempts: number;
  at: number;
  code: string | null;
};
type Kept = 'waiting' | 'running' | 'done' | 'refused' | 'abandoned';

/** The lines of a batch in a file that nobody else has open. */
export class SqliteLines implements BatchLines {
  readonly #database: DatabaseSync;
  readonly #batch: number;
  readonly #counts: Record<Kept, number>;
  readonly #statements = new Map<string, StatementSync>();
  /** The clock's time and the process's at the same moment. */
  #clock: { wall: number; mono: number };

  constructor(database: DatabaseSync, name: string) {
    this.#database = database;
    const now = Date.now();
    database.prepare('INSERT OR IGNORE INTO batches (name, seen) VALUES (?, ?)').run(name, now);
    const { id, seen } = database.prepare('SELECT id, seen FROM batches WHERE name = ?').get(name) as {
      id: number;
      seen: number;
    };
    this.#batch = id;
    this.#clock = { wall: now, mono: performance.now() };
    if (now < seen - JUMP_MS) this.#shift(now - seen);
    // Whoever had them is dead: the file was free.
    this.#run(`UPDATE lines SET state = 'waiting' WHERE batch = ? AND state = 'running'`, id);
    this.#counts = this.#count();
  }

  async add(lines: readonly NewLine[]): Promise<number> {
    const insert = this.#prepare(
      `INSERT OR IGNORE INTO lines (batch, key, "group", state) VALUES (?, ?, ?, 'waiting')`,
    );
    let added = 0;
    this.#database.exec('BEGIN');
    try {
      for (const { key, group } of lines)
        added += Number(insert.run(this.#batch, key, group ?? null).changes);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
    this.#counts.waiting += added;
    return added;
  }

  async take(count: number, except: ReadonlySet<string>): Promise<TakenLine[]> {
    const now = this.#now();
    // Those that were told to come back, then those that never left.
    const back = this.#takeWhere('at BETWEEN 1 AND ?', now, count, except);
    return [...back, ...this.#takeWhere('at = ?', 0, count - back.length, except)];
  }

  async settle({ key }: TakenLine, outcome: Outcome): Promise<void> {
    const set = this.#prepare(
      `UPDATE lines SET state = ?, attempts = ?, at = ?, code = ? WHERE batch = ? AND key = ? AND state = 'running'`,
    );
    const { attempts, code } = { attempts: 0, code: undefined, ...outcome };
    const state = outcome.state === 'later' ? 'waiting' : outcome.state;
    const at = outcome.state === 'later' && outcome.ms > 0 ? this.#now() + Math.ceil(outcome.ms) : 0;
    const changed = Number(set.run(state, attempts, at, code ?? null, this.#batch, key).changes);
    this.#counts.running -= changed;
    this.#counts[state] += changed;
  }

  async counts(): Promise<LineCounts> {
    const { later } = this.#get<{ later: number }>(
      `SELECT count(*) AS later FROM lines WHERE batch = ? AND state = 'waiting' AND at > ?`,
      this.#now(),
    );
    return { ...this.#counts, waiting: this.#counts.waiting - later, later };
  }

  async codes(): Promise<Readonly<Record<string, number>>> {
    const rows = this.#prepare(
      `SELECT code, count(*) AS lines FROM lines WHERE batch = ? AND state IN ('refused', 'abandoned') GROUP BY code`,
    ).all(this.#batch) as { code: string; lines: number }[];
    return Object.fromEntries(rows.map(({ code, lines }) => [code, lines]));
  }

  async nextIn(): Promise<number> {
    const { at } = this.#get<{ at: number | null }>(
      `SELECT min(at) AS at FROM lines WHERE batch = ? AND state = 'waiting'`,
    );
    return Math.max(0, (at ?? Infinity) - this.#now());
  }

  async *list(state: LineState): AsyncGenerator<Line> {
    const now = this.#now();
    const kept = state === 'later' ? 'waiting' : state;
    const page = this.#prepare(
      `SELECT key, "group", state, attempts, at, code FROM lines
      WHERE batch = ? AND state = ? AND key > ? ORDER BY key LIMIT ${PAGE}`,
    );
    let last = '';
    for (;;) {
      const rows = page.all(this.#batch, kept, last) as Row[];
      for (const row of rows) {
        const line = lineOf(row, now);
        if (line.state === state) yield line;
      }
      if (rows.length < PAGE) return;
      last = rows.at(-1)?.key ?? '';
    }
  }

  async putBack(which: 'refused' | 'abandoned' | readonly string[]): Promise<number> {
    const back = (condition: string, value: string): number =>
      this.#run(
        `UPDATE lines SET state = 'waiting', attempts = 0, at = 0, code = NULL
        WHERE batch = ? AND state IN ('refused', 'abandoned') AND ${condition}`,
        this.#batch,
        value,
      );
    const changed =
      typeof which === 'string'
        ? back('state = ?', which)
        : back('key IN (SELECT value FROM json_each(?))', JSON.stringify(which));
    Object.assign(this.#counts, this.#count());
    return changed;
  }

  async notes(): Promise<Notes> {
    const rows = this.#prepare('SELECT name, value FROM notes WHERE batch = ?').all(this.#batch);
    return Object.fromEntries(
      (rows as { name: string; value: string }[]).map(({ name, value }) => [name, JSON.parse(value)]),
    );
  }

  async note(name: string, value: unknown): Promise<void> {
    if (value === undefined) this.#run('DELETE FROM notes WHERE batch = ? AND name = ?', this.#batch, name);
    else
      this.#run(
        'INSERT OR REPLACE INTO notes (batch, name, value) VALUES (?, ?, ?)',
        this.#batch,
        name,
        JSON.stringify(value),
      );
  }

  async close(): Promise<void> {
    // Lines that it still has are given back by who opens the file next, as those of the dead are.
    if (this.#database.isOpen) this.#database.close();
  }

  #takeWhere(condition: string, at: number, count: number, except: ReadonlySet<string>): TakenLine[] {
    if (count <= 0) return [];
    const groups = except.size > 0 ? `AND coalesce("group", '') NOT IN (SELECT value FROM json_each(?))` : '';
    const rows = this.#prepare(
      `UPDATE lines SET state = 'running' WHERE batch = ?1 AND key IN (
        SELECT key FROM lines WHERE batch = ?1 AND state = 'waiting' AND ${condition} ${groups} ORDER BY at LIMIT ?
      ) RETURNING key, "group", attempts`,
    ).all(this.#batch, at, ...(except.size > 0 ? [JSON.stringify([...except])] : []), count) as Row[];
    this.#counts.waiting -= rows.length;
    this.#counts.running += rows.length;
    return rows.map(({ key, group, attempts }) => ({ key, attempts, ...(group !== null && { group }) }));
  }

  /** The clock's time; when somebody set it, the lines that wait for their time keep how long they have to wait. */
  #now(): number {
    const [wall, mono] = [Date.now(), performance.now()];
    const jump = wall - this.#clock.wall - (mono - this.#clock.mono);
    if (Math.abs(jump) > JUMP_MS) this.#shift(jump);
    const isNews = Math.abs(wall - this.#clock.wall) > 1_000;
    if (isNews) this.#clock = { wall, mono };
    if (isNews) this.#run('UPDATE batches SET seen = ?2 WHERE id = ?1', this.#batch, wall);
    return wall;
  }

  #shift(ms: number): void {
    this.#database.exec('BEGIN');
    this.#run(
      `UPDATE lines SET at = max(1, at + ?2) WHERE batch = ?1 AND state = 'waiting' AND at > 0`,
      this.#batch,
      Math.round(ms),
    );
    this.#run('UPDATE batches SET seen = ?2 WHERE id = ?1', this.#batch, Date.now());
    this.#database.exec('COMMIT');
  }

  #count(): Record<Kept, number> {
    // Each part has its own index; the table itself is not read.
    const rows = this.#prepare(
      `SELECT 'waiting' AS state, count(*) AS lines FROM lines WHERE batch = ?1 AND state = 'waiting'
      UNION ALL
      SELECT state, count(*) FROM lines WHERE batch = ?1 AND state <> 'waiting' GROUP BY state`,
    ).all(this.#batch) as { state: Kept; lines: number }[];
    const none = { waiting: 0, running: 0, done: 0, refused: 0, abandoned: 0 };
    return { ...none, ...Object.fromEntries(rows.map(({ state, lines }) => [state, lines])) };
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #run(sql: string, ...values: (string | number)[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  #get<T>(sql: string, ...values: number[]): T {
    return this.#prepare(sql).get(this.#batch, ...values) as T;
  }
}

const lineOf = ({ key, group, state, attempts, at, code }: Row, now: number): Line => ({
  ...{ key, attempts, state: state === 'waiting' && at > now ? 'later' : state },
  ...(group !== null && { group }),
  ...(code !== null && { code }),
  ...(state === 'waiting' && at > now && { at: new Date(at) }),
});
