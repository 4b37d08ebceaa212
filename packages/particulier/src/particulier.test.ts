import * as core from '@apigouv/core';
import {
  AuthenticationError,
  ConfigurationError,
  NotFoundError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
} from '@apigouv/core';
import { setupServer } from 'msw/node';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  createParticulier,
  InvalidParameterError,
  type Particulier,
  type ParticulierOptions,
  type Scope,
  withContext,
} from './index.ts';
import { mintToken, mockParticulier, scenarios } from './mocks/index.ts';
import { handlers } from './mocks/msw.ts';
import { rawClient, request } from './raw.ts';

const JEANNE = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
} as const satisfies object;
const jeanne = { ...JEANNE, prenoms: [...JEANNE.prenoms] };
const recipient = '13002526500013';

describe('a family asked by its civil status', () => {
  it('gives its quotient familial', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const { data } = await particulier.dss.quotientFamilial.identite(jeanne);
    expect(data.quotient_familial?.valeur).toBe(650);
    expect(data.enfants).toHaveLength(2);
  });

  it('is found whatever the case of its letters', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const { data } = await particulier.dss.quotientFamilial.identite({ ...jeanne, nomNaissance: 'Roux' });
    expect(data.quotient_familial?.valeur).toBe(650);
  });

  it('only shows what the scopes of the token open', async () => {
    const token = await mintToken({ scopes: ['cnaf_quotient_familial'] });
    const particulier = createParticulier({
      token,
      recipient,
      scopes: ['cnaf_quotient_familial'],
      fetch: mockParticulier().asFetch,
    });
    const { data } = await particulier.dss.quotientFamilial.identite(jeanne);
    expectTypeOf<keyof typeof data>().toEqualTypeOf<'quotient_familial'>();
    expect(data).toEqual({ quotient_familial: expect.objectContaining({ valeur: 650 }) });
  });

  it('is not found when nobody knows it', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    await expect(
      particulier.dss.quotientFamilial.identite({ ...jeanne, nomNaissance: 'INCONNUE' }),
    ).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('a refusal says what the caller can do', () => {
  const asked = async (code: string) => {
    const mock = mockParticulier({ scenarios: [scenarios.error({ code })] });
    const { dss } = createParticulier({ token: 'jeton', recipient, fetch: mock.asFetch, retries: false });
    const refused = await dss.quotientFamilial.identite(jeanne).catch((error: unknown) => error);
    const { kind, parameters } = refused as { kind: string; parameters?: { parameter: string }[] };
    return { kind, parameters: parameters?.map(({ parameter }) => parameter) };
  };

  it('names the parameters of its code or of its kind, whatever the body says', async () => {
    expect(await asked('00355')).toEqual({ kind: 'invalid', parameters: ['annee', 'mois'] });
    expect(await asked('35565')).toEqual({ kind: 'invalid', parameters: ['annee', 'mois'] });
    expect((await asked('36561')).parameters).toEqual(
      expect.arrayContaining(['nomNaissance', 'prenoms', 'sexeEtatCivil', 'jourDateNaissance']),
    );
    expect((await asked('00420')).parameters).toEqual(['nomNaissance', 'nomUsage']);
  });

  it('tells what the software set wrong from what was typed', async () => {
    expect(await asked('00210')).toEqual({ kind: 'configuration', parameters: ['recipient'] });
    expect(await asked('35560')).toEqual({ kind: 'not-recognised', parameters: undefined });
  });

  it('tells a family without the right from a family without a file', async () => {
    const { dss } = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const personne = { ...jeanne, anneeDateNaissance: 1990, moisDateNaissance: 1, jourDateNaissance: 1 };
    const known = {
      ...personne,
      nomNaissance: 'NON-ELIGIBLE',
      prenoms: ['ALICE'],
      codeCogInseeCommuneNaissance: '35238',
    };
    await expect(dss.participationFamilialeEaje.identite(known)).rejects.toMatchObject({
      kind: 'not-eligible',
      name: 'NotEligibleError',
    });
  });
});

describe('the same citizen through FranceConnect', () => {
  it('needs nothing but her access token', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const { data } = await particulier.withFranceConnect('jeanne-roux').dss.quotientFamilial.franceConnect();
    expect(data.quotient_familial?.valeur).toBe(650);
  });

  it('an unknown access token is refused', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    await expect(
      particulier.withFranceConnect('personne').dss.quotientFamilial.franceConnect(),
    ).rejects.toBeInstanceOf(AuthenticationError);
  });
});

