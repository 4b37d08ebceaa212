import { afterEach, describe, expect, it } from 'vitest';
import { ask, entreprise, particulier, qfUrl } from '../testing/fixture.ts';
import { createMock, scenarios } from './index.ts';
import { type MockServer, startServer } from './node.ts';

let server: MockServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const headers = { Authorization: 'Bearer un-jeton' };

describe('HTTP server', () => {
  it('answers as the engine does', async () => {
    server = await startServer(createMock(particulier));
    const seen = await ask({ fetch }, qfUrl({}, server.url));
    expect([seen.status, seen.headers.get('RateLimit-Remaining')]).toEqual([200, '2']);
    expect(seen.body).toMatchObject({ data: { adresse: { code_postal: '75001' } } });
    expect((await fetch(server.url, { method: 'HEAD' })).status).toBe(404);
  });

  it('cuts the connection', async () => {
    const mock = createMock(particulier, { quotas: false });
    server = await startServer(mock);
    mock.use(scenarios.cutConnection({ times: 1 }), scenarios.cutConnection({ moment: 'before' }));
    const response = await fetch(qfUrl({}, server.url), { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await expect(fetch(qfUrl({}, server.url), { headers })).rejects.toThrow();
  });

  it('announces the size of an answer, but of a document that was cut', async () => {
    const mock = createMock(entreprise, { quotas: false });
    server = await startServer(mock);
    const { url } = server;
    const sizeOf = async () => {
      const response = await fetch(`${url}/siade/ffffffff-0a-attestation.pdf`);
      return [response.headers.get('content-length'), (await response.text()).length];
    };
    const [size, length] = await sizeOf();
    expect(size).toBe(String(length));
    mock.use(scenarios.truncatedJson());
    expect(await sizeOf()).toEqual([null, Math.floor(Number(size) / 2)]);
  });

  it('drops a hanging call when its client leaves', async () => {
    const mock = createMock(particulier, { scenarios: [scenarios.hang()] });
    server = await startServer(mock);
    const call = fetch(qfUrl({}, server.url), { headers, signal: AbortSignal.timeout(50) });
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect.poll(() => mock.calls.length).toBe(1);
    expect(mock.calls[0]).toMatchObject({ status: 0 });
  });

  it('closes at once, whatever hangs', async () => {
    const mock = createMock(particulier, { scenarios: [scenarios.hang()] });
    const local = await startServer(mock);
    const call = fetch(qfUrl({}, local.url), { headers });
    const outcome = expect(call).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await local.close();
    await outcome;
  });

  it('says why it cannot listen', async () => {
    server = await startServer(createMock(particulier));
    const port = Number(new URL(server.url).port);
    await expect(startServer(createMock(particulier), { port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
