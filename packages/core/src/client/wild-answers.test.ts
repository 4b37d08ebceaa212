/** Whatever a server writes, a caller gets an answer or one of our errors, never what an engine throws. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OK, PERSONNE, testClient } from '../testing/server.ts';
import { ApigouvError } from './errors/base.ts';
import type { ClientOptions } from './options.ts';

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    { toString: 1 },
    { valueOf: {}, toString: null },
    { toJSON: 1 },
    { length: -1 },
    1e300,
    -1,
    [[]],
  ),
);
const some = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T, never>(fields, { requiredKeys: [] });
const meta = fc.oneof(odd, some({ retry_in: odd, provider: odd }));
const item = fc.oneof(
  odd,
  some({ code: odd, codeapp: odd, title: odd, detail: odd, message: odd, source: odd, meta }),
);
const body = fc.oneof(
  odd,
  some({
    errors: fc.oneof(odd, fc.array(item)),
    erreur: item,
    error: odd,
    reason: odd,
    message: odd,
    data: odd,
    links: odd,
    meta,
  }),
);
const header = fc.constantFrom(
  '9e12',
  '-1',
  '1e300',
  'NaN',
  '0',
  'x',
  '-Infinity',
  'Thu, 01 Jan 2099 00:00:00 GMT',
);
const headers = some({
  'retry-after': header,
  date: header,
  'ratelimit-limit': header,
  'ratelimit-remaining': header,
  'ratelimit-reset': header,
  'x-cache-expires-in': header,
  'x-request-id': header,
});
const status = fc.constantFrom(
  200,
  206,
  302,
  400,
  401,
  403,
  404,
  409,
  410,
  418,
  422,
  429,
  451,
  500,
  502,
  503,
  504,
);

it('any body, status and headers', async () => {
  await fc.assert(
    fc.asyncProperty(body, status, headers, async (written, code, told) => {
      const fetch = async () => new Response(JSON.stringify(written), { status: code, headers: told });
      const client = testClient('https://essai.invalid', { fetch, retries: false, audit() {} });
      for (const call of [() => client.famille.identite(PERSONNE), () => client.api.ping()]) {
        const end = await call().catch((error: unknown) => error);
        if (end instanceof Error) expect(end).toBeInstanceOf(ApigouvError);
        expect(() => JSON.stringify(end)).not.toThrow();
      }
    }),
    { numRuns: 500 },
  );
}, 60_000);

const MIB = 1024 * 1024;
const spaces = new TextEncoder().encode(' '.repeat(MIB));

/** A body of so many times a mebibyte, made as it is read; and how much was read. */
function long(mebibytes: number) {
  const seen = { read: 0, cancelled: 0 };
  const body = () =>
    new ReadableStream({
      pull(controller) {
        if (seen.read < mebibytes) controller.enqueue(spaces);
        else if (seen.read === mebibytes) controller.enqueue(new TextEncoder().encode(OK));
        else controller.close();
        seen.read++;
      },
      cancel: () => void seen.cancelled++,
    });
  return { seen, body };
}

it.each([
  ['an answer', 200],
  ['a refusal', 502],
])('%s that goes on and on is not read to its end, nor asked for again', async (_, status) => {
  const { seen, body } = long(1000);
  const fetch = async () => new Response(body(), { status });
  const error = await testClient('https://essai.invalid', { fetch })
    .famille.identite(PERSONNE)
    .catch((e) => e);
  expect(error).toMatchObject({ name: 'InvalidResponseError', httpStatus: status });
  expect(error.message).toContain('maxBytes');
  expect(seen.read).toBeLessThan(20);
  expect(seen.cancelled).toBe(1);
});

it.each<[string, number, ClientOptions, boolean]>([
  ['sixteen mebibytes at most when nothing is said', 15, {}, true],
  ['no more than sixteen', 16, {}, false],
  ['more when it is said', 16, { maxBytes: 17 * MIB }, true],
  ['less when it is said', 1, { maxBytes: MIB }, false],
])('a body may hold %s', async (_, mebibytes, options, fits) => {
  const fetch = async () => new Response(long(mebibytes).body());
  const end = await testClient('https://essai.invalid', { fetch, ...options })
    .famille.identite(PERSONNE)
    .then(
      ({ data }) => data.valeur,
      (error) => error.name,
    );
  expect(end).toBe(fits ? 650 : 'InvalidResponseError');
});

it('a body is counted inflated, and read though its letters come apart', async () => {
  const text = JSON.stringify({ data: { valeur: 'é'.repeat(50) } });
  const bytes = new TextEncoder().encode(text);
  const body = () =>
    new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
  const ask = (maxBytes: number) =>
    testClient('https://essai.invalid', {
      fetch: async () => new Response(body()),
      maxBytes,
    }).famille.identite(PERSONNE);
  expect((await ask(bytes.length)).data.valeur).toBe('é'.repeat(50));
  await expect(ask(bytes.length - 1)).rejects.toMatchObject({ name: 'InvalidResponseError' });
});

it('a `fetch` whose bodies are not streams of the Web serves all the same', async () => {
  const foreign = { status: 200, headers: new Headers(), body: {}, text: async () => OK };
  const fetch = async () => foreign as unknown as Response;
  const ask = (options: ClientOptions) =>
    testClient('https://essai.invalid', { fetch, ...options }).famille.identite(PERSONNE);
  expect((await ask({})).data.valeur).toBe(650);
  expect((await ask({ maxBytes: OK.length })).data.valeur).toBe(650);
  await expect(ask({ maxBytes: 10 })).rejects.toMatchObject({ name: 'InvalidResponseError' });
});
