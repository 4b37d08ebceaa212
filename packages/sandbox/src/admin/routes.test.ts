import { describe, expect, it } from 'vitest';
import { admin, get, JEANNE, particulierOf, SOCIETE, start } from '../testing.ts';

describe('the admin routes', () => {
  it('list the operations with their cases, and keep a log without personal data', async () => {
    const sandbox = await start();
    await particulierOf(sandbox).dss.quotientFamilial.identite(JEANNE);
    const log = await (await fetch(`${sandbox.url}/_sandbox/log`)).text();
    expect(JSON.parse(log)).toMatchObject([{ operation: 'dss.quotientFamilial.identite', status: 200 }]);
    expect(log).not.toContain('ROUX');
    const operations = (await (await fetch(`${sandbox.url}/_sandbox/operations`)).json()) as { id: string }[];
    expect(operations.length).toBeGreaterThan(100);
    await fetch(`${sandbox.url}/_sandbox`, { method: 'DELETE' });
    expect(await (await fetch(`${sandbox.url}/_sandbox/log`)).json()).toEqual([]);
  });

  it('mint expired tokens', async () => {
    const sandbox = await start();
    const answer = await admin(sandbox, '/tokens', 'POST', { expired: true });
    const { token } = (await answer.json()) as { token: string };
    const { body } = await get(sandbox, SOCIETE, { authorization: `Bearer ${token}` });
    expect(body.errors[0].code).toBe('00103');
  });

  it('say what they cannot do', async () => {
    const sandbox = await start();
    expect((await admin(sandbox, '/cafe', 'GET')).status).toBe(404);
    const headers = { 'content-type': 'application/json' };
    for (const body of ['non', '5', 'null', '']) {
      const answer = await fetch(`${sandbox.url}/_sandbox/tokens`, { method: 'POST', headers, body });
      expect([answer.status, await answer.json()]).toEqual([400, { error: 'Un corps JSON est attendu.' }]);
    }
  });

  it.each([{ scopes: 5 }, { scopes: 'a b' }, { scopes: [1] }, { scopes: null }, { expired: 'non' }])(
    'mint no token of %j',
    async (body) => {
      const answer = await admin(await start(), '/tokens', 'POST', body);
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: expect.stringContaining('« scopes »') },
      ]);
    },
  );
});
