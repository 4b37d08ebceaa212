/** The options: what an editor says of them, what the compiler does, and that a client keeps its own. */
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createFranceConnect,
  createSessionCookie,
  type FranceConnectOptions,
  type LoginEvent,
  type Scope,
} from './index.ts';

import { type FranceConnectMock, startFranceConnect } from './mocks/node.ts';
import { logIn } from './testing/browser.ts';
import { openEditor } from './testing/editor.ts';

const IMPORTS = "import { createFranceConnect, createSessionCookie } from './index.ts';\n";
const OPTIONS = [
  'platform',
  'environment',
  'clientId',
  'clientSecret',
  'redirectUri',
  'postLogoutRedirectUri',
  'scopes',
  'acr',
  'signingAlg',
  'decryptionKeys',
  'timeout',
  'fetch',
  'audit',
];

describe('an editor', () => {
  const editor = openEditor();
  // The compiler reads its libraries once, on two busy cores at times.
  beforeAll(() => void editor.problems(IMPORTS), 120_000);
  const names = (code: string) => editor.complete(IMPORTS + code).map(({ name }) => name);

  it('offers every option, with its documentation', () => {
    const offered = editor.complete(`${IMPORTS}createFranceConnect({ | });`);
    expect(offered.map(({ name }) => name).sort()).toEqual([...OPTIONS].sort());
    for (const { name, documentation } of offered) expect(documentation, name).not.toBe('');
  });

  it.each([
    ['a login', 'createFranceConnect().startLogin({ | });', ['acr', 'amr', 'idpHint', 'scopes']],
    ['a cookie', 'createSessionCookie({ | });', ['maxAge', 'name', 'secret', 'secure']],
  ])('offers those of %s too', (_what, code, expected) => {
    const offered = editor.complete(IMPORTS + code);
    expect(offered.map(({ name }) => name).sort()).toEqual(expected);
    for (const { name, documentation } of offered) expect(documentation, name).not.toBe('');
  });

  it('goes on offering them once some are given', () => {
    expect(names("createFranceConnect({ scopes: ['email'], | });")).toContain('environment');
  });

  it('offers the values', () => {
    expect(names("createFranceConnect({ environment: '|' });")).toEqual(
      expect.arrayContaining(['production', 'sandbox', 'integration']),
    );
    expect(names("createFranceConnect({ platform: '|' });")).toEqual(['franceconnect', 'franceconnect+']);
    expect(names("createFranceConnect({ scopes: ['email', '|'] });")).toEqual(
      expect.arrayContaining(['identite_pivot', 'cnous_statut_boursier']),
    );
    expect(names("createFranceConnect().startLogin({ scopes: ['|'] });")).toContain('identite_pivot');
  });

  it.each([
    ["createFranceConnect({ enviroment: 'production' });", "'enviroment'", "'environment'"],
    ["createFranceConnect({ clientId: 'a', scope: ['email'] });", "'scope'", "'scopes'"],
    ["createFranceConnect().startLogin({ idphint: 'dgfip' });", "'idphint'", "'idpHint'"],
  ])('names a typo, and what was meant: %s', (code, typo, meant) => {
    const [problem, ...others] = editor.problems(IMPORTS + code);
    expect(others).toEqual([]);
    expect(problem).toContain(typo);
    expect(problem).toContain(`Did you mean to write ${meant}?`);
  });

  it('finds nothing wrong with what is right', () => {
    const right = [
      'createFranceConnect();',
      "createFranceConnect({ environment: new URL('https://fc.example/api/v2'), scopes: ['email', 'nouveau_scope'] });",
      "const scopes = ['email']; createFranceConnect({ scopes });",
    ];
    expect(editor.problems(IMPORTS + right.join('\n'))).toEqual([]);
  });
});

