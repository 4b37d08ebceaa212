/** Un Redis à soi, sur la machine, réglé comme en production : il garde ce qu'on lui donne, et n'évince rien. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';

export const aRedis = spawnSync('redis-server', ['--version']).status === 0;

export interface RedisLocal {
  port: number;
  arreter(): Promise<void>;
}

export async function demarrerRedis(folder: string): Promise<RedisLocal> {
  const port = await portLibre();
  const reglages = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(reglages).flatMap(([nom, valeur]) => [`--${nom}`, String(valeur)]);
  const redis = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const tuer = (): void => void redis.kill('SIGKILL');
  process.once('exit', tuer);
  for await (const ligne of createInterface(redis.stdout))
    if (ligne.includes('Ready to accept connections')) {
      redis.stdout.resume();
      return {
        port,
        async arreter() {
          process.off('exit', tuer);
          if (redis.kill()) await once(redis, 'exit');
        },
      };
    }
  throw new Error('redis-server ne démarre pas.');
}

async function portLibre(): Promise<number> {
  const serveur = createServer().listen(0, '127.0.0.1');
  await once(serveur, 'listening');
  const { port } = serveur.address() as AddressInfo;
  serveur.close();
  await once(serveur, 'close');
  return port;
}
