import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, entreprise, particulier, qfUrl } from '../testing/fixture.ts';
import { createMock, scenarios } from './index.ts';
import { toHandlers } from './msw.ts';

const mock = createMock([particulier, entreprise], { quotas: false });
const server = setupServer(...toHandlers(mock));
const headers = { Authorization: 'Bearer un-jeton' };

beforeAll(() => server.listen());
afterEach(() => mock.reset());
afterAll(() => server.close());

describe('MSW handlers', () => {
  it('answers on every origin of the APIs', async () => {
    expect((await ask({ fetch }, qfUrl())).status).toBe(200);
    expect((await ask({ fetch }, qfUrl({}, 'https://staging.particulier.test'))).status).toBe(200);
    expect((await ask({ fetch }, 'https://entreprise.test/privileges')).body).toEqual({
      data: { privileges: entreprise.scopes },
    });
  });

  it('answers for the sites of providers that the answers name', async () => {
    const response = await fetch('https://qualibat.example/certificats/E112379.pdf');
    expect(response.headers.get('content-type')).toBe('application/pdf');
  });

  it('shows a cut connection as a network error', async () => {
    for (const moment of ['before', 'during'] as const) {
      mock.use(scenarios.cutConnection({ moment, times: 1 }));
      await expect(fetch(qfUrl(), { headers })).rejects.toThrow(TypeError);
    }
  });

  it('hangs until the caller gives up', async () => {
    mock.use(scenarios.hang());
    const call = fetch(qfUrl(), { headers, signal: AbortSignal.timeout(50) });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
