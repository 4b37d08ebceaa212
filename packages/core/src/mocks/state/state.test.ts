import { describe, expect, it } from 'vitest';
import { ask, entreprise, particulier, qfUrl } from '../../testing/fixture.ts';
import { createMock, mintToken, scenarios } from '../index.ts';

const START = Date.UTC(2026, 0, 1);

describe('quotas', () => {
  it('counts per token and group in aligned windows', async () => {
    let time = START + 250;
    const mock = createMock(particulier, { now: () => time });
    const left = async (token: string) =>
      (await ask(mock, qfUrl(), token)).headers.get('RateLimit-Remaining');
    expect([await left('a'), await left('a'), await left('b'), await left('a')]).toEqual([
      '2',
      '1',
      '2',
      '0',
    ]);
    const refused = await ask(mock, qfUrl(), 'a');
    expect([refused.status, refused.codes[0], refused.headers.get('Retry-After')]).toEqual([
      429,
      '00429',
      '1',
    ]);
    expect(refused.headers.get('RateLimit-Limit')).toBe('3');
    expect(refused.headers.get('RateLimit-Reset')).toBe(String(START / 1000 + 1));
    time = START + 1000;
    expect(await left('a')).toBe('2');
  });

  it('counts refused calls too, and each operation apart where the group says so', async () => {
    const mock = createMock(entreprise, { now: () => START + 10_000 });
    const vigilance = 'https://entreprise.test/v4/urssaf/130025265/vigilance';
    expect((await ask(mock, vigilance.replace('130025265', '1'))).status).toBe(422);
    const refused = await ask(mock, vigilance);
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '50']);
    expect((await ask(mock, 'https://entreprise.test/v4/urssaf/130025265/autre')).status).toBe(404);
  });

  it('takes other limits, or none', async () => {
    const one = createMock(particulier, { quotas: { json: [1, 60] }, now: () => START });
    expect([(await ask(one, qfUrl())).status, (await ask(one, qfUrl())).status]).toEqual([200, 429]);
    const none = createMock(particulier, { quotas: false });
    expect((await ask(none, qfUrl())).headers.get('RateLimit-Limit')).toBeNull();
  });

  it('count together the tokens of a habilitation, apart the delegations of an editor, together the citizens', async () => {
    const mock = createMock(particulier, { now: () => START });
    const left = async (token: string, changes = {}) =>
      (await ask(mock, qfUrl(changes), token)).headers.get('RateLimit-Remaining');
    const [first, second] = [
      mintToken({ uid: 'habilitation-1', jti: 'a' }),
      mintToken({ uid: 'habilitation-1', jti: 'b' }),
    ];
    expect([await left(first), await left(second)]).toEqual(['2', '1']);
    const delegationId = '0d3e1c40-66cb-4d54-9c44-5b53d1c1de5d';
    expect(await left(first, { delegation_id: delegationId })).toBe('2');
    const editor = mintToken({ editor: true, uid: 'editeur' });
    expect([await left(editor), await left(editor, { recipient: '21920023500014' })]).toEqual(['2', '2']);
    expect(await left(editor)).toBe('1');
  });

  it('hold an address to its ceiling, all tokens together, and only say when to come back', async () => {
    let time = START + 20_000;
    const table = { ...particulier, addressLimit: { limit: 2, period: 60 } };
    const mock = createMock(table, { now: () => time });
    for (const token of ['a', 'b']) expect((await ask(mock, qfUrl(), token)).status).toBe(200);
    const refused = await ask(mock, qfUrl(), 'c');
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '40']);
    expect(refused.headers.get('RateLimit-Limit')).toBeNull();
    const headers = { get: (name: string) => (name === 'Authorization' ? 'Bearer c' : null) };
    const elsewhere = { method: 'GET', url: new URL(qfUrl()), headers, address: '192.0.2.7' };
    expect((await mock.handle(elsewhere)).status).toBe(200);
    time += 40_000;
    expect((await ask(mock, qfUrl(), 'c')).status).toBe(200);
  });
});

describe('cache', () => {
  it('says what comes from the cache, until it expires or is bypassed', async () => {
    let time = START;
    const mock = createMock(particulier, { quotas: false, now: () => time });
    const cached = async (init?: RequestInit) => {
      const { headers } = await mock.fetch(qfUrl(), {
        ...init,
        headers: { Authorization: 'Bearer a', ...init?.headers },
      });
      return [headers.get('X-Response-Cached'), headers.get('X-Cache-Expires-in')];
    };
    expect(await cached()).toEqual(['false', '']);
    time += 600_000;
    expect(await cached()).toEqual(['true', '3000']);
    expect(await cached({ headers: { 'Cache-Control': 'no-cache' } })).toEqual(['false', '']);
    time += 3_600_000;
    expect(await cached()).toEqual(['false', '']);
  });

  it('speaks of no cache where there is none, nor of an error', async () => {
    const mock = createMock(particulier, { quotas: false });
    expect((await ask(mock, qfUrl({ nomNaissance: 'absent' }))).headers.get('X-Response-Cached')).toBeNull();
  });
});

describe('lock', () => {
  it('refuses the same call of the same token while one is running', async () => {
    const mock = createMock(particulier, { quotas: false, latency: 30 });
    const first = ask(mock, qfUrl());
    const [same, otherToken, otherPerson] = await Promise.all([
      ask(mock, qfUrl()),
      ask(mock, qfUrl(), 'autre-jeton'),
      ask(mock, qfUrl({ jourDateNaissance: '4' })),
    ]);
    expect([same.status, same.codes[0]]).toEqual([409, '00015']);
    expect([otherToken.status, otherPerson.status, (await first).status]).toEqual([200, 200, 200]);
    expect((await ask(mock, qfUrl())).status).toBe(200);
  });

  it('outlives a caller that gave up', async () => {
    const mock = createMock(particulier, { quotas: false });
    mock.use(scenarios.slow({ ms: 50, times: 1 }));
    const headers = { Authorization: 'Bearer un-jeton' };
    const abandoned = mock.fetch(qfUrl(), { headers, signal: AbortSignal.timeout(5) });
    await expect(abandoned).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await ask(mock, qfUrl())).codes).toEqual(['00015']);
    expect(mock.calls[0]).toMatchObject({ status: 0 });
  });
});
