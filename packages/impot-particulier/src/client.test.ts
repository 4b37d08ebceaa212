import * as core from '@apigouv/core';
import {
  ApiError,
  AuthenticationError,
  ConfigurationError,
  InvalidParameterError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  ProviderDownError,
  QuotaError,
} from '@apigouv/core';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { createImpotParticulier, type ImpotParticulierOptions, type OuvertureLep } from './index.ts';
import { mockImpotParticulier, scenarios } from './mocks/index.ts';
import { handlers } from './mocks/msw.ts';
import { type MockServer, startServer } from './mocks/node.ts';
import { rawClient } from './raw.ts';

const environment = 'https://passerelle.example/impotparticulier/1.0';
const credentials = { clientId: 'application', clientSecret: 'secret', scopes: ['RessourceIR'] } as const;
const ROUX = { spi: '1000000000001', annrev: 2024 };
const inconnu = '1111111111404';
const client = (options: ImpotParticulierOptions = {}, mock = mockImpotParticulier()) =>
  createImpotParticulier({ environment, token: 'jeton', fetch: mock.asFetch, ...options });

describe('the address', () => {
  it('has to be given: nothing is sent without it', () => {
    const mock = mockImpotParticulier();
    const create = () => createImpotParticulier({ token: 'jeton', fetch: mock.asFetch });
    expect(create).toThrow(ConfigurationError);
    expect(create).toThrow(/API_IMPOT_PARTICULIER_BASE_URL.*n'est pas publique.*« environment »/s);
    expect(mock.calls).toHaveLength(0);
  });

  it('must be HTTPS, or this machine', () => {
    expect(() => createImpotParticulier({ environment: 'http://passerelle.example' })).toThrow('HTTPS');
  });

  it('may come from the environment', async () => {
    vi.stubEnv('API_IMPOT_PARTICULIER_BASE_URL', environment);
    const impot = createImpotParticulier({ token: 'jeton', fetch: mockImpotParticulier().asFetch });
    vi.unstubAllEnvs();
    expect((await impot.ir.situation.spi(ROUX)).data.rfr).toBe(40120);
  });
});

describe("the application's token", () => {
  it('is asked for at the same gateway, once, with the resources it must open', async () => {
    const mock = mockImpotParticulier();
    const sent: [string, RequestInit | undefined][] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      sent.push([String(input), init]);
      return mock.asFetch(input, init);
    };
    const impot = createImpotParticulier({ environment, credentials, fetch });
    await Promise.all([impot.ir.situation.spi(ROUX), impot.ir.situation.spi({ ...ROUX, annrev: 2023 })]);
    const [[url, init], ...calls] = sent as [[string, RequestInit], ...[string, RequestInit][]];
    expect(url).toBe('https://passerelle.example/token');
    expect(init.headers).toEqual({ authorization: `Basic ${btoa('application:secret')}` });
    expect(String(init.body)).toBe('grant_type=client_credentials&scope=RessourceIR');
    expect(calls).toHaveLength(2);
  });

  it('opens what was asked for, and nothing else', async () => {
    const impot = createImpotParticulier({ environment, credentials, fetch: mockImpotParticulier().asFetch });
    const error = await impot.ir.factures.spi(ROUX).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({ httpStatus: 403, code: '4031', kind: 'permission', retry: 'never' });
  });

  it('is given in one way', () => {
    expect(() => createImpotParticulier({ environment, credentials, token: 'jeton' })).toThrow(
      ConfigurationError,
    );
  });

  it('may be missing until the first call', async () => {
    await expect(createImpotParticulier({ environment }).ir.situation.spi(ROUX)).rejects.toThrow(
      'API_IMPOT_PARTICULIER_TOKEN',
    );
  });
});

