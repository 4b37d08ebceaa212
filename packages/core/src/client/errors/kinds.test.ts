/** What a refusal means is decided by its status and its code, and by who wrote it. */
import { describe, expect, it } from 'vitest';
import { franceConnect } from '../auth/france-connect.ts';
import { createClient } from '../create-client.ts';
import type { ApiDefinition, Param } from '../definition.ts';
import type { CallOptions } from '../options.ts';
import {
  ApiError,
  type ApiErrorFields,
  AuthenticationError,
  GoneError,
  InvalidRequestError,
  NotFoundError,
  NotRecognisedError,
  NotUpToDateError,
  PermissionError,
  ProviderDownError,
  SeveralFoundError,
} from './api.ts';
import type { ErrorKind } from './base.ts';
import { ApigouvError, type Retry } from './base.ts';
import { InvalidResponseError } from './local.ts';

const annee: Param = { key: 'annee', integer: true, codes: ['00355'] };
const mois: Param = { key: 'mois', integer: true, codes: ['00355'] };
const nom: Param = { key: 'nom', name: 'nomNaissance', codes: ['561'] };
const id: Param = { key: 'id', name: 'siret_or_rna', codes: ['00303'] };

const definition: ApiDefinition = {
  name: 'API de test',
  agent: 'apigouv-essai/1.2.3',
  env: 'API_DE_TEST',
  hosts: {},
  limits: {},
  routes: {
    'dss.quotient': { path: '/quotient', params: [annee, mois, nom, id] },
    'dss.participationFamilialeEaje': { path: '/eaje', params: [nom] },
    'dss.citoyen': { path: '/citoyen', params: [annee, mois], citizen: true },
  },
  grant: franceConnect,
  providers: { '35': 'CNAF & MSA' },
};

type Method = (params?: object, options?: CallOptions) => Promise<unknown>;
interface Client {
  dss: Record<'quotient' | 'participationFamilialeEaje' | 'citoyen', Method>;
  withFranceConnect(token: string): Client;
}

type Body = string | object;
const clientOf = (status: number, body: Body): Client =>
  createClient(definition, {
    token: 'jeton',
    environment: 'http://127.0.0.1:9',
    retries: 0,
    fetch: async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  }) as Client;

const bodyOf = (code: string, meta: object = {}, parameter?: string): object => ({
  errors: [{ code, title: 'Titre', detail: 'Détail.', source: parameter ? { parameter } : null, meta }],
});

async function refusal(call: Promise<unknown>): Promise<ApigouvError & ApiErrorFields> {
  const error = await call.then(
    () => expect.unreachable('refused'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApigouvError);
  return error as ApigouvError & ApiErrorFields;
}

const asked = (status: number, body: Body) =>
  refusal(clientOf(status, body).dss.quotient({}, { timeout: 50 }));
const askedByCitizen = (status: number, body: Body) =>
  refusal(clientOf(status, body).withFranceConnect('jeton-citoyen').dss.citoyen());

describe('the code says more than the status', () => {
  it.each<[number, string, ErrorKind, typeof ApiError, typeof ApiError]>([
    [422, '35560', 'not-recognised', NotRecognisedError, NotFoundError],
    [422, '31560', 'not-recognised', NotRecognisedError, NotFoundError],
    [422, '31563', 'several-found', SeveralFoundError, ApiError],
    [409, '26015', 'several-found', SeveralFoundError, ApiError],
    [404, '38422', 'not-up-to-date', NotUpToDateError, NotFoundError],
    [404, '10003', 'not-found', NotFoundError, ApiError],
    [404, '00402', 'gone', GoneError, ApiError],
    [422, '35561', 'invalid', InvalidRequestError, ApiError],
    [422, '26562', 'invalid', InvalidRequestError, ApiError],
    [422, '36565', 'invalid', InvalidRequestError, ApiError],
    [422, '00355', 'invalid', InvalidRequestError, ApiError],
    [422, '99569', 'invalid', InvalidRequestError, ApiError],
    [422, '00203', 'configuration', InvalidRequestError, ApiError],
    [422, '00210', 'configuration', InvalidRequestError, ApiError],
    [422, '00212', 'configuration', InvalidRequestError, ApiError],
    [403, '00213', 'configuration', PermissionError, ApiError],
    [400, '00401', 'configuration', InvalidRequestError, ApiError],
    [401, '00103', 'authentication', AuthenticationError, ApiError],
    [418, '99999', 'server', ApiError, ApiError],
    [599, '99999', 'server', ApiError, ApiError],
  ])('%i %s is %s', async (status, code, kind, Class, Parent) => {
    const error = await asked(status, bodyOf(code));
    expect(error).toMatchObject({ kind, name: Class.type, code, httpStatus: status, retry: 'never' });
    expect(error).toBeInstanceOf(Parent);
    expect(error.userMessage).toMatch(/^[A-ZÉ].*\.$/);
  });

  it('a family without the right is known: only where the code says so', async () => {
    const client = clientOf(404, bodyOf('37003')).dss;
    const error = await refusal(client.participationFamilialeEaje());
    expect(error).toMatchObject({ kind: 'not-eligible', name: 'NotEligibleError', code: '37003' });
    expect(error).toBeInstanceOf(NotFoundError);
    expect((await refusal(client.quotient())).kind).toBe('not-found');
  });

  it.each<[string, object, Retry]>([
    ['04501', { retry_in: 172_800 }, 'later'],
    ['31503', { retry_in: 3600 }, 'later'],
    ['31503', { retry_in: 5 }, 'later'],
    ['31503', {}, 'never'],
    ['04503', {}, 'never'],
    ['02502', {}, 'never'],
    ['01501', {}, 'never'],
  ])('502 %s %j is not deliverable: %s', async (code, meta, retry) => {
    const error = await asked(502, bodyOf(code, meta));
    expect(error).toMatchObject({ kind: 'not-deliverable', name: 'NotDeliverableError', code, retry });
    expect(error).toBeInstanceOf(ProviderDownError);
  });
});

describe("a citizen's client", () => {
  it.each([
    [401, '51502'],
    [401, '00101'],
    [401, ''],
    [422, '51564'],
  ])('%i %s: the citizen logs in again', async (status, code) => {
    const error = await askedByCitizen(status, bodyOf(code));
    expect(error).toMatchObject({ kind: 'login-again', name: 'LoginAgainError', retry: 'never' });
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error.userMessage).toMatch(/reconnecter/);
  });

  it('the service logs in with nobody', async () => {
    expect((await asked(422, bodyOf('51564'))).kind).toBe('invalid');
  });
});

