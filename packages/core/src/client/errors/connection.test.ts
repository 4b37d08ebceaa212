/** Whose fault a failed connection is, met for real: a certificate, a name, a port, a proxy, a header, a function of the caller's. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProxyAgent, fetch as undiciFetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { OK, PERSONNE, serve, testClient } from '../../testing/server.ts';
import type { ClientOptions } from '../options.ts';
import { AuthenticationError } from './api.ts';
import { ConnectionError } from './connection.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl)
  console.warn('A refused certificate is NOT tested: no openssl here (apt-get install openssl).');

let stop: () => unknown = () => {};
afterEach(() => stop());

async function failureOf(url: string, options: ClientOptions = {}): Promise<ConnectionError> {
  const error = await testClient(url, { timeout: 5000, ...options })
    .famille.identite(PERSONNE)
    .catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(ConnectionError);
  return error as ConnectionError;
}

/** A certificate that nobody vouches for. */
async function selfSigned(): Promise<{ url: string; connections: () => number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-days', '2', '-subj', '/CN=localhost', '-keyout', key, '-out', cert];
  execFileSync('openssl', [...request, ...subject], { stdio: 'ignore' });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) });
  let connections = 0;
  server.on('connection', () => void connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => server.close();
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
}

describe('a connection that fails says whose fault it is', () => {
  it.skipIf(!hasOpenssl)('tls: the certificate is refused, and asking again would not help', async () => {
    const { url, connections } = await selfSigned();
    const error = await failureOf(url);
    expect(error).toMatchObject({ code: 'tls', retry: 'never', systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(error.message).toMatch(/certificat/i);
    expect(connections()).toBe(1);
    expect(error.toJSON()).toMatchObject({ code: 'tls', systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('dns: no such name', async () => {
    const error = await failureOf('https://n-existe-pas.invalid');
    expect(error).toMatchObject({ code: 'dns', retry: 'now' });
    expect(error.systemCode).toMatch(/ENOTFOUND|EAI_AGAIN/);
    expect(error.message).toMatch(/DNS/);
  });

  it('refused: nobody listens there', async () => {
    const server = await serve(() => {});
    await server.close();
    expect(await failureOf(server.url)).toMatchObject({
      code: 'refused',
      retry: 'now',
      systemCode: 'ECONNREFUSED',
    });
  });

  it('proxy: it wants a password', async () => {
    const proxy = createPlainServer();
    proxy.on('connect', (_request, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
    );
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    stop = () => proxy.close();
    const dispatcher = new ProxyAgent(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const through = (url: string, init: object) => undiciFetch(url, { ...init, dispatcher });
    const error = await failureOf('https://api.invalid', { fetch: through as unknown as typeof fetch });
    expect(error).toMatchObject({ code: 'proxy', retry: 'never' });
    expect(error.message).toMatch(/proxy/);
  });

  it('header: it cannot be sent', async () => {
    const server = await serve((_request, response) => response.end(OK));
    stop = server.close;
    const error = await failureOf(server.url, { headers: { 'x-agent': 'l’agent' } });
    expect(error).toMatchObject({ code: 'header', retry: 'never' });
    expect(error.message).toContain('x-agent');
    expect(error.message).not.toContain('l’agent');
    expect(await failureOf(server.url, { headers: { 'nom fautif': 'x' } })).toMatchObject({ code: 'header' });
    expect(server.requests).toBe(0);
  });

  it('fetch: a fault of the function that replaces it, which is asked once', async () => {
    let asked = 0;
    const broken = async (): Promise<Response> => {
      asked++;
      return (undefined as unknown as { body: Response }).body;
    };
    const error = await failureOf('http://127.0.0.1:9', { fetch: broken });
    expect(error).toMatchObject({ code: 'fetch', retry: 'never', cause: { name: 'TypeError' } });
    expect(asked).toBe(1);
  });

  it('a connection that is cut is nobody’s, and is asked for again', async () => {
    const server = await serve((request, response, count) =>
      count === 1 ? request.socket.destroy() : response.end(OK),
    );
    stop = server.close;
    await testClient(server.url).famille.identite(PERSONNE);
    expect(server.requests).toBe(2);
    const always = await serve((request) => request.socket.destroy());
    stop = always.close;
    const error = await failureOf(always.url, { retries: false });
    expect(error).toMatchObject({ retry: 'now', code: undefined });
    expect(error.systemCode).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
  });

  it('says nothing of the address', async () => {
    const error = await failureOf('https://n-existe-pas.invalid', { retries: false });
    expect(JSON.stringify(error) + error.message).not.toMatch(/invalid|ROUX/i);
  });
});

it('a source of tokens that throws is the vault’s fault: asked once, nothing is sent', async () => {
  const server = await serve((_request, response) => response.end(OK));
  stop = server.close;
  let asked = 0;
  const sealed = (): string => {
    asked++;
    throw Object.assign(new Error('vault sealed at https://coffre.example'), { code: 'ESEALED' });
  };
  const error = await testClient(server.url, { token: sealed })
    .famille.identite(PERSONNE)
    .catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ kind: 'authentication', retry: 'never', sent: false });
  expect(error).toMatchObject({ cause: { name: 'Error', code: 'ESEALED' } });
  expect(JSON.stringify(error)).not.toContain('coffre');
  expect([asked, server.requests]).toEqual([1, 0]);
});