describe('what a token or a provider refuses', () => {
  it.each([
    ['an outage', scenarios.outage(), ProviderDownError],
    ['a maintenance', scenarios.maintenance({ retryIn: 7200 }), ProviderMaintenanceError],
    ['a missing scope', scenarios.missingScope(), PermissionError],
    ['an expired token', scenarios.expiredToken(), AuthenticationError],
  ])('%s', async (_, scenario, Class) => {
    const { asFetch } = mockParticulier({ scenarios: [scenario] });
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: asFetch, retries: false });
    await expect(particulier.dss.quotientFamilial.identite(jeanne)).rejects.toBeInstanceOf(Class);
  });

  it('a passing outage is got over without the caller seeing it', async () => {
    const { asFetch } = mockParticulier({ scenarios: [scenarios.providerTimeout({ times: 1 })] });
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: asFetch });
    await expect(particulier.dss.quotientFamilial.identite(jeanne)).resolves.toHaveProperty('data');
  });
});

describe('a vendor that serves several administrations', () => {
  const setUp = () => {
    const sent: URL[] = [];
    const mock = mockParticulier({ quotas: false });
    const vendor = createParticulier({
      token: 'jeton',
      retries: false,
      quota: { mode: 'throw', limits: { json_resources_particulier: [2, 60] } },
      fetch: (url, init) => {
        sent.push(new URL(String(url)));
        return mock.asFetch(url, init);
      },
    });
    const said = (name: string) => sent.map(({ searchParams }) => searchParams.get(name));
    return { vendor, said };
  };
  const PARIS = '21750001600019';
  const LYON = '21690123100011';

  it('asks for each of them, in one quota', async () => {
    const { vendor, said } = setUp();
    const paris = vendor.forRecipient(PARIS, { delegationId: 'b3e2a1c0-0000-4000-8000-000000000001' });
    const lyon = paris.forRecipient(LYON);
    await paris.dss.quotientFamilial.identite(jeanne);
    await lyon.dss.quotientFamilial.identite(jeanne);
    expect(said('recipient')).toEqual([PARIS, LYON]);
    expect(said('delegation_id')[0]).toBe('b3e2a1c0-0000-4000-8000-000000000001');
    await expect(paris.dss.quotientFamilial.identite(jeanne)).rejects.toBeInstanceOf(QuotaError);
  });

  it('and for their citizens', async () => {
    const { vendor, said } = setUp();
    const citizen = vendor.forRecipient(LYON).withFranceConnect('jeanne-roux');
    const { data } = await citizen.dss.quotientFamilial.franceConnect();
    expect(data.quotient_familial?.valeur).toBe(650);
    expect(said('recipient')).toEqual([LYON]);
  });

  it('and still, whatever its context became meanwhile', async () => {
    const { vendor, said } = setUp();
    await withContext(vendor, { delegationId: 'b3e2a1c0-0000-4000-8000-000000000001' })
      .forRecipient(LYON)
      .dss.quotientFamilial.identite(jeanne);
    expect(said('recipient')).toEqual([LYON]);
  });

  it('keeps what the compiler knew of scopes, and is not asked for a recipient again', () => {
    const compile = () => {
      const scoped = createParticulier({ scopes: ['cnaf_enfants'] });
      // @ts-expect-error no such context
      scoped.forRecipient(LYON, { context: 'Aide' });
      return scoped.forRecipient(LYON).dss.quotientFamilial.identite(jeanne);
    };
    type Data = Awaited<ReturnType<typeof compile>>['data'];
    expectTypeOf<keyof Data>().toEqualTypeOf<'enfants'>();
  });
});

