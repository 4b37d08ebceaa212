/** Each attack and each fault, against a real server that commits it, is refused with its own error. */
import { inspect } from 'node:util';
import { ApigouvError, ConfigurationError, ConnectionError, TimeoutError } from '@apigouv/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createFranceConnect,
  type FranceConnectOptions,
  type LoginEvent,
  type PendingLogin,
} from '../index.ts';
import { ACCESS_TOKEN, CLIENT_ID, type Evil, type Misdeeds, SUB, startEvil } from '../testing/evil.ts';

const SECRET = 's'.repeat(64);
const REDIRECT = 'https://service.example.fr/retour';
const CODE = 'CODE-TRES-SECRET';

let evil: Evil;
beforeAll(async () => {
  evil = await startEvil();
});
beforeEach(() => {
  evil.misdeeds = {};
  evil.seen = {};
  evil.forms = [];
});
afterAll(() => evil.close());

const events: LoginEvent[] = [];
const service = (options: Partial<FranceConnectOptions> = {}) =>
  createFranceConnect({
    environment: evil.issuer,
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    redirectUri: REDIRECT,
    timeout: 2000,
    audit: (event) => events.push(event),
    ...options,
  });

interface Attempt {
  options?: Partial<FranceConnectOptions>;
  misdeeds?: Misdeeds;
  callback?: (params: URLSearchParams) => void;
  kept?: (kept: PendingLogin) => PendingLogin | undefined;
}

async function login({ options, misdeeds = {}, callback, kept: change = (kept) => kept }: Attempt = {}) {
  const franceConnect = service(options);
  const { kept } = await franceConnect.startLogin();
  evil.nonce = kept.nonce;
  evil.misdeeds = misdeeds;
  const url = new URL(REDIRECT);
  url.search = new URLSearchParams({ code: CODE, state: kept.state, iss: evil.issuer }).toString();
  callback?.(url.searchParams);
  return franceConnect.finishLogin(url, change(kept));
}

const without = (name: string) => (claims: Record<string, unknown>) => {
  const { [name]: _gone, ...rest } = claims;
  return rest;
};
const withClaim = (claim: Record<string, unknown>) => (claims: Record<string, unknown>) => ({
  ...claims,
  ...claim,
});
const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;
const madeAgo = (seconds: number) => withClaim({ iat: ago(seconds) });
/** The same login, begun some seconds before: FranceConnect leaves 30 minutes. */
const begun = (seconds: number) => (kept: PendingLogin) => ({
  ...kept,
  expiresAt: kept.expiresAt - seconds * 1000,
});
const html = (status: number) => (response: import('node:http').ServerResponse) => {
  response.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>SECRETNOM</h1>');
};
const refusal = (status: number, error: string) => (response: import('node:http').ServerResponse) => {
  const body = {
    error,
    error_description: `SECRETNOM ${CODE}`,
    error_uri: 'https://docs/?code=Y0434A7B&id=1',
  };
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};

const refusedWith = (error: string) => (params: URLSearchParams) => {
  params.set('error', error);
  params.delete('code');
};
const forgedRefusal = (params: URLSearchParams) => {
  params.set('error', 'access_denied');
  params.set('state', 'x');
};

