/** What a store that several processes share must do when one of them, the server or the network fails. */
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../client/fingerprint.ts';
import type { ClientOptions } from '../client/options.ts';
import type { QuotaStore } from '../client/quota/store.ts';
import { limited, OK, testClient } from './server.ts';
import { countedApi, type SharedPlace, unsent } from './shared-place.ts';

/** It fails in time, sends nothing meanwhile, and serves again by itself. */
export function itSurvives(place: SharedPlace): void {
  const api = countedApi();
  const { start, counting } = api;
  describe('when a process dies', () => {
    /** Two calls take both places, then their process ends before any answer. */
    async function die(lease: number): Promise<void> {
      await start((_request, response, count) => void (count > 2 && response.end(OK)));
      const store = place.open({ lease });
      const client = counting(store, 2, 0.05);
      const end = new AbortController();
      const calls = ['A1', 'A2'].map((nom) => client.famille.limitee({ nom }, { signal: end.signal }));
      await expect.poll(() => api.server.requests).toBe(2);
      store.disconnect();
      end.abort();
      await Promise.allSettled(calls);
    }

    it('holds its places as long as their lease, no longer', async () => {
      await die(60_000);
      const other = counting(place.open(), 2, 0.05);
      await expect(other.famille.limitee({ nom: 'A3' })).rejects.toMatchObject(unsent);
    });

    it('gives them back then', async () => {
      await die(300);
      const quota = { store: place.open({ lease: 300 }), limits: { groupe: [2, 0.05] as const } };
      const other = testClient(api.server.url, { quota });
      expect((await other.famille.limitee({ nom: 'A3' })).data.valeur).toBe(650);
    });
  });

  it('fails clearly and sends nothing while the server is down, then serves again', async () => {
    await start((_request, response) => response.end(OK));
    const client = counting(place.open(), 20, 0.05, { retries: false });
    await client.famille.limitee({ nom: 'A1' });
    await place.stop();
    for (const nom of ['A2', 'A3'])
      await expect(client.famille.limitee({ nom })).rejects.toThrow(/connect|retries/i);
    expect(api.server.requests).toBe(1);
    await place.start();
    await expect
      .poll(() => client.famille.limitee({ nom: 'A4' }).then(({ data }) => data.valeur), { timeout: 10_000 })
      .toBe(650);
  });

  describe('when the server is in trouble', () => {
    const patient = () => place.open({ isPatient: true });
    const over = (store: QuotaStore, more: ClientOptions = {}) =>
      testClient(api.server.url, { quota: { store, limits: { groupe: [2, 0.1] } }, ...more });

    it('gives an answer that came while it is frozen, and serves again afterwards', async () => {
      await start((_request, response, count) => {
        if (count === 1) place.freeze();
        response.end(OK);
      });
      const client = over(patient(), { timeout: 3_000 });
      try {
        expect((await client.famille.limitee({ nom: 'A1' })).data.valeur).toBe(650);
      } finally {
        place.thaw();
      }
      expect((await client.famille.limitee({ nom: 'A2' })).data.valeur).toBe(650);
    });

    it('fails the calls that it leaves without a place within their own deadline, then serves again', async () => {
      await start((_request, response) => response.end(OK));
      const client = over(patient(), { timeout: 400 });
      await client.famille.limitee({ nom: 'A1' });
      place.freeze();
      try {
        const begun = performance.now();
        const calls = Array.from({ length: 5 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
        for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
        expect(performance.now() - begun).toBeLessThan(2_000);
      } finally {
        place.thaw();
      }
      const again = () => client.famille.limitee({ nom: 'B1' }).then(({ data }) => data.valeur);
      await expect.poll(again, { timeout: 10_000 }).toBe(650);
      // Places that came too late were given back: both are free.
      await expect.poll(() => place.places(groupKey()), { timeout: 5_000 }).toBeLessThanOrEqual(1);
    });
    const groupKey = () => `${new URL(api.server.url).host} ${fingerprint('jeton-de-test')} groupe`;

    it('waits for one that restarts, when told to be patient', async () => {
      await start((_request, response) => response.end(OK));
      const client = over(patient(), { timeout: 20_000 });
      await client.famille.limitee({ nom: 'A1' });
      await place.stop();
      const calls = Array.from({ length: 3 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
      await new Promise((done) => setTimeout(done, 300));
      await place.start();
      expect(await Promise.all(calls)).toHaveLength(3);
    });

    it('loses no call to a connection that is cut', async () => {
      await start((_request, response) => setTimeout(() => response.end(OK), 5));
      const client = over(patient(), { timeout: 20_000 });
      const calls = Array.from({ length: 20 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
      for (let i = 0; i < 5; i++) {
        await new Promise((done) => setTimeout(done, 60));
        await place.cut();
      }
      expect(await Promise.all(calls)).toHaveLength(20);
    });

    it('neither exceeds nor stops when it forgets what it knew', async () => {
      const handler = limited(10, 1_000);
      await start(handler);
      const client = testClient(api.server.url, { quota: { store: patient() }, timeout: 20_000 });
      await client.famille.limitee({ nom: 'A1' });
      const calls = Array.from({ length: 30 }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
      const evictions: Promise<void>[] = [];
      const evicting = setInterval(() => evictions.push(place.empty()), 300);
      try {
        expect(await Promise.all(calls)).toHaveLength(30);
      } finally {
        clearInterval(evicting);
        await Promise.all(evictions);
      }
      expect(handler.refused).toBe(0);
    });
  });
}
