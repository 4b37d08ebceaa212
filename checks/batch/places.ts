/** Where a batch may be kept: each with a real server of its own when it needs one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HAS_POSTGRES, startPostgres } from '../../packages/core/src/testing/postgres.ts';
import { HAS_REDIS, startRedis } from '../../packages/core/src/testing/redis.ts';

export type Engine = 'sqlite' | 'redis' | 'postgres';

export interface Place {
  engine: Engine;
  /** What a worker needs to find it: a file, a port, an address. */
  where: string;
  /** Stops its server, and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const ENGINES: readonly { engine: Engine; isHere: boolean }[] = [
  { engine: 'sqlite', isHere: true },
  { engine: 'redis', isHere: HAS_REDIS },
  { engine: 'postgres', isHere: HAS_POSTGRES },
];

export async function openPlace(engine: Engine): Promise<Place> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'apigouv-lot-'));
    return {
      ...{ engine, where: join(folder, 'lot.db') },
      restart: async () => {},
      close: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  if (engine === 'redis') {
    const redis = await startRedis('--appendonly', 'yes');
    return placeOf(engine, `${redis.port}`, redis);
  }
  const postgres = await startPostgres();
  return placeOf(engine, postgres.url, postgres);
}

const placeOf = (
  engine: Engine,
  where: string,
  server: { stop(): Promise<void>; start(): Promise<void>; remove(): Promise<void> },
): Place => ({
  ...{ engine, where },
  async restart() {
    await server.stop();
    await server.start();
  },
  close: () => server.remove(),
});