describe('who wrote the refusal', () => {
  it.each<[Body]>([
    ['<html><body>404 Not Found</body></html>'],
    ['{}'],
    [''],
    ['null'],
    ["Cette route n'existe pas."],
    [{ errors: [] }],
    [{ errors: [null, {}] }],
    [{ timestamp: '2026-11-27', status: 404, error: 'Not Found', message: '', path: '/v3' }],
    [{ message: 'no Route matched with those values' }],
  ])('a 404 %j says nothing of the person', async (body) => {
    const error = await asked(404, body);
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ kind: 'invalid-response', httpStatus: 404, retry: 'later' });
    expect(error.message).toContain("vérifiez l'adresse");
  });

  it.each<[Body]>([
    [bodyOf('10003')],
    [bodyOf('')],
    [{ errors: ["Le siret ou siren indiqué n'existe pas"], gateway_error: true }],
    [{ error: 'not_found', reason: 'inconnu', message: 'Rien' }],
    [{ erreur: { code: '4102', message: 'Numéro fiscal inconnu' } }],
  ])('a 404 %j is the API speaking', async (body) => {
    expect(await asked(404, body)).toMatchObject({ kind: 'not-found', name: 'NotFoundError' });
  });

  it.each([
    [400, ''],
    [413, '<html>Request Entity Too Large</html>'],
    [422, '{}'],
    [405, bodyOf('')],
  ])('%i %j blames nobody’s typing', async (status, body) => {
    const error = await asked(status, body);
    expect(error).toMatchObject({ kind: 'server', name: 'ApiError', retry: 'never' });
    expect(error.userMessage).not.toMatch(/saisi|vérifiez/);
  });
});

describe('the parameters at fault', () => {
  const named = async (code: string, parameter?: string) =>
    (await asked(422, bodyOf(code, {}, parameter))).parameters?.map((refused) => refused.parameter);

  it('come from our own table, by code or by kind, as TypeScript names them and as the operation has them', async () => {
    expect(await named('00355')).toEqual(['annee', 'mois']);
    expect(await named('35561')).toEqual(['nom']);
    expect(await named('00303', 'id')).toEqual(['id']);
  });

  it('else are those that the body names', async () => {
    expect(await named('00301', 'siret_or_rna')).toEqual(['id']);
    expect(await named('00301', 'inconnu')).toEqual([]);
    expect(await named('00301')).toEqual([]);
  });

  it('are known for a citizen too, whose answers are masked', async () => {
    const error = await askedByCitizen(422, bodyOf('00355'));
    expect(error.parameters).toEqual([
      { parameter: 'annee', reason: "refusé par l'API" },
      { parameter: 'mois', reason: "refusé par l'API" },
    ]);
    expect(error.message).toContain('(dss.citoyen, HTTP 422, code 00355, à corriger : annee, mois)');
    expect(error.toJSON()).toMatchObject({ parameters: [{ parameter: 'annee' }, { parameter: 'mois' }] });
  });

  it('are no part of an error about something else', async () => {
    expect('parameters' in (await asked(404, bodyOf('10003')))).toBe(false);
  });
});
