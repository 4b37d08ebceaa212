/** The command as it is run: what it prints, how it stops, how it fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

function launch(...args: string[]) {
  const child = spawn(process.execPath, [CLI, ...args]);
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += chunk));
  child.stderr.on('data', (chunk) => (out.stderr += chunk));
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number, ...out }));
  const says = (text: RegExp) => expect.poll(() => out.stdout, { timeout: 10_000 }).toMatch(text);
  return { child, ended, out, says };
}

describe('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says where it listens and what to try, and stops on %s',
    async (signal) => {
      const { child, ended, out, says } = launch('--port', '0', '--scopes', 'cnaf_quotient_familial');
      await says(/Arrêt : Ctrl-C/);
      expect(out.stdout.match(/curl /g)).toHaveLength(3);
      const [, base, token] = /^ {2}particulier +(\S+)[\s\S]*Jeton : (\S+)/m.exec(out.stdout) ?? [];
      const answer = await fetch(`${base}/api/introspect`, { headers: { 'x-api-key': token as string } });
      expect(await answer.json()).toMatchObject({ scopes: ['cnaf_quotient_familial'] });
      child.kill(signal);
      expect((await ended).code).toBe(0);
    },
  );

  it('writes a line a call, without personal data, when asked', async () => {
    const { child, ended, out, says } = launch('--port', '0', '--log');
    await says(/Ctrl-C/);
    const [call] = /http\S+quotient_familial\S+(?=')/.exec(out.stdout) ?? [];
    const before = out.stdout.length;
    const answer = await fetch(call as string, { headers: { authorization: 'Bearer essai' } });
    expect(answer.status).toBe(200);
    await says(/dss\.quotientFamilial\.identite · 200/);
    expect(out.stdout.slice(before)).not.toContain('ROUX');
    child.kill('SIGTERM');
    await ended;
  });

  it('writes the parameters only when told so', async () => {
    const { child, ended, out, says } = launch('--port', '0', '--log', '--params');
    await says(/Ctrl-C/);
    const [call] = /http\S+quotient_familial\S+(?=')/.exec(out.stdout) ?? [];
    await fetch(call as string, { headers: { authorization: 'Bearer essai' } });
    await says(/· 200 .*"nomNaissance":"ROUX"/);
    child.kill('SIGTERM');
    await ended;
  });

  it.each([
    [['--couleur', 'bleu'], /option « --couleur » inconnue\. Voir --help/],
    [['--scenarios', 'outage'], /« --scenarios » inconnue\. Vouliez-vous dire « --scenario » \?/],
    [['--mask=oui'], /« --mask » ne prend pas de valeur/],
    [['--port'], /« --port » attend une valeur/],
    [['--port', 'cent'], /--port/],
    [['--api', 'particulie'], /API « particulie » inconnue\. Vouliez-vous dire « particulier » \?/],
    [['--scenario', 'outrage'], /Scénario « outrage » inconnu\. Vouliez-vous dire « outage » \?/],
    [['--data', '/nulle/part'], /Dossier de données illisible/],
    [['--host', '192.0.2.1'], /impossible d'écouter/],
    [['de trop'], /argument est en trop/],
  ])('%j is one clear line and a failure', async (args, why) => {
    const { code, stderr } = await launch(...args).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(why);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('says that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await launch('--port', String(port)).ended;
    server.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining(`le port ${port} est déjà pris`)]);
  });

  it('explains itself', async () => {
    const { code, stdout } = await launch('--help').ended;
    expect([code, stdout]).toEqual([0, expect.stringContaining('--data DOSSIER')]);
  });
});