describe('a client keeps its own copy of', () => {
  const SERVICE = { clientId: 'mairie', clientSecret: 'secret-de-test-'.repeat(4) };
  const REDIRECT = 'http://127.0.0.1:65001/retour';
  let mock: FranceConnectMock;
  beforeAll(async () => {
    mock = await startFranceConnect({ clients: [{ ...SERVICE, redirectUris: [REDIRECT] }] });
  });
  afterAll(() => mock.close());

  it('its options: what the caller changes afterwards changes nothing', async () => {
    const heard: LoginEvent[] = [];
    const scopes: Scope[] = ['identite_pivot'];
    const environment = new URL(mock.issuer);
    const options: FranceConnectOptions = {
      ...SERVICE,
      environment,
      redirectUri: REDIRECT,
      scopes,
      audit: (event) => heard.push(event),
    };
    const franceConnect = createFranceConnect(options);
    scopes[0] = 'email';
    environment.port = '1';
    const never = vi.fn();
    Object.assign(options, {
      clientId: 'autre',
      redirectUri: 'https://ailleurs.fr/',
      audit: never,
      fetch: never,
    });
    const { url, kept } = await franceConnect.startLogin();
    expect(kept.scopes).toEqual(['openid', 'identite_pivot']);
    expect(url).toContain(mock.issuer);
    const session = await franceConnect.finishLogin(await logIn(url, 'test'), kept);
    expect(session.identite.family_name).toBe('DUBOIS');
    expect(heard.map(({ operation }) => operation)).toEqual(['startLogin', 'finishLogin']);
    expect(never).not.toHaveBeenCalled();
  });

  it('its scopes, whatever becomes of those of a login', async () => {
    const franceConnect = createFranceConnect({
      ...SERVICE,
      environment: mock.issuer,
      redirectUri: REDIRECT,
    });
    const { kept, url } = await franceConnect.startLogin();
    const { scopes } = await franceConnect.finishLogin(await logIn(url, 'test'), { ...kept });
    (kept.scopes as string[]).push('email');
    expect(scopes).toEqual(['openid', 'identite_pivot']);
    expect((await franceConnect.startLogin()).kept.scopes).toEqual(['openid', 'identite_pivot']);
  });

  it('its decryption keys', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP', { extractable: true });
    const encryptionKey = await exportJWK(publicKey);
    const key = await exportJWK(privateKey);
    const plus = await startFranceConnect({
      platform: 'franceconnect+',
      clients: [{ ...SERVICE, redirectUris: [REDIRECT], encryptionKey }],
    });
    const franceConnect = createFranceConnect({
      ...SERVICE,
      platform: 'franceconnect+',
      environment: plus.issuer,
      redirectUri: REDIRECT,
      decryptionKeys: [key],
    });
    for (const member of Object.keys(key)) delete key[member as 'kty'];
    const { url, kept } = await franceConnect.startLogin();
    const { identite } = await franceConnect.finishLogin(await logIn(url, 'test'), kept);
    expect(identite.family_name).toBe('DUBOIS');
    await plus.close();
  });

  it('the secrets of a cookie', async () => {
    const secret = ['un-secret-de-test-de-plus-de-32-caracteres'];
    const options = { secret, name: '__Host-a' };
    const cookie = createSessionCookie<string>(options);
    secret[0] = 'x'.repeat(32);
    options.name = '__Host-b';
    const header = await cookie.seal('x');
    expect(
      await createSessionCookie<string>({
        secret: 'un-secret-de-test-de-plus-de-32-caracteres',
        name: '__Host-a',
      }).open(header),
    ).toBe('x');
  });

  it('the services that the local FranceConnect knows', async () => {
    const client = { ...SERVICE, redirectUris: [REDIRECT] };
    const local = await startFranceConnect({ clients: [client] });
    client.redirectUris.pop();
    client.clientSecret = 'y'.repeat(64);
    await local.rotateKeys();
    const franceConnect = createFranceConnect({
      ...SERVICE,
      environment: local.issuer,
      redirectUri: REDIRECT,
    });
    const { url, kept } = await franceConnect.startLogin();
    const { identite } = await franceConnect.finishLogin(await logIn(url, 'test'), kept);
    expect(identite.family_name).toBe('DUBOIS');
    await local.close();
  });
});
