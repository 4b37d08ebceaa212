/** Logins against the local FranceConnect, as a browser without scripts does them. */
import { createParticulier } from '@apigouv/particulier';
import { mockParticulier } from '@apigouv/particulier/mocks';
import { compactDecrypt, decodeJwt, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFranceConnect, FranceConnectError, toIdentite } from '../index.ts';
import { logIn, visit } from '../testing/browser.ts';
import { type FranceConnectMock, startFranceConnect } from './node.ts';

const CLIENT = { clientId: 'mairie', clientSecret: 'secret-de-test-'.repeat(4) };
const REDIRECT = 'http://127.0.0.1:65001/retour';
const AFTER = 'http://127.0.0.1:65001/';

let mock: FranceConnectMock;
beforeAll(async () => {
  mock = await startFranceConnect({
    clients: [{ ...CLIENT, redirectUris: [REDIRECT], postLogoutRedirectUris: [AFTER] }],
  });
});
afterAll(() => mock.close());

const service = () =>
  createFranceConnect({
    ...CLIENT,
    environment: mock.issuer,
    redirectUri: REDIRECT,
    postLogoutRedirectUri: AFTER,
    scopes: ['identite_pivot', 'idp_birthdate', 'email', 'cnous_statut_boursier'],
  });

describe('a login', () => {
  it('gives the identity, and a token that opens API Particulier', async () => {
    const franceConnect = service();
    const { url, kept } = await franceConnect.startLogin();
    const session = await franceConnect.finishLogin(await logIn(url, 'loic-d-arc'), kept);
    expect(session.identite).toMatchObject({ family_name: "D'ARC", given_name: 'LOÏC', birthplace: '45234' });
    expect(session.identite.sub).toMatch(/^[0-9a-f]{64}v1$/);
    expect(session).toMatchObject({ acr: 'eidas1', scopes: kept.scopes });
    expect(session.expiresAt - Date.now()).toBeLessThanOrEqual(60_000);
    expect(toIdentite(session.identite)).toMatchObject({ nomNaissance: "D'ARC", anneeDateNaissance: 2004 });

    const particulier = createParticulier({
      recipient: '13002526500013',
      fetch: mockParticulier({ tokens: mock.tokens }).asFetch,
    });
    const { data } = await particulier.withFranceConnect(session).cnous.etudiantBoursier.franceConnect({});
    expect(data.statut_boursier.est_boursier).toBe(true);
  });

  it.each([
    ['étranger_présumé_né_jour_et_mois', { anneeDateNaissance: 1992, codeCogInseePaysNaissance: '99217' }],
    ['prénom_composé', { prenoms: ['Anne-Laure'] }],
    ['test_CORSE_2A', { codeCogInseeCommuneNaissance: '2A004' }],
  ])('knows %s, of the sandbox', async (citizen, expected) => {
    const franceConnect = service();
    const { url, kept } = await franceConnect.startLogin();
    const { identite } = await franceConnect.finishLogin(await logIn(url, citizen), kept);
    const parameters = toIdentite(identite);
    expect(parameters).toMatchObject(expected);
    if (citizen.startsWith('étranger')) {
      expect(parameters).not.toHaveProperty('moisDateNaissance');
      expect(toIdentite(identite, { dateComplete: true })).toMatchObject({
        moisDateNaissance: 1,
        jourDateNaissance: 1,
      });
    }
  });

  it('can be signed with HS256, where that was declared', async () => {
    const symmetric = await startFranceConnect({
      clients: [{ ...CLIENT, redirectUris: [REDIRECT], signingAlg: 'HS256' }],
    });
    const settings = { ...CLIENT, environment: symmetric.issuer, redirectUri: REDIRECT };
    const declared = createFranceConnect({ ...settings, signingAlg: 'HS256' });
    const first = await declared.startLogin();
    const { identite } = await declared.finishLogin(await logIn(first.url, 'test'), first.kept);
    expect(identite.family_name).toBe('DUBOIS');
    const usual = createFranceConnect(settings);
    const second = await usual.startLogin();
    await expect(usual.finishLogin(await logIn(second.url, 'test'), second.kept)).rejects.toMatchObject({
      reason: 'algorithm',
    });
    await symmetric.close();
  });

  it('is refused once its answer has been used', async () => {
    const franceConnect = service();
    const { url, kept } = await franceConnect.startLogin();
    const callback = await logIn(url, 'test');
    await franceConnect.finishLogin(callback, kept);
    await expect(franceConnect.finishLogin(callback, kept)).rejects.toMatchObject({
      reason: 'code',
      code: 'Y049E20B',
    });
  });

  it('says that the citizen gave up', async () => {
    const franceConnect = service();
    const { url, kept } = await franceConnect.startLogin();
    const callback = await logIn(url, undefined);
    const error = await franceConnect.finishLogin(callback, kept).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FranceConnectError);
    expect(error).toMatchObject({ reason: 'cancelled', retry: 'never' });
  });

  it('is refused with a wrong secret', async () => {
    const franceConnect = createFranceConnect({
      ...CLIENT,
      clientSecret: 'x'.repeat(64),
      environment: mock.issuer,
      redirectUri: REDIRECT,
    });
    const { url, kept } = await franceConnect.startLogin();
    await expect(franceConnect.finishLogin(await logIn(url, 'test'), kept)).rejects.toMatchObject({
      reason: 'client',
      code: 'Y0434A7B',
    });
  });

  it('goes on after a change of keys, read again once', async () => {
    const franceConnect = service();
    const first = await franceConnect.startLogin();
    await franceConnect.finishLogin(await logIn(first.url, 'test'), first.kept);
    await mock.rotateKeys();
    const second = await franceConnect.startLogin();
    const { identite } = await franceConnect.finishLogin(await logIn(second.url, 'test'), second.kept);
    expect(identite.family_name).toBe('DUBOIS');
  });

  it('ends at FranceConnect too', async () => {
    const franceConnect = service();
    const { url, kept } = await franceConnect.startLogin();
    const jar = new Map<string, string>();
    const session = await franceConnect.finishLogin(await logIn(url, 'test', jar), kept);
    const out = await visit(await franceConnect.logoutUrl(session, { state: 'fin' }), jar);
    const form = new URLSearchParams({
      xsrf: /name="xsrf" value="([^"]+)"/.exec(out.body)?.[1] ?? '',
      logout: 'yes',
    });
    const action = /action="([^"]+)"/.exec(out.body)?.[1] ?? '';
    expect((await visit(action, jar, form)).location).toBe(`${AFTER}?state=fin`);
  });
});

