/** Who may ask: a page of another site must neither read what was asked here, nor change what is answered. */
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from './index.ts';
import { start } from './testing.ts';

const LOG = '/_sandbox/log';

/** `fetch` does not let a program choose its Host. */
function ask(
  { url }: Sandbox,
  path: string,
  headers: Record<string, string> = {},
  { method = 'GET', body = '' } = {},
): Promise<{ status: number | undefined; error: string | undefined }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, method, headers }, async (response) => {
      const answer = await text(response);
      resolve({ status: response.statusCode, error: answer.startsWith('{') && JSON.parse(answer).error });
    })
      .on('error', reject)
      .end(body);
  });
}

const statusOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).status;

describe('a name that leads here', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST:80', 'bac.localhost', '127.1.2.3:1', '[::1]:3001'])(
    'is of this machine: %s',
    async (host) => {
      expect(await statusOf(await start(), LOG, { host })).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    'evil.example:3001',
    '127.0.0.1.evil.example',
    '192.0.2.7',
    'sandbox',
  ])('is refused when somebody else may have chosen it: %s', async (host) => {
    const sandbox = await start();
    const { status, error } = await ask(sandbox, LOG, { host });
    expect(status).toBe(403);
    expect(error).toContain(`--allowed-hosts ${host.split(':')[0]}`);
    expect(await statusOf(sandbox, '/', { host })).toBe(403);
    expect(await statusOf(sandbox, '/particulier/api/ping', { host })).toBe(403);
  });

  it('is that of the Host header, whatever the path looks like', async () => {
    const host = 'evil.example';
    expect(await statusOf(await start(), `//localhost${LOG}`, { host })).toBe(403);
    expect(await statusOf(await start(), `//evil.example${LOG}`)).toBe(404);
  });

  it('is told once to whoever started the sandbox', async () => {
    const messages: string[] = [];
    const sandbox = await start({ onMessage: (message) => messages.push(message) });
    for (const host of ['sandbox:4010', 'sandbox:4010', 'evil.example']) await ask(sandbox, LOG, { host });
    expect(messages).toEqual([
      expect.stringContaining('--allowed-hosts sandbox'),
      expect.stringContaining('--allowed-hosts evil.example'),
    ]);
  });

  it('may be one that was admitted, in a network of containers', async () => {
    const sandbox = await start({ host: '0.0.0.0', allowedHosts: ['Sandbox', 'mocks.test:80'] });
    for (const host of ['sandbox:4010', 'mocks.test', '172.17.0.2:4010', 'particulier.api.gouv.fr'])
      expect(await statusOf(sandbox, '/api/ping', { host }), host).toBe(200);
    expect(await statusOf(sandbox, '/api/ping', { host: 'evil.example' })).toBe(403);
  });

  it('may be the one it listens on', async () => {
    expect(await statusOf(await start({ host: 'localhost' }), LOG)).toBe(200);
    expect(await statusOf(await start({ host: '0.0.0.0' }), LOG, { host: '0.0.0.0:1' })).toBe(200);
  });

  it('is unreadable', async () => {
    const { hostname, port } = new URL((await start()).url);
    const socket = connect(Number(port), hostname);
    socket.write('GET /api/ping HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a page', () => {
  const json = { 'content-type': 'application/json' };
  const outage = { method: 'POST', body: '{"scenario":"outage"}' };
  const own = (sandbox: Sandbox) => ({ ...json, origin: sandbox.url });

  it('of the sandbox changes what it answers', async () => {
    const sandbox = await start();
    expect(await statusOf(sandbox, '/_sandbox/scenarios', own(sandbox), outage)).toBe(201);
    expect(await statusOf(sandbox, '/_sandbox/scenarios', own(sandbox), { method: 'DELETE' })).toBe(204);
  });

  it.each(['https://evil.example', 'null', 'http://localhost:5173', 'file://', 'x'])(
    'of another origin does not: %s',
    async (origin) => {
      const sandbox = await start();
      const { status, error } = await ask(sandbox, '/_sandbox/scenarios', { ...json, origin }, outage);
      expect([status, error]).toEqual([403, expect.stringContaining("d'une autre origine")]);
      expect(await statusOf(sandbox, '/_sandbox', { origin }, { method: 'DELETE' })).toBe(403);
      expect(await statusOf(sandbox, LOG, { origin })).toBe(403);
      expect(sandbox.mock.scenarios).toEqual([]);
    },
  );

  it.each([
    undefined,
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
  ])('that a browser lets send anything (%s) is asked for JSON', async (type) => {
    const sandbox = await start();
    const headers = type ? { 'content-type': type } : {};
    const { status, error } = await ask(sandbox, '/_sandbox/scenarios', headers, outage);
    expect([status, error]).toEqual([415, expect.stringContaining('Content-Type: application/json')]);
    expect(await statusOf(sandbox, '/_sandbox/tokens', headers, { method: 'POST', body: '{}' })).toBe(415);
    expect(sandbox.mock.scenarios).toEqual([]);
  });

  it('of another site does not ask an API either, one of this machine may', async () => {
    const sandbox = await start();
    const asked = (origin: string) => statusOf(sandbox, '/particulier/api/ping', { origin });
    expect(await asked('https://evil.example')).toBe(403);
    expect(await asked('null')).toBe(403);
    expect(await asked('http://localhost:5173')).toBe(200);
  });

  it('may say its charset', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' };
    expect(await statusOf(await start(), '/_sandbox/scenarios', headers, outage)).toBe(201);
  });
});
