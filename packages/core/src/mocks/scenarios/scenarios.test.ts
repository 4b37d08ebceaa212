import { describe, expect, it } from 'vitest';
import { ask, entreprise, particulier, qfUrl } from '../../testing/fixture.ts';
import { createMock, type Scenario, scenarios } from '../index.ts';

const VIGILANCE = 'https://entreprise.test/v4/urssaf/130025265/vigilance';
const headers = { Authorization: 'Bearer un-jeton' };

function mockWith(...list: Scenario[]) {
  return createMock([particulier, entreprise], { quotas: false, scenarios: list });
}

describe('what the provider or the platform answers', () => {
  it.each([
    ['outage', scenarios.outage(), 502, '37001'],
    ['panne with a status', scenarios.outage({ status: 504 }), 504, '37001'],
    ['panne of another provider', scenarios.outage({ provider: 'cnaf' }), 502, '23001'],
    ['maintenance', scenarios.maintenance({ retryIn: 90 }), 503, '37020'],
    ['providerTimeout', scenarios.providerTimeout(), 504, '37002'],
    ['severalFound', scenarios.severalFound(), 409, '37015'],
    ['quotaExceeded', scenarios.quotaExceeded({ retryAfter: 7 }), 429, '00429'],
    ['locked', scenarios.locked(), 409, '00015'],
    ['expiredToken', scenarios.expiredToken(), 401, '00103'],
    ['missingScope', scenarios.missingScope(), 403, '00100'],
    ['erreur', scenarios.error({ code: '37999' }), 502, '37999'],
  ])('%s', async (_, scenario, status, code) => {
    const seen = await ask(mockWith(scenario), qfUrl());
    expect([seen.status, seen.codes]).toEqual([status, [code]]);
  });

  it('says how long to wait', async () => {
    const maintenance = await ask(mockWith(scenarios.maintenance({ retryIn: 90 })), qfUrl());
    expect(maintenance.body).toMatchObject({ errors: [{ meta: { retry_in: 90, provider: 'CNAV' } }] });
    const quota = await ask(mockWith(scenarios.quotaExceeded({ retryAfter: 7 })), qfUrl());
    expect(quota.headers.get('Retry-After')).toBe('7');
    const manual = await ask(mockWith(scenarios.manualReview()), VIGILANCE);
    expect(manual.body).toMatchObject({ errors: [{ code: '04501', meta: { retry_in: 172_800 } }] });
  });

  it('falls back on a platform error where no provider stands behind', async () => {
    for (const scenario of [scenarios.outage(), scenarios.outage({ status: 504 })]) {
      const seen = await ask(mockWith(scenario), 'https://entreprise.test/privileges');
      expect([seen.status, seen.codes]).toEqual([500, ['00500']]);
    }
  });

  it('checks the request before the provider is reached', async () => {
    const mock = mockWith(scenarios.outage({ times: 1 }));
    expect((await ask(mock, qfUrl(), null)).status).toBe(401);
    expect((await ask(mock, qfUrl({ recipient: undefined }))).status).toBe(422);
    expect((await ask(mock, qfUrl())).status).toBe(502);
    expect((await ask(mock, qfUrl())).status).toBe(200);
  });
});

describe('public operations', () => {
  it('know neither token, nor lock, nor outage', async () => {
    const list = [
      scenarios.expiredToken(),
      scenarios.locked(),
      scenarios.outage(),
      scenarios.slow({ ms: 5 }),
    ];
    const mock = mockWith(...list);
    const pings = Array.from({ length: 2 }, () => ask(mock, 'https://particulier.test/api/ping', null));
    expect((await Promise.all(pings)).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('target and duration', () => {
  it('aims at an operation, a family, a provider', async () => {
    for (const target of [{ operation: 'urssaf.vigilance' }, { operation: 'urssaf.*' }, { provider: '04' }]) {
      const mock = mockWith(scenarios.outage(target));
      expect((await ask(mock, qfUrl())).status).toBe(200);
      expect((await ask(mock, VIGILANCE)).codes).toEqual(['04001']);
    }
  });

  it('lasts a number of calls, or a while', async () => {
    let time = 0;
    const mock = createMock(particulier, { quotas: false, now: () => time });
    mock.use(scenarios.outage({ times: 2 }), scenarios.maintenance({ forMs: 100 }));
    const status = async () => (await ask(mock, qfUrl())).status;
    expect([await status(), await status(), await status()]).toEqual([502, 502, 503]);
    time = 100;
    expect(await status()).toBe(200);
  });
});

describe('transport', () => {
  const text = async (scenario: Scenario) => {
    const response = await mockWith(scenario).fetch(qfUrl(), { headers });
    return {
      status: response.status,
      type: response.headers.get('Content-Type'),
      text: await response.text(),
    };
  };

  it('spoils the answer', async () => {
    const cut = await text(scenarios.truncatedJson());
    expect(() => JSON.parse(cut.text)).toThrow(SyntaxError);
    expect(await text(scenarios.htmlPage())).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(await text(scenarios.emptyBody())).toMatchObject({ status: 200, text: '' });
    expect(await text(scenarios.wrongType())).toMatchObject({ type: 'text/plain; charset=utf-8' });
  });

  it('cuts the connection, before or during the answer', async () => {
    const during = await mockWith(scenarios.cutConnection()).fetch(qfUrl(), { headers });
    expect(during.status).toBe(200);
    await expect(during.text()).rejects.toThrow(TypeError);
    const before = mockWith(scenarios.cutConnection({ moment: 'before' }));
    await expect(before.fetch(qfUrl(), { headers })).rejects.toThrow(TypeError);
    expect(before.calls).toMatchObject([{ status: 0 }]);
  });

  it('is silent until the caller gives up, and lets go of its lock', async () => {
    const mock = mockWith(scenarios.hang({ times: 1 }));
    const controller = new AbortController();
    const call = mock.fetch(qfUrl(), { headers, signal: controller.signal });
    controller.abort(new Error('assez attendu'));
    await expect(call).rejects.toThrow('assez attendu');
    expect((await ask(mock, qfUrl())).status).toBe(200);
  });

  it('slows down', async () => {
    const mock = mockWith(scenarios.slow({ ms: 20 }));
    const seen = await Promise.race([ask(mock, qfUrl()), Promise.resolve('pas encore')]);
    expect(seen).toBe('pas encore');
    expect((await ask(mock, qfUrl({ jourDateNaissance: '1' }))).status).toBe(200);
  });
});