describe('what FranceConnect refuses without a way back', () => {
  const broken = async (change: (params: URLSearchParams) => void) => {
    const url = new URL((await service().startLogin()).url);
    change(url.searchParams);
    return visit(url.href, new Map());
  };

  it.each([
    ['no acr_values', (p: URLSearchParams) => p.delete('acr_values'), 'Y030007'],
    ['a short nonce', (p: URLSearchParams) => p.set('nonce', 'court'), 'Y030007'],
    ['prompt=none', (p: URLSearchParams) => p.set('prompt', 'none'), 'Y030007'],
    ['an unknown client', (p: URLSearchParams) => p.set('client_id', 'autre'), 'Y04EA6EF'],
    [
      'an unknown redirect_uri',
      (p: URLSearchParams) => p.set('redirect_uri', 'https://ailleurs.fr/'),
      'Y04C013C',
    ],
  ])('%s', async (_what, change, code) => {
    const { status, body } = await broken(change);
    expect(status).toBe(400);
    expect(body).toContain(code);
  });
});

describe('FranceConnect+', () => {
  it.each(['RSA-OAEP', 'ECDH-ES'])('with tokens encrypted by %s', async (alg) => {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const key = { kid: 'chiffrement', alg };
    const plus = await startFranceConnect({
      platform: 'franceconnect+',
      clients: [
        { ...CLIENT, redirectUris: [REDIRECT], encryptionKey: { ...(await exportJWK(publicKey)), ...key } },
      ],
    });
    const franceConnect = createFranceConnect({
      ...CLIENT,
      platform: 'franceconnect+',
      environment: plus.issuer,
      redirectUri: REDIRECT,
      acr: 'eidas2',
      decryptionKeys: [{ ...(await exportJWK(privateKey)), ...key }],
    });
    const { url, kept } = await franceConnect.startLogin();
    const session = await franceConnect.finishLogin(await logIn(url, 'test'), kept);
    expect(session).toMatchObject({ acr: 'eidas2', identite: { family_name: 'DUBOIS' } });
    expect(session.idToken.split('.')).toHaveLength(5);
    await plus.close();
  });

  it('leaves ten minutes to log in, and knows the data of three providers alone', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP', { extractable: true });
    const plus = await startFranceConnect({
      platform: 'franceconnect+',
      clients: [{ ...CLIENT, redirectUris: [REDIRECT], encryptionKey: await exportJWK(publicKey) }],
    });
    const franceConnect = createFranceConnect({
      ...CLIENT,
      platform: 'franceconnect+',
      environment: plus.issuer,
      redirectUri: REDIRECT,
      decryptionKeys: [await exportJWK(privateKey)],
    });
    const before = Date.now();
    const { url, kept } = await franceConnect.startLogin({
      scopes: ['identite_pivot', 'cnous_statut_boursier'],
    });
    expect(kept.expiresAt - before).toBeGreaterThanOrEqual(600_000);
    expect(kept.expiresAt - Date.now()).toBeLessThanOrEqual(600_000);
    const session = await franceConnect.finishLogin(await logIn(url, 'test'), kept);
    expect(session.scopes).toContain('cnous_statut_boursier');
    const refused = await franceConnect.startLogin({ scopes: ['identite_pivot', 'cnaf_quotient_familial'] });
    const refusal = franceConnect.finishLogin(await logIn(refused.url, 'test'), refused.kept);
    await expect(refusal).rejects.toMatchObject({
      reason: 'missing-scope',
      names: ['cnaf_quotient_familial'],
    });
    await plus.close();
  });
});