describe('the raw door', () => {
  it('answers by path, typed, over the same pipeline', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const { data, error } = await rawClient(particulier).GET('/v3/dss/quotient_familial/identite', {
      params: {
        query: {
          recipient,
          nomNaissance: 'ROUX',
          'prenoms[]': jeanne.prenoms,
          sexeEtatCivil: 'F',
          codeCogInseePaysNaissance: '99100',
          codeCogInseeCommuneNaissance: '08480',
          anneeDateNaissance: 1987,
          moisDateNaissance: 6,
          jourDateNaissance: 27,
        },
      },
    });
    expect(error).toBeUndefined();
    expect(data?.data.quotient_familial?.valeur).toBe(650);
  });

  it('gives a refusal in `error`, without what the server repeated', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const { error, response } = await rawClient(particulier).GET('/v3/dss/quotient_familial/identite', {
      params: {
        query: {
          recipient,
          nomNaissance: 'INCONNUE',
          'prenoms[]': ['A'],
          sexeEtatCivil: 'F',
          codeCogInseePaysNaissance: '99127',
        },
      },
    });
    expect(response.status).toBe(404);
    expect(error?.errors[0]?.code).toMatch(/003$/);
  });
});

describe('a request by its path', () => {
  const path = '/v3/dss/quotient_familial/identite';

  it('is typed when the path is known, and takes what the client already has', async () => {
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mockParticulier().asFetch });
    const { prenoms, ...query } = jeanne;
    const { data } = await request(particulier, { path, query: { ...query, 'prenoms[]': prenoms } });
    expectTypeOf(data.quotient_familial?.valeur).toEqualTypeOf<number | null | undefined>();
    expect(data.quotient_familial?.valeur).toBe(650);
    // @ts-expect-error No such parameter.
    const wrong = request(particulier, { path, query: { nomNaisance: 'ROUX' } });
    await expect(wrong).rejects.toBeInstanceOf(InvalidParameterError);
  });

  it('may be one that this package does not know', async () => {
    const fetch = async (url: RequestInfo | URL) => Response.json({ data: new URL(`${url}`).search });
    const particulier = createParticulier({ token: 'jeton', recipient, fetch });
    const { data } = await request(particulier, { path: '/v9/nouveau/{numero}', params: { numero: 7 } });
    expectTypeOf(data).toBeUnknown();
    expect(data).toBe(`?recipient=${recipient}`);
  });
});

describe('the raw door and tokens', () => {
  it('sends no habilitation token to a FranceConnect route, and no citizen token elsewhere', async () => {
    const mock = mockParticulier();
    const particulier = createParticulier({ token: 'jeton', recipient, fetch: mock.asFetch });
    const query = { recipient };
    await expect(
      rawClient(particulier).GET('/v3/dss/quotient_familial/france_connect', { params: { query } }),
    ).rejects.toBeInstanceOf(ConfigurationError);
    const citizen = rawClient(particulier.withFranceConnect('jeanne-roux'));
    await expect(citizen.GET('/v3/token/introspect')).rejects.toBeInstanceOf(ConfigurationError);
    expect(mock.calls).toHaveLength(0);
    const { data } = await citizen.GET('/v3/dss/quotient_familial/france_connect', { params: { query } });
    expect(data?.data.quotient_familial?.valeur).toBe(650);
  });
});