const FAULTS: [what: string, reason: string, attempt: Attempt][] = [
  ['no login begun here', 'session-lost', { kept: () => undefined }],
  [
    'a login begun too long ago',
    'session-lost',
    { kept: (kept) => ({ ...kept, expiresAt: Date.now() - 1 }) },
  ],
  ['another state', 'state', { callback: (p) => p.set('state', 'x'.repeat(43)) }],
  ['no state', 'state', { callback: (p) => p.delete('state') }],
  ['the issuer of another server', 'issuer', { callback: (p) => p.set('iss', 'https://ailleurs.fr') }],
  ['no issuer', 'issuer', { callback: (p) => p.delete('iss') }],
  ['a forged refusal, with another state', 'state', { callback: forgedRefusal }],
  ['the citizen gave up', 'cancelled', { callback: refusedWith('access_denied') }],
  ['the registry is down', 'unavailable', { callback: refusedWith('temporarily_unavailable') }],
  ['a scope not granted to the service', 'request', { callback: refusedWith('invalid_scope') }],
  ['an unknown refusal', 'request', { callback: refusedWith('constructor') }],
  ['no code', 'response', { callback: (p) => p.delete('code') }],
  ['two codes', 'response', { callback: (p) => p.append('code', 'autre') }],

  ['another nonce', 'nonce', { misdeeds: { idToken: withClaim({ nonce: 'rejoue'.repeat(6) }) } }],
  ['no nonce', 'missing-claim', { misdeeds: { idToken: without('nonce') } }],
  [
    'a token of another issuer',
    'issuer',
    { misdeeds: { idToken: withClaim({ iss: 'https://ailleurs.fr' }) } },
  ],
  ['a token for another service', 'audience', { misdeeds: { idToken: withClaim({ aud: 'autre' }) } }],
  [
    'a token for several services, that does not say which one asked for it',
    'audience',
    { misdeeds: { idToken: withClaim({ aud: [CLIENT_ID, 'autre'] }) } },
  ],
  [
    'a token for several services, that another one asked for',
    'audience',
    { misdeeds: { idToken: withClaim({ aud: [CLIENT_ID, 'autre'], azp: 'autre' }) } },
  ],
  [
    'a token that another service asked for',
    'audience',
    { misdeeds: { idToken: withClaim({ azp: 'autre' }) } },
  ],
  ['a token without audience', 'missing-claim', { misdeeds: { idToken: without('aud') } }],
  ['a token without subject', 'missing-claim', { misdeeds: { idToken: without('sub') } }],
  ['a token without issue time', 'missing-claim', { misdeeds: { idToken: without('iat') } }],
  ['a token without level', 'missing-claim', { misdeeds: { idToken: without('acr') } }],
  ['a token without end', 'missing-claim', { misdeeds: { idToken: without('exp') } }],
  ['an expired token', 'expired', { misdeeds: { idToken: withClaim({ iat: ago(120), exp: ago(60) }) } }],
  ['a token of the future', 'expired', { misdeeds: { idToken: withClaim({ nbf: ago(-300) }) } }],
  ['a token that was not made yet', 'expired', { misdeeds: { idToken: withClaim({ iat: ago(-60) }) } }],
  [
    'a token made before the login began',
    'expired',
    { misdeeds: { idToken: withClaim({ iat: ago(60), exp: ago(-3600) }) } },
  ],
  ['a token made at no time', 'expired', { misdeeds: { idToken: withClaim({ iat: 'hier' }) } }],
  ['a token signed by another key', 'signature', { misdeeds: { foreignKey: true } }],
  ['a token signed by another RSA key', 'signature', { misdeeds: { rsa: true, foreignKey: true } }],
  [
    'a token signed with another secret',
    'signature',
    { options: { signingAlg: 'HS256', clientSecret: 't'.repeat(64) }, misdeeds: { alg: 'HS256' } },
  ],
  [
    'a token changed after its signature',
    'signature',
    { misdeeds: { tamper: (jwt) => `${jwt.slice(0, -8)}AAAAAAAA` } },
  ],
  ['a token of an unknown key', 'signature', { misdeeds: { kid: 'inconnue' } }],
  [
    'no kid, and several keys',
    'signature',
    { misdeeds: { kid: undefined, keys: ([key]) => [key as object, { ...key, kid: 'b' }] } },
  ],
  ['an unsigned token', 'algorithm', { misdeeds: { alg: 'none' } }],
  ['a token signed with the secret, which was not declared', 'algorithm', { misdeeds: { alg: 'HS256' } }],
  ['another algorithm than declared', 'algorithm', { options: { signingAlg: 'RS256' } }],
  ['not a token', 'response', { misdeeds: { tamper: () => 'pas-un-jeton' } }],
  ['a lower level than asked', 'acr', { misdeeds: { idToken: withClaim({ acr: 'eidas0' }) } }],
  ['an unknown level', 'acr', { misdeeds: { idToken: withClaim({ acr: 'toString' }) } }],

  [
    "somebody else's identity",
    'subject',
    { misdeeds: { userinfo: withClaim({ sub: `${'b'.repeat(64)}v1` }) } },
  ],
  ['an identity without subject', 'missing-claim', { misdeeds: { userinfo: without('sub') } }],
  ['an identity for another service', 'audience', { misdeeds: { userinfo: withClaim({ aud: 'autre' }) } }],
  [
    'an identity of another issuer',
    'issuer',
    { misdeeds: { userinfo: withClaim({ iss: 'https://ailleurs.fr' }) } },
  ],
  ['an identity that nobody signed', 'response', { misdeeds: { plainUserinfo: true } }],
  ['an identity without a birth name', 'missing-claim', { misdeeds: { userinfo: without('family_name') } }],
  ['scopes that were not granted', 'missing-scope', { misdeeds: { tokens: withClaim({ scope: 'openid' }) } }],

  ['wrong credentials', 'client', { misdeeds: { instead: { '/token': refusal(401, 'invalid_client') } } }],
  ['a code used twice', 'code', { misdeeds: { instead: { '/token': refusal(400, 'invalid_grant') } } }],
  ['a refused exchange', 'request', { misdeeds: { instead: { '/token': refusal(400, 'invalid_request') } } }],
  ['an exchange that breaks down', 'unavailable', { misdeeds: { instead: { '/token': html(502) } } }],
  ['a page instead of tokens', 'response', { misdeeds: { instead: { '/token': html(200) } } }],
  ['tokens without an access token', 'response', { misdeeds: { tokens: without('access_token') } }],
  ['tokens without an identity token', 'response', { misdeeds: { tokens: without('id_token') } }],
  ['tokens of another type', 'response', { misdeeds: { tokens: withClaim({ token_type: 'DPoP' }) } }],
  [
    'an access token that is refused',
    'token',
    { misdeeds: { instead: { '/userinfo': refusal(401, 'invalid_token') } } },
  ],
  ['an identity that breaks down', 'unavailable', { misdeeds: { instead: { '/userinfo': html(500) } } }],
  ['keys that cannot be read', 'unavailable', { misdeeds: { instead: { '/jwks': html(500) } } }],
  [
    'an exchange redirected elsewhere',
    'response',
    {
      misdeeds: {
        instead: { '/token': (r) => r.writeHead(307, { location: 'https://ailleurs.fr/' }).end() },
      },
    },
  ],
];

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('is refused', () => {
  it.each(FAULTS)('%s: %s', async (_what, reason, attempt) => {
    const error = (await thrownBy(login(attempt))) as ApigouvError;
    expect(error).toMatchObject({ name: 'FranceConnectError', reason });
    expect(error.userMessage).not.toBe('');
    // Web frameworks would take these for their own answer's.
    for (const name of ['status', 'statusCode']) expect(error).not.toHaveProperty(name);
  });

  it('a configuration of another issuer', async () => {
    evil.misdeeds = { configuration: withClaim({ issuer: 'https://ailleurs.fr' }) };
    expect(await thrownBy(service().startLogin())).toMatchObject({ reason: 'issuer' });
  });

  it.each(['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'])(
    'a configuration that lacks %s, before anybody is sent away',
    async (name) => {
      evil.misdeeds = { configuration: without(name) };
      const missing = { name: 'FranceConnectError', reason: 'response', names: [name] };
      expect(await thrownBy(service().startLogin())).toMatchObject(missing);
    },
  );

  it('a configuration that lacks the address of logout, by who wants it only', async () => {
    evil.misdeeds = { configuration: without('end_session_endpoint') };
    expect(await thrownBy(service().logoutUrl('jeton'))).toMatchObject({ names: ['end_session_endpoint'] });
    expect(await thrownBy(service().startLogin())).toBeUndefined();
  });

  const ELSEWHERE = ['http://ailleurs.fr/', 'javascript:alert(1)', 'ftp://ailleurs.fr/', '/relative', '', 5];
  it.each(
    ['authorization_endpoint', 'end_session_endpoint', 'jwks_uri', 'revocation_endpoint'].flatMap((name) =>
      ELSEWHERE.map((address) => [name, address] as const),
    ),
  )('a configuration whose %s is %j', async (name, address) => {
    evil.misdeeds = { configuration: withClaim({ [name]: address }) };
    const refused = { name: 'FranceConnectError', reason: 'response', names: [name] };
    expect(await thrownBy(service().startLogin())).toMatchObject(refused);
  });

  it('a way from HTTPS to plain HTTP, on the machine itself too', async () => {
    const issuer = 'https://oidc.example.fr/api/v2';
    const addresses = {
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${evil.issuer}/jwks`,
    };
    const fetch = async () => Response.json({ issuer, ...addresses });
    const refused = { reason: 'response', names: ['jwks_uri'] };
    expect(await thrownBy(service({ environment: issuer, fetch }).startLogin())).toMatchObject(refused);
  });

  it.each<[keyof PendingLogin, unknown]>([
    ['state', undefined],
    ['nonce', ''],
    ['nonce', ['x']],
    ['codeVerifier', undefined],
    ['acr', undefined],
    ['acr', 'eidas0'],
    ['scopes', undefined],
    ['scopes', []],
    ['scopes', 'openid'],
    ['expiresAt', undefined],
    ['expiresAt', null],
    ['expiresAt', 'bientôt'],
    ['expiresAt', Number.POSITIVE_INFINITY],
  ])('a kept login that lost its %s (%j), before anything is asked', async (name, value) => {
    const lost = await thrownBy(
      login({ kept: (kept) => ({ ...kept, [name]: value }) as unknown as PendingLogin }),
    );
    expect(lost).toMatchObject({ name: 'FranceConnectError', reason: 'session-lost', names: [name] });
    expect(evil.seen['/token']).toBeUndefined();
  });

  it('a server that never answers, within the time allowed', async () => {
    const error = await thrownBy(
      login({ options: { timeout: 200 }, misdeeds: { instead: { '/token': () => {} } } }),
    );
    expect(error).toBeInstanceOf(TimeoutError);
  });

  it('a cut connection', async () => {
    const cut = (response: import('node:http').ServerResponse) => response.destroy();
    expect(await thrownBy(login({ misdeeds: { instead: { '/token': cut } } }))).toBeInstanceOf(
      ConnectionError,
    );
  });

  it.each<[string, Partial<FranceConnectOptions>]>([
    ['plain HTTP elsewhere than here', { environment: 'http://oidc.example.fr/api/v2' }],
    ['an unknown environment', { environment: 'preprod' }],
    ['sandbox, which FranceConnect+ does not have', { platform: 'franceconnect+', environment: 'sandbox' }],
    ['a relative redirectUri', { redirectUri: '/retour' }],
    ['a level of the other platform', { acr: 'eidas2' }],
    ['a scope with a space', { scopes: ['openid profile'] }],
    [
      'HS256 on FranceConnect+',
      { platform: 'franceconnect+', environment: 'production', signingAlg: 'HS256' },
    ],
    ['FranceConnect+ without a key', { platform: 'franceconnect+', environment: 'production' }],
    ['no secret', { clientSecret: '' }],
  ])('%s, before anything is sent', (_what, options) => {
    expect(() => service(options)).toThrow(ConfigurationError);
    expect(evil.seen).toEqual({});
  });
});

describe('a sound login', () => {
  it('sends what FranceConnect asks for, and no more', async () => {
    const { url, kept } = await service({ scopes: ['profile', 'openid'] }).startLogin({
      idpHint: 'dgfip',
      amr: true,
    });
    const params = Object.fromEntries(new URL(url).searchParams);
    expect(params).toMatchObject({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT,
      scope: 'openid profile',
      acr_values: 'eidas1',
      code_challenge_method: 'S256',
      idp_hint: 'dgfip',
      claims: '{"id_token":{"amr":{"essential":true}}}',
    });
    expect(kept.nonce.length).toBeGreaterThanOrEqual(32);
    expect(kept.state.length).toBeGreaterThanOrEqual(32);
    expect(params.code_challenge).not.toBe(kept.codeVerifier);
  });

  it('proves itself with the secret in the body, PKCE and the same redirect_uri', async () => {
    const session = await login();
    expect(session.identite).toMatchObject({ sub: SUB, birthplace: '75107' });
    expect(session.identite).not.toHaveProperty('aud');
    expect(Object.fromEntries(evil.forms[0] ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      client_id: CLIENT_ID,
      client_secret: SECRET,
      redirect_uri: REDIRECT,
      code_verifier: expect.any(String),
    });
  });

  it('reads the configuration once for all, and the keys again once when one is unknown', async () => {
    const franceConnect = service();
    await Promise.all(Array.from({ length: 20 }, () => franceConnect.startLogin()));
    expect(evil.seen['/.well-known/openid-configuration']).toBe(1);
    await thrownBy(login({ misdeeds: { kid: 'inconnue' } }));
    expect(evil.seen['/jwks']).toBe(2);
  });

  it.each<[string, Attempt]>([
    ['signed with RS256', { misdeeds: { rsa: true } }],
    [
      'signed with the secret, where that was declared',
      { options: { signingAlg: 'HS256' }, misdeeds: { alg: 'HS256' } },
    ],
    ['whose key is not named, when only one fits', { misdeeds: { kid: undefined } }],
    [
      'for several services, that this one asked for',
      { misdeeds: { idToken: withClaim({ aud: ['autre', CLIENT_ID], azp: CLIENT_ID }) } },
    ],
    ['made while the citizen was logging in', { kept: begun(600), misdeeds: { idToken: madeAgo(500) } }],
  ])('admits a token %s', async (_what, attempt) => {
    expect((await login(attempt)).identite.sub).toBe(SUB);
  });

  it('admits someone born abroad, without gender, email or usage name', async () => {
    const userinfo = (claims: Record<string, unknown>) =>
      without('gender')({ ...claims, birthplace: '', birthcountry: '99131' });
    expect((await login({ misdeeds: { userinfo } })).identite).toMatchObject({
      birthplace: '',
      birthcountry: '99131',
    });
  });

  it('admits a claim it does not know, and a clock five seconds off', async () => {
    const misdeeds = {
      idToken: withClaim({ exp: ago(3), nouveau: 1 }),
      userinfo: withClaim({ nouveau: 'x' }),
    };
    expect((await login({ misdeeds })).identite).toHaveProperty('nouveau', 'x');
  });
});

it('no token, code, claim or secret is in an error or an event', async () => {
  events.length = 0;
  for (const [, , attempt] of FAULTS) {
    const error = (await thrownBy(login(attempt))) as ApigouvError;
    expect(error).toBeInstanceOf(ApigouvError);
    const said = [
      inspect(error, { depth: 10, showHidden: true }),
      JSON.stringify(error),
      error.stack,
      String(error.cause),
    ].join('\n');
    for (const secret of [
      ACCESS_TOKEN,
      CODE,
      SECRET,
      SUB,
      evil.nonce,
      'SECRETNOM',
      'Secretprenom',
      '1962-08-24',
      'eyJ',
    ])
      expect(said, secret).not.toContain(secret);
  }
  const finished = events.filter(({ operation }) => operation === 'finishLogin');
  expect(finished.map(({ reason }) => reason)).toEqual(FAULTS.map(([, reason]) => reason));
  const words = ['code', 'durationMs', 'operation', 'outcome', 'reason'];
  for (const event of events) expect(words).toEqual(expect.arrayContaining(Object.keys(event)));
});

it('tells each step in the words of the other clients: how it ended, why, and the code for the support', async () => {
  events.length = 0;
  await login();
  await thrownBy(login({ misdeeds: { instead: { '/token': refusal(401, 'invalid_client') } } }));
  await thrownBy(login({ misdeeds: { instead: { '/token': (response) => response.destroy() } } }));
  await thrownBy(service().finishLogin(REDIRECT, undefined));
  const told = events.filter(({ operation }) => operation === 'finishLogin');
  expect(told.map(({ durationMs: _any, ...event }) => event)).toEqual([
    { operation: 'finishLogin', outcome: 'ok' },
    { operation: 'finishLogin', outcome: 'configuration', reason: 'client', code: 'Y0434A7B' },
    { operation: 'finishLogin', outcome: 'connection' },
    { operation: 'finishLogin', outcome: 'authentication', reason: 'session-lost' },
  ]);
});
