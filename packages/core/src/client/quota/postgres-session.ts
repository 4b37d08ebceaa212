/** A connection for the time of a few requests, from a pool that may be slow, frozen or broken. */

/** Ce qui est utilisé d'une connexion de `pg`. */
export interface PostgresClient {
  /** Exécute une requête. */
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
  /** La rend au pool, ou la ferme. */
  release(isBroken?: boolean): void;
  /** Dit qu'elle est coupée. */
  on?(event: 'error', listener: () => void): unknown;
  /** Cesse de le dire. */
  off?(event: 'error', listener: () => void): unknown;
}

/** Ce qui est utilisé d'un `Pool` de `pg`. */
export interface PostgresPool {
  /** Prend une connexion. */
  connect(): Promise<PostgresClient>;
}

export type Query = (text: string, values?: unknown[]) => Promise<unknown[]>;

/** Past this the connection is taken for dead: nobody waits so long for a place. */
const DEAD_MS = 5_000;
const ignore = (): void => {};

/** Does `work` on a connection. At most one is asked for at a time: a pool that gives none is not asked for all that it has. */
export function sessionsOf(pool: PostgresPool): <T>(work: (query: Query) => Promise<T>) => Promise<T> {
  let former: Promise<void> = Promise.resolve();

  return async (work) => {
    const connecting = former.then(() => pool.connect());
    former = connecting.then(ignore, ignore);
    const client = await inTime(connecting).catch((error) => {
      // One that comes after all is nobody's.
      connecting.then((late) => late.release(), ignore);
      throw error;
    });
    // A cut is told by the query too.
    client.on?.('error', ignore);
    let isBroken = true;
    try {
      const done = await work(async (text, values = []) => (await inTime(client.query(text, values))).rows);
      isBroken = false;
      client.off?.('error', ignore);
      return done;
    } finally {
      client.release(isBroken);
    }
  };
}

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new Error(`PostgreSQL ne répond pas depuis ${DEAD_MS / 1000} s.`));
    const timer = setTimeout(late, DEAD_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