describe('what goes with each call', () => {
  const seen = async (options: ImpotParticulierOptions, params = {}) => {
    const mock = mockImpotParticulier();
    let headers = new Headers();
    const fetch: typeof globalThis.fetch = (input, init) => {
      headers = new Headers(init?.headers);
      return mock.asFetch(input, init);
    };
    const { requestId } = await client({ ...options, fetch }).ir.situation.spi({ ...ROUX, ...params });
    return { requestId, headers };
  };

  it('the teleservice, given once, or otherwise for a call', async () => {
    expect((await seen({ idTeleservice: 'bourses' })).headers.get('ID_Teleservice')).toBe('bourses');
    const other = await seen({ idTeleservice: 'bourses' }, { idTeleservice: 'cantine' });
    expect(other.headers.get('ID_Teleservice')).toBe('cantine');
  });

  it('a correlation identifier, which the answer gives back', async () => {
    const { requestId, headers } = await seen({});
    expect(headers.get('X-Correlation-ID')).toBe(requestId);
    const correlationId = '6f3c8d9a-1b2c-4d5e-8f90-abcdef012345';
    expect((await seen({}, { correlationId })).requestId).toBe(correlationId);
  });

  it('no media type is refused', async () => {
    expect((await seen({})).headers.get('accept')).toBe('*/*');
  });
});

describe('a citizen connected with FranceConnect', () => {
  it('is told by the token: no number is given', async () => {
    const { data } = await client()
      .withFranceConnect('jeanne-roux')
      .ir.situation.franceConnect({ annrev: 2024 });
    expect(data.rfr).toBe(40120);
  });

  it('an unknown token, or one past its 60 seconds, is refused; the second is not sent', async () => {
    const mock = mockImpotParticulier();
    const impot = client({}, mock);
    const ask = (grant: Parameters<typeof impot.withFranceConnect>[0]) =>
      impot.withFranceConnect(grant).ir.derniereSituationDeuxAns.franceConnect();
    await expect(ask('personne')).rejects.toBeInstanceOf(AuthenticationError);
    const sent = mock.calls.length;
    await expect(ask({ accessToken: 'jeanne-roux', expiresAt: Date.now() - 1 })).rejects.toMatchObject({
      sent: false,
    });
    expect(mock.calls).toHaveLength(sent);
  });

  it('has no operation by number, nor the other way round', () => {
    const impot = client();
    expectTypeOf<keyof typeof impot.ir.situation>().toEqualTypeOf<'spi'>();
    expect(Object.keys(impot.withFranceConnect('jeton').ir.situation)).toEqual(['franceConnect']);
    expect(Object.keys(impot.withFranceConnect('jeton'))).not.toContain('lep');
  });
});

describe('errors', () => {
  it.each([
    [
      '1111111111400',
      InvalidRequestError,
      { httpStatus: 400, code: '4001', kind: 'invalid', retry: 'never' },
    ],
    ['1111111111403', PermissionError, { httpStatus: 403, code: '4031', kind: 'permission', retry: 'never' }],
    [inconnu, NotFoundError, { httpStatus: 404, kind: 'not-found', retry: 'never' }],
    ['1111111111500', ApiError, { httpStatus: 500, kind: 'server', retry: 'never' }],
    ['1111111111502', ProviderDownError, { httpStatus: 502, kind: 'provider-down', retry: 'now' }],
    ['1111111111503', ProviderDownError, { httpStatus: 503, kind: 'provider-down', retry: 'now' }],
    ['1111111111509', QuotaError, { httpStatus: 509, kind: 'quota', retry: 'later' }],
  ])('%s', async (spi, type, fields) => {
    const error = await client({ retries: false })
      .ir.situation.spi({ spi, annrev: 2024 })
      .catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(fields);
  });

  it('a person unknown to the LEP is not found: the operation is not retired', async () => {
    const lep = { departement: '75', annrev: 2023, bareme: 2024 };
    for (const [spi, code] of [
      ['1111111111410', '4101'],
      [inconnu, '4102'],
    ] as const) {
      const error = await client()
        .lep.ouverture.spi({ ...lep, spi })
        .catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ httpStatus: 410, code });
    }
  });

  it('no answer possible is no data, and its type says so', async () => {
    const lep = { spi: '1111111111204', departement: '75', annrev: 2023, bareme: 2024 };
    const { data } = await client().lep.ouverture.spi(lep);
    expectTypeOf(data).toEqualTypeOf<OuvertureLep | undefined>();
    expect(data).toBeUndefined();
  });

  it('a wrong number or year is refused here, all at once, without being repeated', async () => {
    const mock = mockImpotParticulier();
    const wrong = { spi: '12 34', annrev: 24 };
    const error = await client({}, mock)
      .ir.situation.spi(wrong)
      .catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(InvalidParameterError);
    expect((error as InvalidParameterError).parameters.map(({ parameter }) => parameter)).toEqual([
      'spi',
      'annrev',
    ]);
    expect(String(error)).not.toContain('12 34');
    expect(mock.calls).toHaveLength(0);
  });

  it('an outage is tried again', async () => {
    const mock = mockImpotParticulier({ scenarios: [scenarios.outage({ times: 1 })] });
    expect((await client({}, mock).ir.situation.spi(ROUX)).data.rfr).toBe(40120);
    expect(mock.calls.map(({ status }) => status)).toEqual([502, 200]);
  });
});

