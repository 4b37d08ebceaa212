/** What a client tells servers of itself, and where it agrees to go. */
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { OK, PERSONNE, serve, type TestServer, testClient } from '../testing/server.ts';
import type { ClientOptions } from './options.ts';

let server: TestServer;
afterEach(() => server?.close());

async function agentSeen(options: ClientOptions = {}): Promise<string | undefined> {
  let seen: string | undefined;
  server = await serve((request, response) => {
    seen = request.headers['user-agent'];
    response.end(OK);
  });
  await testClient(server.url, options).famille.identite(PERSONNE);
  return seen;
}

describe('User-Agent', () => {
  it('names the package and Node, with their versions', async () => {
    expect(await agentSeen()).toBe(`apigouv-essai/1.2.3 node/${process.versions.node}`);
  });

  it('begins with the name of the caller’s own software', async () => {
    const seen = await agentSeen({ headers: { 'User-Agent': 'logiciel-de-cantine/4.2' } });
    expect(seen).toBe(`logiciel-de-cantine/4.2 apigouv-essai/1.2.3 node/${process.versions.node}`);
  });
});

describe('plain HTTP', () => {
  // A name that leads to this machine without being one of its names.
  const outside = (url: string): string => url.replace('127.0.0.1', '[::ffff:127.0.0.1]');

  it('is refused to another host, and the way out is said', () => {
    expect(() => testClient('http://sandbox:4010')).toThrow(/dangerouslyAllowHttp/);
  });

  it('is spoken when told in so many words', async () => {
    server = await serve((_request, response) => response.end(OK));
    const { data } = await testClient(outside(server.url), {
      dangerouslyAllowHttp: true,
    }).famille.identite(PERSONNE);
    expect(data.valeur).toBe(650);
  });

  it('allows no other scheme', () => {
    expect(() => testClient('ftp://sandbox', { dangerouslyAllowHttp: true })).toThrow(/HTTPS/);
  });
});

it('an inspection of a client, hidden properties included, shows no token', () => {
  const client = testClient('http://127.0.0.1:9', { token: 'jeton-tres-secret' });
  expect(inspect(client, { showHidden: true, depth: Infinity, getters: true })).not.toContain('secret');
});
