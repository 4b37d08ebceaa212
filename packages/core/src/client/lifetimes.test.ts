/** Nothing outlives its caller: no timer, no listener, no place. */
import { execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OK, PERSONNE, serve, type TestServer, testClient } from '../testing/server.ts';

// Node 20 cannot run TypeScript; the project's own tests run on a Node that can.
const canRunSources = Boolean((process.features as { typescript?: unknown }).typescript);
if (!canRunSources)
  console.warn(`Exits are NOT checked: Node ${process.version} does not run TypeScript, Node 24 does.`);

const program = fileURLToPath(new URL('../testing/lifetimes.ts', import.meta.url));
const run = promisify(execFile);

describe.skipIf(!canRunSources)('a process whose callers have left exits at once, in spite of', () => {
  it.concurrent.each([
    'a server that never answers',
    'a body that never ends',
    'a token that never comes',
    'a token endpoint that never answers',
    'a lock',
    'a provider that asks to wait',
    'a refusal for the quota',
    'a queue for the quota',
  ])('%s', async (situation) => {
    // Far less than what any timer left behind would last, far more than a slow machine needs.
    const { stdout } = await run(process.execPath, [program, situation], { timeout: 20_000 });
    expect(JSON.parse(stdout)).toContain('AbortError');
  });
});

let server: TestServer | undefined;
afterEach(() => server?.close());

describe("a caller's signal", () => {
  it('has one listener of ours for any number of calls, and none after them', async () => {
    server = await serve((_request, response) => setTimeout(() => response.end(OK), 30));
    const client = testClient(server.url);
    const { signal } = new AbortController();
    const calls = Array.from({ length: 15 }, (_, i) =>
      client.famille.identite({ ...PERSONNE, nom: `N${i}` }, { signal }),
    );
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await Promise.all(calls);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('ends every call that it governs, and has no listener left', async () => {
    server = await serve(() => {});
    const client = testClient(server.url);
    const leaving = new AbortController();
    const { signal } = leaving;
    const calls = Array.from({ length: 15 }, (_, i) =>
      client.famille.identite({ ...PERSONNE, nom: `N${i}` }, { signal }),
    );
    setTimeout(() => leaving.abort(new Error('parti')), 20);
    const ends = await Promise.allSettled(calls);
    expect(ends.map((end) => end.status === 'rejected' && end.reason.message)).toEqual(
      calls.map(() => 'parti'),
    );
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('that has already fallen sends nothing', async () => {
    server = await serve((_request, response) => response.end(OK));
    const signal = AbortSignal.abort(new Error('déjà parti'));
    await expect(testClient(server.url).famille.identite(PERSONNE, { signal })).rejects.toThrow('déjà parti');
    expect(server.requests).toBe(0);
  });
});

describe('a `fetch` that ignores its signal', () => {
  const limits = { groupe: [2, 0.01] as const };

  it('gives its place back when its time is over', async () => {
    let deaf = true;
    const fetch = async () => (deaf ? new Promise<never>(() => {}) : new Response(OK));
    const client = testClient('https://essai.invalid', {
      fetch,
      quota: { limits },
      timeout: 200,
      retries: false,
    });
    const calls = ['A', 'B'].map((nom) => client.famille.limitee({ nom }, { timeout: { attempt: 50 } }));
    const ends = await Promise.allSettled(calls);
    expect(ends).toMatchObject(calls.map(() => ({ reason: { name: 'TimeoutError', phase: 'attempt' } })));
    deaf = false;
    expect((await client.famille.limitee({ nom: 'C' }, { timeout: 5_000 })).data.valeur).toBe(650);
  });

  it('has its body let go, however late it comes', async () => {
    let cancelled = 0;
    const body = () =>
      new ReadableStream({ pull: () => new Promise<never>(() => {}), cancel: () => void cancelled++ });
    const late = async () => {
      await new Promise((done) => setTimeout(done, 100));
      return new Response(body());
    };
    for (const fetch of [late, async () => new Response(body())]) {
      const client = testClient('https://essai.invalid', { fetch, timeout: { attempt: 50 }, retries: false });
      await expect(client.famille.identite(PERSONNE)).rejects.toMatchObject({ phase: 'attempt' });
    }
    await vi.waitFor(() => expect(cancelled).toBe(2));
  });
});
