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
  /** Dit qu'une connexion est faite. */
  on?(event: 'connect', listener: (client: PostgresClient) => void): unknown;
}

export type Query = (text: string, values?: unknown[]) => Promise<unknown[]>;

/** Past this a connection is taken for dead: nobody waits so long for a place. */
const DEAD_MS = 5_000;
/** How many connections are tried: those that waited in the pool may all have been cut. */
const TRIES = 4;
/** How often a server that is away is looked for. */
const LOOK_MS = 200;
const ignore = (): void => {};

/**
 * Does `work` on a connection, and again on another when that one is cut; waits `patience` milliseconds for a server that gives none. At most one
 * is asked for at a time: a pool that gives none is not asked for all that it has.
 */
export function sessionsOf(
  pool: PostgresPool,
  patience: number,
): <T>(work: (query: Query) => Promise<T>) => Promise<T> {
  let former: Promise<void> = Promise.resolve();
  // Cut in the moment that it is made, it says so before anybody has it: unheard, that would end the program.
  pool.on?.('connect', (client) => void client.on?.('error', ignore));

  async function find(): Promise<PostgresClient> {
    const begun = performance.now();
    for (;;) {
      try {
        return await connect();
      } catch (error) {
        const isAway = isPassing(error) || codeOf(error) === SILENT;
        if (!isAway || performance.now() - begun >= patience) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    }
  }

  async function connect(): Promise<PostgresClient> {
    const connecting = former.then(() => pool.connect());
    former = connecting.then(ignore, ignore);
    try {
      return await inTime(connecting);
    } catch (error) {
      // One that comes after all is nobody's.
      connecting.then((late) => late.release(), ignore);
      throw error;
    }
  }

  return async (work) => {
    const begun = performance.now();
    for (let tries = 1; ; tries++) {
      const client = await find();
      // The query that fails tells it too.
      client.on?.('error', ignore);
      let isBroken = false;
      try {
        return await work(async (text, values = []) => (await inTime(client.query(text, values))).rows);
      } catch (error) {
        isBroken = true;
        const isEnough = tries >= TRIES && performance.now() - begun >= patience;
        if (isEnough || !isPassing(error)) throw error;
      } finally {
        if (!isBroken) client.off?.('error', ignore);
        client.release(isBroken);
      }
    }
  };
}

const SILENT = 'ETIMEDOUT';

function inTime<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void =>
      reject(
        Object.assign(new Error(`PostgreSQL ne répond pas depuis ${DEAD_MS / 1000} s.`), { code: SILENT }),
      );
    const timer = setTimeout(late, DEAD_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Classes of what passes: a connection that is cut, two transactions in each other's way, a server that stops. */
const PASSING = /^(08|40|57P)/;

export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Errors of the server have a severity; the others come from the connection. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  const isOfServer = error instanceof Object && 'severity' in error;
  return isOfServer ? PASSING.test(code) : code !== SILENT;
}