describe('checktoken', () => {
  it('tells a data provider, and nobody else, about a token', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RSA-OAEP', { extractable: true });
    const provider = { clientId: 'fournisseur', clientSecret: 'f'.repeat(64) };
    const other = await startFranceConnect({
      clients: [{ ...CLIENT, redirectUris: [REDIRECT] }],
      dataProviders: [
        { ...provider, encryptionKey: await exportJWK(publicKey), scopes: ['cnous_statut_boursier'] },
      ],
    });
    const franceConnect = createFranceConnect({
      ...CLIENT,
      environment: other.issuer,
      redirectUri: REDIRECT,
      scopes: ['identite_pivot', 'cnous_statut_boursier'],
    });
    const { url, kept } = await franceConnect.startLogin();
    const { accessToken } = await franceConnect.finishLogin(await logIn(url, 'loic-d-arc'), kept);
    const check = (fields: Record<string, string>) =>
      fetch(`${other.issuer}/checktoken`, { method: 'POST', body: new URLSearchParams(fields) });
    const credentials = { client_id: provider.clientId, client_secret: provider.clientSecret };

    const answer = await check({ token: accessToken, ...credentials });
    expect(answer.headers.get('content-type')).toBe('application/token-introspection+jwt');
    const { plaintext } = await compactDecrypt(await answer.text(), privateKey);
    expect(decodeJwt(new TextDecoder().decode(plaintext)).token_introspection).toMatchObject({
      active: true,
      aud: 'mairie',
      scope: 'cnous_statut_boursier',
      family_name: "D'ARC",
    });
    expect((await check({ token: accessToken, ...credentials, plus: '1' })).status).toBe(400);
    expect((await check({ token: accessToken, ...credentials, client_secret: 'faux' })).status).toBe(401);
    await other.close();
  });
});

it('an outage is said to be one', async () => {
  const franceConnect = service();
  mock.down = true;
  await expect(franceConnect.startLogin()).rejects.toMatchObject({ reason: 'unavailable', retry: 'later' });
  mock.down = false;
  await expect(franceConnect.startLogin()).resolves.toHaveProperty('url');
});
