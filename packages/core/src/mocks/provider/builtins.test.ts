import { describe, expect, it } from 'vitest';
import { ask, entreprise, particulier } from '../../testing/fixture.ts';
import { createMock, mintToken, scenarios } from '../index.ts';

const mock = createMock([particulier, entreprise]);
const token = mintToken({ scopes: ['cnaf_enfants'], iat: 1_700_000_000, exp: 4_000_000_000, jti: 'a-1' });

describe('what describes the token', () => {
  it('lists its scopes', async () => {
    const privileges = await ask(mock, 'https://entreprise.test/privileges', token);
    expect(privileges.body).toEqual({ data: { privileges: ['cnaf_enfants'] } });
    const v2 = await ask(mock, 'https://particulier.test/api/introspect', token);
    expect(v2.body).toEqual({ _id: 'a-1', name: '', scopes: ['cnaf_enfants'] });
  });

  it('gives its dates, or null for an opaque token', async () => {
    const url = 'https://particulier.test/v3/token/introspect';
    expect((await ask(mock, url, token)).body).toMatchObject({
      data: {
        id: 'a-1',
        type: 'standard',
        date_emission: '2023-11-14T22:13:20.000Z',
        date_expiration: '2096-10-02T07:06:40.000Z',
      },
    });
    expect((await ask(mock, url)).body).toMatchObject({
      data: { date_expiration: null, scopes: particulier.scopes },
    });
    expect((await ask(mock, url, null)).codes).toEqual(['00101']);
  });
});

describe('what needs no token', () => {
  it('lists the pings by a recorded case', async () => {
    expect((await ask(mock, 'https://particulier.test/api/pings', null)).body).toHaveLength(1);
  });

  it('gives the state of a provider as scenarios leave it', async () => {
    const down = createMock([particulier, entreprise], {
      now: () => 0,
      scenarios: [
        scenarios.outage({ provider: 'CNAV' }),
        scenarios.maintenance({ provider: '01', retryIn: 60 }),
      ],
    });
    const state = (url: string) => ask(down, url, null);
    expect(await state('https://particulier.test/api/cnav_prime/ping')).toMatchObject({
      status: 502,
      body: { status: 'bad_gateway' },
    });
    expect((await state('https://particulier.test/api/men/ping')).body).toMatchObject({ status: 'ok' });
    expect((await state('https://entreprise.test/ping/insee/sirene')).body).toMatchObject({
      status: 'maintenance',
      until: '1970-01-01T00:01:00.000Z',
    });
  });

  it('gives the nomenclature of errors, whole or of one operation', async () => {
    const all = await ask(mock, 'https://particulier.test/api/errors', null);
    expect(all.body).toMatchObject({
      api: 'particulier',
      providers: { '37': 'CNAV' },
      platform_codes: { '429': [{ code: '00429' }] },
      endpoints: { 'dss.quotientFamilial.identite': { provider: 'CNAV' } },
    });
    const one = await ask(
      mock,
      'https://particulier.test/api/errors?operation_id=dss.primeActivite.franceConnect',
      null,
    );
    expect(Object.keys((one.body as { endpoints: object }).endpoints)).toEqual([
      'dss.primeActivite.franceConnect',
    ]);
    expect((await ask(mock, 'https://particulier.test/api/errors?operation_id=rien', null)).codes).toEqual([
      '00404',
    ]);
  });
});
