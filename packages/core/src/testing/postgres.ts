/** A real PostgreSQL on loopback, in a folder of its own; without the programs, the tests are skipped and say so. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';

/** Debian keeps the programs of each version apart, out of the path. */
const DEBIAN = '/usr/lib/postgresql';
const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
const PROGRAMS = [
  ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ...(process.env.PATH ?? '').split(delimiter),
].find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));

export const HAS_POSTGRES = PROGRAMS !== undefined;
if (!HAS_POSTGRES)
  console.warn(
    '⚠ ce qui se compte dans PostgreSQL NON TESTÉ : PostgreSQL absent (apt-get install postgresql).',
  );

/** It refuses to run as root: then as nobody. */
const NOBODY = 65_534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

export interface TestPostgres {
  url: string;
  /** After `stop`: logged tables are kept, unlogged ones are emptied, as after any crash. */
  start(): Promise<void>;
  /** At once, as in a crash. */
  stop(): Promise<void>;
  /** Leaves its connections open, and answers nothing. */
  freeze(): void;
  thaw(): void;
  /** Stops, and deletes its folder. */
  remove(): Promise<void>;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '16MB',
};

/** `settings`: of the server, beside those of tests. */
export async function startPostgres(settings: Record<string, string> = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  if (user.uid) chownSync(folder, user.uid, user.gid);
  const program = (name: string): string => join(PROGRAMS ?? '', name);
  const made = spawnSync(
    program('initdb'),
    ['-D', folder, '-U', 'postgres', '-A', 'trust', '--no-sync', '--locale=C', '--encoding=UTF8'],
    { ...user, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb : ${made.stderr}`);
  const port = await freePort();
  let child: ChildProcess | undefined;

  const postgres: TestPostgres = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async start() {
      const options = Object.entries({ ...SETTINGS, port: `${port}`, ...settings });
      const started = spawn(
        program('postgres'),
        ['-D', folder, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
        { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child = started;
      process.once('exit', quit);
      const said: string[] = [];
      for await (const line of createInterface(started.stderr)) {
        said.push(line);
        if (line.includes('ready to accept connections')) break;
      }
      if (!said.at(-1)?.includes('ready')) throw new Error(`PostgreSQL ne démarre pas : ${said.join('\n')}`);
      started.stderr.resume();
    },
    async stop() {
      process.off('exit', quit);
      const ended = child && once(child, 'exit');
      quit();
      await ended;
      child = undefined;
    },
    freeze: () => signal(processes(child?.pid), 'SIGSTOP'),
    thaw: () => signal(processes(child?.pid), 'SIGCONT'),
    async remove() {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  function quit(): void {
    postgres.thaw();
    child?.kill('SIGQUIT');
  }
  await postgres.start();
  return postgres;
}

/** The server, first, and the one that it has for each connection. */
function processes(server: number | undefined): number[] {
  if (server === undefined) return [];
  const list = `/proc/${server}/task/${server}/children`;
  const children = existsSync(list)
    ? readFileSync(list, 'utf8')
    : spawnSync('pgrep', ['-P', `${server}`], { encoding: 'utf8' }).stdout;
  return [server, ...children.split(/\s+/).filter(Boolean).map(Number)];
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended meanwhile.
    }
  }
}
