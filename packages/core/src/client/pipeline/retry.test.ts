/** What is asked again, when, and how often: on a clock of the test's own, so that minutes pass at once. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorBody, OK, PERSONNE, testClient } from '../../testing/server.ts';
import type { ClientOptions } from '../options.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

type Reply = () => Response | Promise<Response>;
const refusal =
  (status: number, code = '', headers = {}, meta = {}): Reply =>
  () =>
    new Response(code ? errorBody(code, meta) : '<html>', { status, headers });
const fine: Reply = () => new Response(OK);
const LOCKED = refusal(409, '00015');
const PASSING = refusal(504, '37002');

/** A client whose server gives these answers, the last one for ever; and when each request came, in milliseconds. */
function setUp(replies: readonly Reply[], options: ClientOptions = {}) {
  const sent: number[] = [];
  const fetch = async (): Promise<Response> => {
    const reply = replies[Math.min(sent.length, replies.length - 1)] as Reply;
    sent.push(Math.round(performance.now() - start));
    return reply();
  };
  const start = performance.now();
  const client = testClient('https://essai.invalid', { fetch, timeout: 600_000, ...options });
  /** How a call ended, once all the time it takes has passed. */
  const end = async (call: Promise<unknown>) => {
    const ended = call.then(
      () => 'ok',
      (error) => error,
    );
    await vi.advanceTimersByTimeAsync(700_000);
    return ended;
  };
  return { client, sent, end, ask: () => end(client.famille.identite(PERSONNE)) };
}

describe('a lock', () => {
  it('is waited for longer and longer, and no longer than it can last', async () => {
    const { ask, sent } = setUp([LOCKED]);
    expect(await ask()).toMatchObject({ name: 'ConflictError', retry: 'later' });
    const waits = sent.slice(1).map((time, index) => time - (sent[index] as number));
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000]);
  });

  it('takes nothing from what failures are allowed', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.005);
    const { ask, sent } = setUp([LOCKED, PASSING, LOCKED, PASSING, LOCKED, fine]);
    expect(await ask()).toBe('ok');
    expect(sent).toEqual([0, 500, 501, 1501, 1503, 3503]);
  });

  it.each([
    ['when nothing may be asked again', LOCKED, { retries: false }],
    ['when nothing may be asked again, said otherwise', LOCKED, { retries: 0 }],
    ['when the conflict is a proxy’s', refusal(409), {}],
    ['when another code says so', refusal(409, '00016'), {}],
    ['when several people match', refusal(409, '37015'), {}],
    ['past the deadline', LOCKED, { timeout: 500 }],
  ] as const)('is not waited for %s', async (_, reply, options) => {
    const { ask, sent } = setUp([reply], options);
    expect(await ask()).toMatchObject({ httpStatus: 409 });
    expect(sent).toEqual([0]);
  });

  it('is waited for until the very deadline', async () => {
    const { ask, sent } = setUp([LOCKED, fine], { timeout: 501 });
    expect([await ask(), sent]).toEqual(['ok', [0, 500]]);
  });
});