describe('types', () => {
  it('know the event of an audit function', () => {
    createParticulier({ recipient, audit: (event) => expectTypeOf(event.outcome).toBeString() });
    // @ts-expect-error this scope does not exist
    createParticulier({ scopes: ['inconnu'] });
  });

  it('ask for a recipient until the client has one, and know the scopes', () => {
    const compile = (): unknown => {
      const bare = createParticulier();
      // @ts-expect-error recipient is missing
      bare.dss.quotientFamilial.identite(jeanne);
      const scoped = createParticulier({ recipient, scopes: ['cnaf_enfants'] });
      return scoped.dss.quotientFamilial.identite(jeanne).then(({ data }) => {
        expectTypeOf(data.enfants).toBeArray();
        // @ts-expect-error this scope was not given
        return data.quotient_familial;
      });
    };
    expectTypeOf(compile).toBeFunction();
  });
});

describe('the options of a client', () => {
  it('are checked by the compiler', () => {
    // @ts-expect-error unknown option
    createParticulier({ recipient, tokn: 'x' });
    // @ts-expect-error unknown scope
    createParticulier({ scopes: ['cnaf_quotient'] });
    // @ts-expect-error an option of API Entreprise
    createParticulier({ recipient, context: 'Aide' });
    // @ts-expect-error unknown quota group
    expect(() => createParticulier({ quota: { limits: { inconnu: [1, 1] } } })).toThrow('limits.inconnu');
    // @ts-expect-error unknown context parameter
    withContext(createParticulier(), { recipent: recipient });
    createParticulier({ audit: (event) => expectTypeOf(event.operation).toEqualTypeOf<string>() });
  });

  it('tell the client only what they surely give', () => {
    const known: ParticulierOptions = { recipient };
    const perhaps: { recipient?: string } = {};
    const scopes: Scope[] = ['cnaf_enfants'];
    const whole = {
      recipient,
      delegationId: '6f3c8d9a-1b2c-4d5e-8f90-abcdef012345',
      scopes: ['cnaf_enfants'],
    } as const;
    expectTypeOf(createParticulier(known)).toEqualTypeOf<Particulier>();
    expectTypeOf(createParticulier(perhaps)).toEqualTypeOf<Particulier>();
    expectTypeOf(
      createParticulier(Math.random() > 2 ? { recipient, token: 'jeton' } : { token: 'jeton' }),
    ).toEqualTypeOf<Particulier>();
    expectTypeOf(createParticulier({ ...known, recipient })).toEqualTypeOf<
      Particulier<string, 'recipient'>
    >();
    expectTypeOf(createParticulier({ scopes })).toEqualTypeOf<Particulier>();
    expectTypeOf(createParticulier(whole)).toEqualTypeOf<
      Particulier<'cnaf_enfants', 'recipient' | 'delegationId'>
    >();
  });
});

it('the retired avis-imposition says which package replaces it, and sends nothing', async () => {
  const mock = mockParticulier();
  const particulier = createParticulier({ token: 'jeton', recipient, fetch: mock.asFetch });
  const call = particulier.v2.dgfip.avisImposition({
    numeroFiscal: '1111111111111',
    referenceAvis: '1111111111111',
  });
  await expect(call).rejects.toMatchObject({
    name: 'GoneError',
    httpStatus: 410,
    sent: false,
    message: expect.stringContaining('@apigouv/impot-particulier'),
  });
  expect(mock.calls).toHaveLength(0);
});

it('MSW answers at the address that its handlers are given', async () => {
  const mock = mockParticulier();
  const environment = 'https://passerelle.example/particulier';
  const server = setupServer(...handlers(mock, { baseUrl: environment }));
  server.listen({ onUnhandledFrame: 'error' });
  await createParticulier({ environment })
    .api.pings()
    .finally(() => server.close());
  expect(mock.calls).toHaveLength(1);
});

it('every class of error comes from this package too: pnpm does not resolve what it depends on', async () => {
  const own: object = await import('./index.ts');
  const errors = Object.entries(core).filter(([name]) => name.endsWith('Error'));
  expect(errors.length).toBeGreaterThan(15);
  expect(own).toMatchObject(Object.fromEntries(errors));
});
