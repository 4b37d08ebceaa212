/** What a store that several processes share must do, wherever it counts: the same tests, against a real server. */
import { expect, it } from 'vitest';
import { bearer } from '../client/auth/bearer.ts';
import { QuotaError } from '../client/errors/api.ts';
import type { ClientOptions } from '../client/options.ts';
import type { Bucket, QuotaStore, Seen, Turn } from '../client/quota/store.ts';
import { errorBody, limited, OK, testClient } from './server.ts';
import { countedApi, type SharedPlace, unsent } from './shared-place.ts';

/** Several processes have one quota. */
export function itCountsTogether(place: SharedPlace): void {
  const api = countedApi();
  const { start, counting } = api;
  /** As many servers of a vendor, each with its connection and its store. */
  const clients = (count: number, limit: number, seconds: number, more?: ClientOptions) =>
    Array.from({ length: count }, () => counting(place.open(), limit, seconds, more));

  it(`five clients, ${place.calls} calls under 20 a period: none refused, none lost`, async () => {
    const handler = limited(20, 100);
    // Answers come back in another order.
    await start((request, response, count) =>
      setTimeout(() => handler(request, response, count), (count * 7) % 20),
    );
    const quotaOf = () => ({ store: place.open(), limits: { groupe: [20, 0.1] as const } });
    const five = Array.from({ length: 5 }, () =>
      testClient(api.server.url, { quota: quotaOf(), timeout: 25_000 }),
    );
    const answers = await Promise.all(
      five.flatMap((client) =>
        Array.from({ length: place.calls / 5 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` })),
      ),
    );
    expect(answers).toHaveLength(place.calls);
    expect(handler.refused).toBe(0);
    expect(api.server.requests).toBe(place.calls);
  });

  it('counts together what two clients send', async () => {
    await start((_request, response) => response.end(OK));
    const [first, second] = clients(2, 2, 60);
    await first?.famille.limitee({ nom: 'A1' });
    await second?.famille.limitee({ nom: 'A2' });
    await expect(first?.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
    await expect(second?.famille.limitee({ nom: 'A4' })).rejects.toMatchObject(unsent);
    expect(api.server.requests).toBe(2);
  });

  it('counts apart two tokens, and two places', async () => {
    await start((_request, response) => response.end(OK));
    const mine = counting(place.open(), 1, 60);
    const other = counting(place.open(), 1, 60, { token: 'un-autre-jeton' });
    const staging = counting(place.open({ apart: 'recette' }), 1, 60);
    for (const client of [mine, other, staging]) await client.famille.limitee({ nom: 'A1' });
    expect(api.server.requests).toBe(3);
  });

  it('counts together a token that functions give, once it has a name', async () => {
    await start((_request, response) => response.end(OK));
    const named = () => ({ token: { ...bearer(async () => 'jeton-du-coffre'), key: 'mairie' } });
    const [first, second] = [named(), named()].map((token) => counting(place.open(), 1, 60, token));
    await first?.famille.limitee({ nom: 'A1' });
    await expect(second?.famille.limitee({ nom: 'A2' })).rejects.toMatchObject(unsent);
  });

  it('stops every client when one is refused', async () => {
    await start((_request, response) =>
      response.writeHead(429, { 'Retry-After': '600' }).end(errorBody('00429')),
    );
    const [first, ...others] = clients(5, 20, 1, { retries: false });
    await expect(first?.famille.limitee({ nom: 'A1' })).rejects.toBeInstanceOf(QuotaError);
    await api.told();
    for (const client of others)
      await expect(client.famille.limitee({ nom: 'A2' })).rejects.toMatchObject({
        ...unsent,
        retryAfter: expect.closeTo(600, -2),
      });
    expect(api.server.requests).toBe(1);
  });

  it('stops every client, and for longer and longer, after five refusals in a row', async () => {
    await start((_request, response) =>
      response.writeHead(429, { 'Retry-After': '0' }).end(errorBody('00429')),
    );
    const five = clients(5, 20, 1, { retries: false });
    for (const client of five) await client.famille.limitee({ nom: 'A1' }).catch(() => {});
    await api.told();
    for (const client of five)
      await expect(client.famille.limitee({ nom: 'A2' })).rejects.toMatchObject(unsent);
    expect(api.server.requests).toBe(5);
  });

  it('follows a limit that the headers of one answer lowered', async () => {
    await start((_request, response) => {
      response.setHeader('RateLimit-Limit', 2).setHeader('RateLimit-Remaining', 20).end(OK);
    });
    const [first, second] = clients(2, 20, 60);
    await first?.famille.limitee({ nom: 'A1' });
    await second?.famille.limitee({ nom: 'A2' });
    await api.told();
    await expect(second?.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
  });

  it('follows what the headers of one answer say is left, when others use the token', async () => {
    await start((_request, response, count) => {
      response
        .setHeader('RateLimit-Limit', 20)
        .setHeader('RateLimit-Remaining', 2 - count)
        .end(OK);
    });
    const [first, second] = clients(2, 20, 60);
    await first?.famille.limitee({ nom: 'A1' });
    await second?.famille.limitee({ nom: 'A2' });
    await api.told();
    await expect(first?.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
  });

  it('gives back the place of a call that was never sent', async () => {
    await start((_request, response) => response.end(OK));
    const store = place.open();
    const client = counting(store, 1, 60);
    const gone = AbortSignal.abort();
    await expect(client.famille.limitee({ nom: 'A1' }, { signal: gone })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await api.told();
    await client.famille.limitee({ nom: 'A2' });
  });

  it('writes nothing of the token or of the person', async () => {
    await start((_request, response) => {
      response.setHeader('RateLimit-Limit', 20).setHeader('RateLimit-Remaining', 19).end(OK);
    });
    const [client] = clients(1, 20, 1);
    await client?.famille.limitee({ nom: 'ROUX' });
    await expect.poll(() => place.contents()).toMatch(/limit\W+20/);
    expect(await place.contents()).not.toMatch(/jeton-de-test|roux/i);
  });

  const bucket: Bucket = { key: 'essai', limit: 1, periodMs: 60_000, kind: 'habilitation' };
  const turn = (id: string, more: Partial<Turn> = {}): Turn => ({
    ...{ id, buckets: [bucket], share: 1, low: false },
    ...more,
  });
  const waitOf = async (store: QuotaStore, asked: Turn): Promise<number> => {
    const wait = await store.take(asked);
    return wait === 0 ? 0 : wait.ms;
  };

  it('says when the first place comes back', async () => {
    const store = place.open();
    expect(await store.take(turn('un'))).toBe(0);
    expect(await store.take(turn('deux'))).toEqual({ ms: Infinity, limit: 1, periodMs: 60_000 });
    await store.release(turn('un'), { outcome: 'lost' });
    expect(await waitOf(store, turn('trois'))).toBeGreaterThan(59_000);
    await expect.poll(() => waitOf(store, turn('quatre'))).toBeLessThan(59_990);
  });

  it('learns from a process what the server said, when all was forgotten', async () => {
    const store = place.open();
    const serverTime = Math.floor(Date.now() / 1000) * 1000;
    const seen: Seen = {
      ...{ outcome: 'answered', limit: 60, remaining: 2 },
      ...{ windowEnd: serverTime + 30_000, serverTime },
    };
    await store.take(turn('un'));
    await store.release(turn('un'), seen);
    await place.empty();
    expect(await store.take(turn('deux'))).toBe(0);
    expect(await place.open().take(turn('trois'))).toBe(0);
    expect(await waitOf(store, turn('quatre'))).toBeGreaterThan(20_000);
  });
}