describe('the raw door', () => {
  it('is typed by path, headers included', async () => {
    const { data } = await rawClient(client()).GET('/spi/{spi}/situations/ir/assiettes/annrev/{annrev}', {
      params: { path: ROUX, header: { 'X-Correlation-ID': crypto.randomUUID() } },
    });
    expect(data?.rfr).toBe(40120);
    expectTypeOf(data?.rfr).toEqualTypeOf<number | undefined>();
  });

  it('gives a refusal in the form of the DGFIP', async () => {
    const { error } = await rawClient(client()).GET('/spi/{spi}/situations/ir/assiettes/annrev/{annrev}', {
      params: {
        path: { ...ROUX, spi: '1111111111400' },
        header: { 'X-Correlation-ID': crypto.randomUUID() },
      },
    });
    expect(error).toEqual({ erreur: { code: '4001', message: 'Numéro fiscal mal formé' } });
  });
});

describe('over HTTP', () => {
  let server: MockServer;
  beforeAll(async () => {
    server = await startServer(mockImpotParticulier());
  });
  afterAll(() => server.close());

  it.each(['/impotparticulier/1.0', '/impot-particulier', ''])(
    'token, numbers and citizens pass, at %s',
    async (path) => {
      const impot = createImpotParticulier({
        environment: server.url + path,
        credentials: { ...credentials, scopes: ['RessourceIR', 'RessourceIRDerniere2', 'RessourceLEP'] },
      });
      expect((await impot.ir.situation.spi(ROUX)).data.rfr).toBe(40120);
      const citizen = impot.withFranceConnect('karim-haddad');
      expect((await citizen.ir.derniereSituationDeuxAns.franceConnect()).data.annRevenu).toBe(2024);
      const lep = { spi: '1111111111204', departement: '75', annrev: 2023, bareme: 2024 };
      expect((await impot.lep.ouverture.spi(lep)).data).toBeUndefined();
    },
  );
});

describe('with MSW', () => {
  const server = setupServer(...handlers({}, { baseUrl: environment }));
  beforeAll(() => server.listen());
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  it('the address of the client is intercepted, its token endpoint too', async () => {
    const { data } = await createImpotParticulier({ environment, credentials }).ir.situation.spi(ROUX);
    expect(data.rfr).toBe(40120);
  });

  it("without one, it is the environment's; without either, that is said", () => {
    expect(() => handlers()).toThrow(ConfigurationError);
    vi.stubEnv('API_IMPOT_PARTICULIER_BASE_URL', environment);
    expect(handlers().map(({ info }) => info.path)).toContain('https://passerelle.example/*');
    vi.unstubAllEnvs();
  });
});

it('every class of error comes from this package too: pnpm does not resolve what it depends on', async () => {
  const own: object = await import('./index.ts');
  const errors = Object.entries(core).filter(([name]) => name.endsWith('Error'));
  expect(errors.length).toBeGreaterThan(15);
  expect(own).toMatchObject(Object.fromEntries(errors));
});
