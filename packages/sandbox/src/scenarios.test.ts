import { describe, expect, it } from 'vitest';
import { SandboxError } from './index.ts';
import { admin, get, SOCIETE, start } from './testing.ts';

describe('scenarios', () => {
  it('hold for one request, by its header', async () => {
    const sandbox = await start();
    const down = await get(sandbox, SOCIETE, { 'x-sandbox-scenario': 'outage' });
    expect(down.body.errors[0].code).toBe('01001');
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it('hold until they are put out, by the admin routes', async () => {
    const sandbox = await start();
    const scenario = 'maintenance:provider=INSEE,retryIn=60';
    expect((await admin(sandbox, '/scenarios', 'POST', { scenario })).status).toBe(201);
    const { body: refusal } = await get(sandbox, SOCIETE);
    expect(refusal.errors[0].meta.retry_in).toBe(60);
    expect((await (await admin(sandbox, '/scenarios', 'GET')).json()) as object).toMatchObject({
      scenarios: [{ type: 'maintenance' }],
    });
    await admin(sandbox, '/scenarios', 'DELETE');
    expect((await get(sandbox, SOCIETE)).status).toBe(200);
  });

  it('are read as they are given, too', async () => {
    const sandbox = await start();
    const add = async (scenario: unknown) =>
      (await admin(sandbox, '/scenarios', 'POST', { scenario })).json();
    const outage = { type: 'outage', provider: 'INSEE', times: 2 };
    expect(await add(outage)).toEqual({ scenarios: [outage] });
    expect((await get(sandbox, SOCIETE)).body.errors[0].code).toBe('01001');
    expect(await add({ type: 'outrage' })).toMatchObject({ error: expect.stringContaining('« outage »') });
    expect(await add(2)).toMatchObject({ error: expect.stringContaining('un objet') });
  });

  it.each([
    [{}],
    [[]],
    [{ scenario: 5 }],
    [{ scenario: '' }],
    [{ scenario: ' ; ' }],
    [{ scenario: null }],
    [{ scenarios: 'outage' }],
  ])('are wanted: %j is answered 400, with a sentence', async (body) => {
    const sandbox = await start();
    const answer = await admin(sandbox, '/scenarios', 'POST', body);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: expect.stringContaining('un objet') },
    ]);
  });

  describe('that could never happen are refused, with the nearest that could', () => {
    const NEVER: [string, string][] = [
      ['outage:operation=insee.uniteLegal', 'Vouliez-vous dire « insee.uniteLegale » ?'],
      ['outage:operation=inse.*', 'Vouliez-vous dire « insee.* » ?'],
      ['slow:ms=1,operation=*.unitesLegales', 'aucune opération ne correspond à « *.unitesLegales »'],
      ['outage:operation=document', 'Vouliez-vous dire « documents » ?'],
      ['outage:provider=insée', 'Vouliez-vous dire « INSEE » ?'],
      ['outage:provider=99', 'fournisseur « 99 » inconnu'],
      ['maintenance:provider=CNAV,operation=insee.*', '« insee.* » ne demande rien à « CNAV » (INSEE)'],
      ['outage:operation=api.ping', "il n'arrive jamais à « api.ping »"],
      ['expiredToken:operation=api.ping*', "il n'arrive jamais à « api.ping* »"],
      ['expiredLink:operation=dss.*', "il n'arrive jamais à « dss.* »"],
      ['outage:operation=documents', "il n'arrive jamais à « documents »"],
      ['hang:operation=v2.dgfip.avisImposition', "il n'arrive jamais à « v2.dgfip.avisImposition »"],
      ['outage:times=0', '« times »'],
      ['outage:forMs=0', '« forMs »'],
    ];

    it.each(NEVER)('%s', async (text, why) => {
      const sandbox = await start();
      const { status, body } = await get(sandbox, SOCIETE, { 'x-sandbox-scenario': text });
      expect([status, body.error]).toEqual([400, expect.stringContaining(why)]);
      const added = await admin(sandbox, '/scenarios', 'POST', { scenario: text });
      expect([added.status, await added.json()]).toEqual([400, { error: expect.stringContaining(why) }]);
      expect(sandbox.mock.scenarios).toEqual([]);
    });

    it('from the start, and from a program', async () => {
      const never = { type: 'outage', provider: 'INSE' } as const;
      await expect(start({ scenarios: [never] })).rejects.toThrow('« INSEE »');
      await expect(start({ scenarios: [never] })).rejects.toThrow(SandboxError);
      const sandbox = await start();
      expect(() => sandbox.mock.use(never)).toThrow('« INSEE »');
      sandbox.mock.use({ ...never, provider: 'insee' });
      expect((await get(sandbox, SOCIETE)).body.errors[0].code).toBe('01001');
    });

    it('of an API that is not served', async () => {
      const sandbox = await start({ apis: ['particulier'] });
      const answer = await admin(sandbox, '/scenarios', 'POST', { scenario: 'outage:operation=insee.*' });
      expect(answer.status).toBe(400);
    });
  });

  it.each([
    'outage:provider=37',
    'outage:provider=cnav',
    'outage:operation=dss.*',
    'slow:ms=1,operation=d*',
    'expiredLink:operation=dgfip.*',
    'truncatedJson:operation=documents',
    'slow:ms=1,operation=api.ping',
    'outage:operation=api.pingProvider',
    'cutConnection:operation=v2.dgfip.avisImposition',
    'outage:operation=insee.uniteLegale,provider=01',
  ])('that could happen are taken: %s', async (scenario) => {
    expect((await admin(await start(), '/scenarios', 'POST', { scenario })).status).toBe(201);
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
    ['outage:status=700', '« status » vaut 502 ou 504'],
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
