/** A deprecated operation says so once, as Node's own do; nothing is said where nobody listens. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClient } from './create-client.ts';
import type { ApiDefinition } from './definition.ts';
import { request } from './request.ts';

interface Client {
  a: { old: () => Promise<unknown>; last: () => Promise<unknown>; today: () => Promise<unknown> };
}

/** Tables of its own for each test: what was said is remembered by table. */
const clientOf = (): Client => {
  const definition: ApiDefinition = {
    name: 'API de test',
    agent: 'apigouv-essai/1.2.3',
    env: 'API_DE_TEST',
    hosts: { production: 'https://production.invalid' },
    limits: {},
    routes: {
      'a.old': { path: '/old', params: [], deprecated: true },
      'a.last': { path: '/last', params: [], deprecated: true },
      'a.today': { path: '/today', params: [] },
    },
  };
  return createClient(definition, {
    token: 'jeton',
    fetch: async () => Response.json({ data: 1 }),
  }) as Client;
};

const emitWarning = vi.spyOn(process, 'emitWarning');
beforeEach(() => void emitWarning.mockReset());
afterEach(() => void vi.unstubAllGlobals());

it('says so once, at the first call', async () => {
  const client = clientOf();
  expect(emitWarning).not.toHaveBeenCalled();
  await client.a.old();
  await client.a.old();
  await request(client, { path: '/old' });
  await client.a.today();
  expect(emitWarning).toHaveBeenCalledExactlyOnceWith(
    'a.old est dépréciée',
    'DeprecationWarning',
    'APIGOUV_DEPRECATED',
  );
  await client.a.last();
  expect(emitWarning).toHaveBeenLastCalledWith('a.last est dépréciée', expect.anything(), expect.anything());
});

it.each([undefined, {}])('says nothing where there is no such process: %j', async (process) => {
  vi.stubGlobal('process', process);
  await expect(clientOf().a.old()).resolves.toMatchObject({ data: 1 });
  expect(emitWarning).not.toHaveBeenCalled();
});
