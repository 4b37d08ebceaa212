import * as core from '@apigouv/core';
import {
  ConfigurationError,
  InvalidParameterError,
  LegallyUnavailableError,
  NotFoundError,
  QuotaError,
} from '@apigouv/core';
import { setupServer } from 'msw/node';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { createEntreprise } from './index.ts';
import { mockEntreprise, scenarios } from './mocks/index.ts';
import { handlers } from './mocks/msw.ts';
import { rawClient } from './raw.ts';

const recipient = '21920023500014';
const context = 'Marché public';
const object = 'Marché 2026-127';
const SIREN = '552049447';
const options = { token: 'jeton', recipient, context, object } as const;

describe('a firm asked by its number', () => {
  const entreprise = createEntreprise({
    ...options,
    fetch: mockEntreprise().asFetch,
  });

  it('gives its identity, typed', async () => {
    const { data } = await entreprise.insee.uniteLegale({ siren: SIREN });
    expectTypeOf(data.siren).toEqualTypeOf<string>();
    expect(data.siren).toBe(SIREN);
  });

  it('is not found when nobody knows it', async () => {
    await expect(entreprise.insee.uniteLegale({ siren: '404000002' })).rejects.toBeInstanceOf(NotFoundError);
  });

  it.each([
    ['a wrong digit in a SIREN', () => entreprise.insee.uniteLegale({ siren: '552049448' }), 'siren'],
    [
      'what is neither a SIREN nor a RNA',
      () => entreprise.djepva.association({ sirenOrRna: 'X' }),
      'sirenOrRna',
    ],
    ['a year to come', () => entreprise.gipMds.effectifsAnnuels({ siren: SIREN, year: '2999' }), 'year'],
    [
      'a month that is no month',
      () =>
        entreprise.gipMds.effectifsMensuels({ siret: '13002526500013', year: '2023', month: '13' as '12' }),
      'month',
    ],
  ])('refuses %s before anything is sent', async (_, call, parameter) => {
    const error = await (call() as Promise<unknown>).catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(InvalidParameterError);
    expect((error as InvalidParameterError).parameters.map((entry) => entry.parameter)).toContain(parameter);
  });

  it("accepts La Poste's SIRET, whose key is its own", async () => {
    const mock = mockEntreprise();
    const poste = createEntreprise({ ...options, fetch: mock.asFetch });
    await poste.insee.etablissement({ siret: '35600000000048' }).catch(() => {});
    expect(mock.calls).toHaveLength(1);
  });
});

describe('the context of a call', () => {
  it('is missed at compile time, then before sending', async () => {
    const mock = mockEntreprise();
    const entreprise = createEntreprise({ token: 'jeton', recipient, fetch: mock.asFetch });
    // @ts-expect-error context and object are given nowhere
    await expect(entreprise.insee.uniteLegale({ siren: SIREN })).rejects.toThrow(/context.*object/);
    expect(mock.calls).toHaveLength(0);
  });

  it('belongs to each administration a vendor serves, the quota to the token', async () => {
    const sent: URL[] = [];
    const mock = mockEntreprise({ quotas: false });
    const vendor = createEntreprise({
      token: 'jeton',
      retries: false,
      quota: { mode: 'throw', limits: { json_resources_entreprise: [2, 60] } },
      fetch: (url) => {
        sent.push(new URL(String(url)));
        return mock.asFetch(url, { headers: { authorization: 'Bearer jeton' } });
      },
    });
    const paris = vendor.forRecipient('21750001600019', { context, object: 'Paris' });
    const lyon = vendor.forRecipient('21690123100011', { context, object: 'Lyon' });
    await paris.insee.uniteLegale({ siren: SIREN });
    await lyon.insee.uniteLegale({ siren: SIREN });
    expect(sent.map((url) => url.searchParams.get('recipient'))).toEqual([
      '21750001600019',
      '21690123100011',
    ]);
    expect(sent.map((url) => url.searchParams.get('object'))).toEqual(['Paris', 'Lyon']);
    await expect(paris.insee.uniteLegale({ siren: SIREN })).rejects.toBeInstanceOf(QuotaError);
  });
});

describe('what the law or the platform withholds', () => {
  it('tells a legal refusal from an absence', async () => {
    const mock = mockEntreprise({ scenarios: [scenarios.error({ code: '01005' })] });
    const entreprise = createEntreprise({ ...options, fetch: mock.asFetch });
    await expect(entreprise.insee.uniteLegale({ siren: SIREN })).rejects.toBeInstanceOf(
      LegallyUnavailableError,
    );
  });

  it("leaves to the caller's queue a file that Urssaf studies for two days", async () => {
    const mock = mockEntreprise({ scenarios: [scenarios.error({ code: '04501' })] });
    const entreprise = createEntreprise({ ...options, fetch: mock.asFetch });
    const error = await entreprise.urssaf.attestationVigilance({ siren: SIREN }).catch((refusal) => refusal);
    expect(error).toMatchObject({ retry: 'later', retryAfter: 172_800 });
    expect(mock.calls).toHaveLength(1);
  });

  it('keeps operations of the sandbox out of production', async () => {
    const production = createEntreprise(options);
    // @ts-expect-error not in production yet
    const call = () => production.siaf.fondation({ sirenOrSiretOrRnf: '075-FRUP-00194-01' });
    await expect(call()).rejects.toBeInstanceOf(ConfigurationError);
    const staging = createEntreprise({
      environment: 'staging',
      ...options,
      fetch: mockEntreprise().asFetch,
    });
    const { data } = await staging.siaf.fondation({ sirenOrSiretOrRnf: '075-FRUP-00194-01' });
    expect(data.identifiants).toBeDefined();
  });
});

describe('versions', () => {
  it('keeps older ones apart', async () => {
    const entreprise = createEntreprise({
      ...options,
      fetch: mockEntreprise().asFetch,
    });
    const { data } = await entreprise.v3.insee.uniteLegale({ siren: SIREN });
    expect(data.siren).toBe(SIREN);
  });
});

describe('the raw door', () => {
  it('asks by path, typed', async () => {
    const entreprise = createEntreprise({ token: 'jeton', fetch: mockEntreprise().asFetch });
    const { data } = await rawClient(entreprise).GET('/v4/insee/sirene/unites_legales/{siren}', {
      params: { path: { siren: SIREN }, query: { recipient, context, object } },
    });
    expect(data?.data.siren).toBe(SIREN);
  });
});

it('MSW answers at the address that its handlers are given', async () => {
  const mock = mockEntreprise();
  const environment = 'https://passerelle.example/entreprise';
  const server = setupServer(...handlers(mock, { baseUrl: environment }));
  server.listen({ onUnhandledFrame: 'error' });
  await createEntreprise({ environment })
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
