/** A real Redis on loopback, that keeps nothing unless told so (`--appendonly yes`); without the program, the tests are skipped and say so. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

export const HAS_REDIS = spawnSync('redis-server', ['--version']).status === 0;
if (!HAS_REDIS)
  console.warn('⚠ compte de quota sur Redis NON TESTÉ : Redis absent (apt-get install redis-server).');

export interface TestRedis {
  port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops, and deletes its folder. */
  remove(): Promise<void>;
  /** Leaves its connections open, and answers nothing. */
  freeze(): void;
  thaw(): void;
}

/** A cluster's nodes talk 10 000 ports above. */
const HIGHEST_PORT = 55_535;

export async function startRedis(...options: string[]): Promise<TestRedis> {
  const port = await freePort(HIGHEST_PORT);
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  let child: ChildProcess | undefined;
  const kill = (): void => void child?.kill('SIGKILL');
  const redis: TestRedis = {
    port,
    async start() {
      const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
      const started = spawn('redis-server', [...settings, ...options], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = started;
      process.once('exit', kill);
      let ready = false;
      for await (const line of createInterface(started.stdout)) {
        ready = line.includes('Ready to accept connections');
        if (ready) break;
      }
      if (!ready) throw new Error('redis-server ne démarre pas.');
      started.stdout.resume();
    },
    async stop() {
      process.off('exit', kill);
      if (child?.kill('SIGKILL')) await once(child, 'exit');
      child = undefined;
    },
    async remove() {
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
  await redis.start();
  return redis;
}
