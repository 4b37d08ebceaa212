/** A registry of these packages alone, on this machine: the others come from the usual one. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type PublicPackage, pack } from '../lib/packages.ts';
import { run } from '../lib/steps.ts';
import { size } from './project.ts';

const VERDACCIO = '6.10.4';

export interface Registry {
  url: string;
  token: string;
  stop(): void;
}

export async function startRegistry(folder: string): Promise<Registry> {
  const configuration = join(folder, 'verdaccio.yaml');
  const config = {
    storage: join(folder, 'registre'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    packages: { '@apigouv/*': { access: '$all', publish: '$authenticated' } },
    log: { type: 'stdout', level: 'error' },
    max_body_size: '50mb',
  };
  writeFileSync(configuration, JSON.stringify(config));
  const program = installProgram(join(folder, 'verdaccio'));
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(program, ['--config', configuration, '--listen', listen], { stdio: 'ignore' });
  const url = `http://${listen}/`;
  await answering(url);
  return { url, token: await createUser(url), stop: () => void child.kill() };
}

function installProgram(tool: string): string {
  mkdirSync(tool);
  const manifest = {
    private: true,
    dependencies: { verdaccio: VERDACCIO },
    // One of its dependencies names a tag, which not every registry has.
    overrides: { 'node-fetch': '2.7.0' },
  };
  writeFileSync(join(tool, 'package.json'), JSON.stringify(manifest));
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], tool);
  return join(tool, 'node_modules/.bin/verdaccio');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const answer = await fetch(`${url}-/ping`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error('le registre local ne démarre pas');
}

async function createUser(url: string): Promise<string> {
  const user = await fetch(`${url}-/user/org.couchdb.user:essai`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'essai', password: 'essai-sans-valeur' }),
  });
  const { token } = (await user.json()) as { token: string };
  return token;
}

export function publish(one: PublicPackage, { url, token }: Registry, folder: string): string {
  const archives = join(folder, 'archives');
  mkdirSync(archives, { recursive: true });
  const file = pack(one, archives);
  const login = `--//${new URL(url).host}/:_authToken=${token}`;
  run('npm', ['publish', file, '--registry', url, login, '--provenance=false', '--ignore-scripts']);
  return `${one.manifest.version}, ${size(file)}`;
}