describe('a failure that passes', () => {
  it('is asked again after a random time, the longest twice as long each time, up to five seconds', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { ask, sent } = setUp([PASSING], { retries: 7 });
    expect(await ask()).toMatchObject({ httpStatus: 504 });
    expect(sent).toEqual([0, 100, 300, 700, 1500, 3100, 5600, 8100]);
  });

  it('is asked again twice when nothing is said', async () => {
    const { ask, sent } = setUp([PASSING]);
    await ask();
    expect(sent).toHaveLength(3);
  });

  it.each([
    ['nothing may be asked again', PASSING, { retries: false }],
    ['its code says that it lasts', refusal(502, '37006'), {}],
    ['its delay is the caller’s to plan', refusal(502, '04000', {}, { retry_in: 31 }), {}],
    ['its delay passes the deadline', refusal(502, '04000', {}, { retry_in: 30 }), { timeout: 30_000 }],
  ] as const)('is the caller’s when %s', async (_, reply, options) => {
    const { ask, sent } = setUp([reply], options);
    await ask();
    expect(sent).toEqual([0]);
  });

  it('is asked again no sooner than it says', async () => {
    const { ask, sent } = setUp([refusal(502, '04000', {}, { retry_in: 30 }), fine]);
    expect([await ask(), sent]).toEqual(['ok', [0, 30_000]]);
  });

  it('spends a budget of ten that all the calls of a client share, and ten successes give one back', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    let down = true;
    const { client, sent, end } = setUp([() => (down ? PASSING() : fine())], { retries: 1 });
    const ask = (i: number) => end(client.famille.identite({ ...PERSONNE, nom: `N${i}` }));
    for (let i = 0; i < 12; i++) await ask(i);
    expect(sent).toHaveLength(12 + 10);
    down = false;
    for (let i = 0; i < 9; i++) await ask(i);
    down = true;
    await ask(1);
    expect(sent).toHaveLength(22 + 9 + 1);
    down = false;
    for (let i = 0; i < 2; i++) await ask(i);
    down = true;
    await ask(1);
    expect(sent).toHaveLength(32 + 2 + 2);
  });

  it('never has a budget of more than ten, whatever the successes', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    let down = false;
    const { client, sent, end } = setUp([() => (down ? PASSING() : fine())], { retries: 1 });
    const ask = (i: number) => end(client.famille.identite({ ...PERSONNE, nom: `N${i}` }));
    for (let i = 0; i < 20; i++) await ask(i);
    down = true;
    for (let i = 0; i < 12; i++) await ask(i);
    expect(sent).toHaveLength(20 + 12 + 10);
  });

  it('is not asked again for a caller who left', async () => {
    const leaving = new AbortController();
    const { client, sent, end } = setUp([refusal(502, '04000', {}, { retry_in: 20 })]);
    const ended = end(client.famille.identite(PERSONNE, { signal: leaving.signal }));
    leaving.abort(new Error('parti'));
    expect(await ended).toMatchObject({ message: 'parti' });
    expect(sent.length).toBeLessThanOrEqual(1);
  });
});

describe('a refusal for the quota', () => {
  const TOO_MANY = refusal(429, '00429', { 'retry-after': '20' });
  // Nothing counts the call: only the server can say how long.
  const uncounted = { quota: { addressLimit: false } } as const;

  it('is waited out as told, twice at most', async () => {
    const { ask, sent } = setUp([TOO_MANY], { retries: 5, quota: false });
    expect(await ask()).toMatchObject({ name: 'QuotaError', retryAfter: 20 });
    expect(sent).toEqual([0, 20_000, 40_000]);
  });

  it('counts with the failures among what may be asked again', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { ask, sent } = setUp([PASSING, TOO_MANY, fine], { retries: 1 });
    expect(await ask()).toMatchObject({ name: 'QuotaError' });
    expect(sent).toEqual([0, 0]);
    const other = setUp([TOO_MANY, PASSING, fine], { retries: 1 });
    expect(await other.ask()).toMatchObject({ name: 'ProviderDownError' });
    expect(other.sent).toHaveLength(2);
  });

  it.each([
    ['nothing may be asked again', TOO_MANY, { retries: false }],
    ['it does not say when', refusal(429, '00429'), { quota: false }],
    ['it is the caller’s to plan', refusal(429, '00429', { 'retry-after': '31' }), { quota: false }],
    ['it passes the deadline', TOO_MANY, { timeout: 20_000 }],
  ] as const)('is the caller’s when %s', async (_, reply, options) => {
    const { ask, sent } = setUp([reply], { ...uncounted, ...options });
    expect(await ask()).toMatchObject({ name: 'QuotaError' });
    expect(sent).toEqual([0]);
  });

  it('is left to the quota’s own step where the call is counted', async () => {
    const { client, sent, end } = setUp([TOO_MANY, fine]);
    expect(await end(client.famille.limitee({ nom: 'ROUX' }))).toBe('ok');
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBeGreaterThanOrEqual(20_000);
  });

  it('is left to that step for as long as the deadline allows', async () => {
    const { client, sent, end } = setUp([refusal(429, '00429', { 'retry-after': '40' }), fine]);
    expect(await end(client.famille.limitee({ nom: 'ROUX' }))).toBe('ok');
    expect(sent).toHaveLength(2);
  });

  it('is waited out half a minute at most where the call is not counted', async () => {
    const { ask, sent } = setUp([refusal(429, '00429', { 'retry-after': '30' }), fine], { quota: false });
    expect([await ask(), sent]).toEqual(['ok', [0, 30_000]]);
  });

  it('is final when it is that step’s', async () => {
    const { client, sent, end } = setUp([refusal(429, '00429', { 'retry-after': '2000' })]);
    await end(client.famille.limitee({ nom: 'ROUX' }));
    expect(await end(client.famille.limitee({ nom: 'AUTRE' }))).toMatchObject({ sent: false });
    expect(sent).toHaveLength(1);
  });
});
