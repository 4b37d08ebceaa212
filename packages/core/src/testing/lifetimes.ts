/** Run by `client/lifetimes.test.ts`, alone in its process: a caller who leaves, in the situation asked for. Nothing must keep the process alive. */
import { clientCredentials } from '../client/auth/client-credentials.ts';
import type { ClientOptions } from '../client/options.ts';
import { errorBody, OK, PERSONNE, testClient } from './server.ts';

const never = () => new Promise<never>(() => {});
const refuse = (status: number, code: string, headers = {}) =>
  new Response(errorBody(code), { status, headers });
/** Holds the process for as long as it is not given up. */
const deaf: typeof fetch = (_url, init) =>
  new Promise((_, reject) => {
    const timer = setTimeout(() => {}, 60_000);
    init?.signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(init.signal?.reason);
    });
  });
const passes = async (): Promise<Response> => new Response(OK);

/** What the server does, what the client is told beside; each would keep a process for half a minute at least. */
const SITUATIONS: Record<string, ClientOptions> = {
  'a server that never answers': { fetch: deaf },
  'a body that never ends': { fetch: async () => new Response(new ReadableStream({ pull: never })) },
  'a token that never comes': { token: never, fetch: passes },
  'a token endpoint that never answers': {
    token: clientCredentials({
      tokenUrl: 'https://jetons.invalid',
      clientId: 'a',
      clientSecret: 'b',
      fetch: deaf,
    }),
    fetch: passes,
  },
  'a lock': { fetch: async () => refuse(409, '00015'), retries: 9 },
  'a provider that asks to wait': {
    fetch: async () => new Response(errorBody('04000', { retry_in: 30 }), { status: 502 }),
  },
  'a refusal for the quota': { fetch: async () => refuse(429, '00429', { 'retry-after': '300' }) },
  'a queue for the quota': { fetch: passes, quota: { limits: { groupe: [1, 300] } } },
};

const [, , name = ''] = process.argv;
const client = testClient('https://essai.invalid', {
  timeout: { attempt: 400_000, total: 500_000 },
  ...SITUATIONS[name],
});
const leaving = new AbortController();
const { signal } = leaving;
const calls = [
  client.famille.identite(PERSONNE, { signal }),
  ...['A', 'B', 'C'].map((nom) => client.famille.limitee({ nom }, { signal })),
];
setTimeout(() => leaving.abort(), 200);
const ends = await Promise.allSettled(calls);
console.log(JSON.stringify(ends.map((end) => (end.status === 'rejected' ? end.reason.name : 'ok'))));
