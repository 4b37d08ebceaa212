import { describe, expect, it } from 'vitest';
import { get, SOCIETE, start } from './testing.ts';

describe('scenarios', () => {
  it('hold for one request, by its header', async () => {
    const sandbox = await start();
    const down = await get(sandbox, SOCIETE, { 'x-sandbox-scenario': 'outage' });
    expect(down.body.errors[0].code).toBe('01001');
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it('hold until they are put out, by the admin routes', async () => {
    const sandbox = await start();
    const scenarios = `${sandbox.url}/_sandbox/scenarios`;
    const body = JSON.stringify({ scenario: 'maintenance:provider=INSEE,retryIn=60' });
    expect((await fetch(scenarios, { method: 'POST', body })).status).toBe(201);
    const { body: refusal } = await get(sandbox, SOCIETE);
    expect(refusal.errors[0].meta.retry_in).toBe(60);
    expect((await (await fetch(scenarios)).json()) as object).toMatchObject({
      scenarios: [{ type: 'maintenance' }],
    });
    await fetch(scenarios, { method: 'DELETE' });
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it('are read as they are given, too', async () => {
    const sandbox = await start();
    const scenarios = `${sandbox.url}/_sandbox/scenarios`;
    const add = async (scenario: unknown) =>
      (await fetch(scenarios, { method: 'POST', body: JSON.stringify({ scenario }) })).json();
    const outage = { type: 'outage', provider: 'INSEE', times: 2 };
    expect(await add(outage)).toEqual({ scenarios: [outage] });
    expect((await get(sandbox, SOCIETE)).body.errors[0].code).toBe('01001');
    expect(await add({ type: 'outrage' })).toMatchObject({ error: expect.stringContaining('« outage »') });
    expect(await add(2)).toMatchObject({ error: expect.stringContaining('un objet') });
  });

  it('leave a request without answer until its caller gives up', async () => {
    const sandbox = await start();
    const headers = { authorization: 'Bearer essai', 'x-sandbox-scenario': 'hang' };
    const call = fetch(sandbox.url + SOCIETE, { headers, signal: AbortSignal.timeout(300) });
    await expect(call).rejects.toThrow('timeout');
    await expect.poll(() => sandbox.mock.calls.map(({ status }) => status)).toEqual([0]);
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it.each([
    ['inconnu', 'Scénario « inconnu » inconnu'],
    ['slow', '« ms » est obligatoire'],
    ['outage:times=deux', 'nombre positif'],
    ['outage:couleur=bleu', '« couleur » inconnue'],
    ['outages', 'Vouliez-vous dire « outage » ?'],
    ['outage:time=2', 'Vouliez-vous dire « times » ?'],
    ['outage:provider=', '« provider » est vide'],
    ['cutConnection:moment=avant', '« moment » vaut before ou during'],
  ])('wrongly written (%s) are explained', async (text, why) => {
    const sandbox = await start();
    const { status, body } = await get(sandbox, SOCIETE, { 'x-sandbox-scenario': text });
    expect(status).toBe(400);
    expect(body.error).toContain(why);
  });

  it('cut the connection for real', async () => {
    const sandbox = await start();
    const headers = { authorization: 'Bearer essai', 'x-sandbox-scenario': 'cutConnection:moment=before' };
    await expect(fetch(sandbox.url + SOCIETE, { headers })).rejects.toThrow();
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });
});
