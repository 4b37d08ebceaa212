import { afterEach, describe, expect, it } from 'vitest';
import { PERSONNE, serve, type TestServer, testClient } from '../../testing/server.ts';
import { ConfigurationError } from '../errors/local.ts';
import { apiKey, bearer } from './bearer.ts';
import { clientCredentials } from './client-credentials.ts';
import { readToken } from './token.ts';

let servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});
const started = async (...args: Parameters<typeof serve>): Promise<TestServer> => {
  const server = await serve(...args);
  servers.push(server);
  return server;
};

/** An API that says which authorization it saw, refusing the tokens of `refused`. */
const api = (refused: string[] = []) =>
  started(({ headers }, response) => {
    const seen = headers.authorization ?? `clé ${headers['x-api-key']}`;
    response.statusCode = refused.includes(seen) ? 401 : 200;
    response.end(JSON.stringify({ data: seen }));
  });

/** A token endpoint that numbers its tokens. */
const issuer = (expires = 3600) =>
  started((_request, response, count) =>
    setTimeout(() => response.end(JSON.stringify({ access_token: `t${count}`, expires_in: expires })), 20),
  );

describe('bearer and apiKey', () => {
  it('send what a function gives, at each call', async () => {
    const server = await api();
    let turn = 0;
    const client = testClient(server.url, { token: bearer(async () => `jeton-${++turn}`) });
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer jeton-1');
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer jeton-2');
  });

  it('send a key in its own header', async () => {
    const server = await api();
    const client = testClient(server.url, { token: apiKey('ma-cle') });
    expect((await client.famille.identite(PERSONNE)).data).toBe('clé ma-cle');
  });

  it('take the line break of a pasted token away', async () => {
    const server = await api();
    const client = testClient(server.url, { token: 'jeton\n' });
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer jeton');
  });

  it.each(['', '   ', 'Bearer abc', 'a b', 'a\r\nx-autre: 1', 'é'])(
    'refuse %j without repeating it',
    (token) => {
      expect(() => bearer(token)).toThrow(ConfigurationError);
    },
  );
});

describe('clientCredentials', () => {
  const credentials = (tokenUrl: string, more = {}) =>
    clientCredentials({ tokenUrl, clientId: 'moi', clientSecret: 'secret', ...more });

  it('asks for one token however many callers wait', async () => {
    const [server, tokens] = [await api(), await issuer()];
    const client = testClient(server.url, { token: credentials(tokens.url) });
    const calls = Array.from({ length: 20 }, (_, i) =>
      client.famille.identite({ nom: `N${i}`, prenoms: ['A'] }),
    );
    const answers = await Promise.all(calls);
    expect(new Set(answers.map(({ data }) => data))).toEqual(new Set(['Bearer t1']));
    expect(tokens.requests).toBe(1);
  });

  it('lets a caller leave without the token that another waits for', async () => {
    const [server, tokens] = [await api(), await issuer()];
    const client = testClient(server.url, { token: credentials(tokens.url) });
    const leaving = client.famille.identite(PERSONNE, { signal: AbortSignal.timeout(5) });
    const staying = client.famille.identite({ ...PERSONNE, nom: 'AUTRE' });
    await expect(leaving).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await staying).data).toBe('Bearer t1');
    expect(tokens.requests).toBe(1);
  });

  it('asks anew for the token that nobody waited for any more', async () => {
    const leaving = new AbortController();
    const tokens = await started((_request, response, count) => {
      if (count === 1) leaving.abort();
      else response.end(JSON.stringify({ access_token: `t${count}`, expires_in: 3600 }));
    });
    const server = await api();
    const client = testClient(server.url, { token: credentials(tokens.url) });
    const left = client.famille.identite(PERSONNE, { signal: leaving.signal });
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer t2');
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer t2');
  });

  it.each(['', '<html>', '{"access_token":{}}', '{"access_token":"a\\r\\nb"}', ' '.repeat(2_000_000)])(
    'says when what it is given is no token (%#)',
    async (text) => {
      const [server, tokens] = [await api(), await started((_request, response) => response.end(text))];
      const client = testClient(server.url, { token: credentials(tokens.url) });
      await expect(client.famille.identite(PERSONNE)).rejects.toMatchObject({
        name: 'InvalidResponseError',
        operation: 'oauth2.token',
      });
    },
  );

  it('renews early by the skew, at half its life at the soonest', async () => {
    const [server, tokens] = [await api(), await issuer(0.4)];
    const client = testClient(server.url, { token: credentials(tokens.url) });
    await client.famille.identite(PERSONNE);
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer t1');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer t2');
  });

  it.each([20, 0, -5, 'x', null, undefined, 1e300])(
    'does not ask for a token a call when its life is %s',
    async (life) => {
      const tokens = await started((_request, response, count) =>
        response.end(JSON.stringify({ access_token: `t${count}`, expires_in: life })),
      );
      const client = testClient((await api()).url, { token: credentials(tokens.url) });
      for (const nom of ['A1', 'A2', 'A3']) await client.famille.identite({ nom, prenoms: ['A'] });
      expect(tokens.requests).toBe(1);
    },
  );

  it('follows no redirection with its secret, and asks once', async () => {
    const elsewhere = await issuer();
    const tokens = await started((_request, response) =>
      response.writeHead(307, { location: elsewhere.url }).end(),
    );
    const client = testClient((await api()).url, { token: credentials(tokens.url) });
    await expect(client.famille.identite(PERSONNE)).rejects.toMatchObject({ name: 'InvalidResponseError' });
    expect([tokens.requests, elsewhere.requests]).toEqual([1, 0]);
  });

  it('takes a fresh token after a 401, once', async () => {
    const [server, tokens] = [await api(['Bearer t1']), await issuer()];
    const client = testClient(server.url, { token: credentials(tokens.url) });
    expect((await client.famille.identite(PERSONNE)).data).toBe('Bearer t2');
    const refusing = await api(['Bearer t3', 'Bearer t4']);
    const other = testClient(refusing.url, { token: credentials(tokens.url) });
    await expect(other.famille.identite(PERSONNE)).rejects.toMatchObject({ kind: 'authentication' });
    expect(refusing.requests).toBe(2);
  });

  it.each(['http://ailleurs.example/token', 'ailleurs', 'ftp://ailleurs.example/token'])(
    'does not send its secret to %s',
    (tokenUrl) => {
      expect(() => credentials(tokenUrl)).toThrow(ConfigurationError);
      expect(() => credentials(tokenUrl)).not.toThrow('ailleurs');
    },
  );

  it('says when the token endpoint refuses', async () => {
    const [server, tokens] = [
      await api(),
      await started((_request, response) => response.writeHead(401).end()),
    ];
    const client = testClient(server.url, { token: credentials(tokens.url) });
    await expect(client.famille.identite(PERSONNE)).rejects.toMatchObject({
      kind: 'authentication',
      operation: 'oauth2.token',
    });
    expect(server.requests).toBe(0);
  });
});

describe('readToken', () => {
  const jwt = (claims: object): string =>
    `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

  it('reads scopes, or the roles of very old tokens', () => {
    expect(readToken(jwt({ scopes: ['a'], exp: 1_800_000_000, jti: 'é' }))).toEqual({
      scopes: ['a'],
      jti: 'é',
      expiresAt: new Date(1_800_000_000_000),
    });
    expect(readToken(jwt({ roles: ['b'] }))?.scopes).toEqual(['b']);
  });

  it.each(['opaque', 'a.b.c', ''])('knows nothing of %j, which may be valid all the same', (token) => {
    expect(readToken(token)).toBeUndefined();
  });
});
