/** An application of Next.js outside the workspace, from the packages as npm would give them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from '../lib/npm.ts';
import { pack, publicPackages } from '../lib/packages.ts';
import { at } from '../lib/root.ts';
import { run } from '../lib/steps.ts';

const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));
const NEXT = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  '@types/node': '^20.19.0',
  '@types/react': '^19.0.0',
  typescript: '5.9.3',
};

/** Next.js asks nothing of anybody. */
const QUIET = { NEXT_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };

export function install(folder: string): string {
  const project = join(folder, 'projet');
  cpSync(FIXTURES, project, { recursive: true });
  // The very service of the other frameworks' example.
  copyFileSync(at('examples/dans-un-framework/src/quotient.ts'), join(project, 'lib/quotient.ts'));
  const packed = publicPackages.filter(({ short }) => short === 'core' || short === 'particulier');
  const ours = packed.map((one) => [one.manifest.name, `file:../${basename(pack(one, folder))}`]);
  npmInstall(project, { ...NEXT, ...Object.fromEntries(ours) });
  return project;
}

const next = (project: string): string => join(project, 'node_modules/next/dist/bin/next');

export const build = (project: string): string =>
  run(
    'env',
    [...Object.entries(QUIET).map((one) => one.join('=')), process.execPath, next(project), 'build'],
    project,
  );

/** Everything that a browser is given. */
export function pageFiles(project: string): string[] {
  const folder = join(project, '.next/static');
  return readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
}

export interface Served {
  url: string;
  child: ChildProcess;
}

export async function start(project: string, env: Record<string, string>): Promise<Served> {
  const port = await freePort();
  const child = spawn(process.execPath, [next(project), 'start', '-p', `${port}`, '-H', '127.0.0.1'], {
    cwd: project,
    stdio: 'ignore',
    env: { ...process.env, ...QUIET, ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 120; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, child };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  child.kill();
  throw new Error('Next.js ne répond pas');
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
