/** A unique surname and a unique token go through every failure; then they are looked for wherever an error can be seen. */
import { inspect } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { errorBody, type Handler, serve, testClient } from '../testing/server.ts';
import { bearer } from './auth/bearer.ts';
import { clientCredentials } from './auth/client-credentials.ts';
import { readEnv } from './environment.ts';
import { toProblem } from './errors/problem.ts';
import type { ClientOptions } from './options.ts';

const NAME = 'Zébulonïte-Çanari';
const TOKEN = 'jeton-tres-secret-7f3a9';
const FORMS = [NAME, NAME.toUpperCase(), 'Zebulonite-Canari', encodeURIComponent(NAME), TOKEN].map((form) =>
  form.toLowerCase(),
);

/** Everything a log, a tracker or a developer's console could show of an error, its causes included. */
function sinks(error: unknown): string[] {
  const seen: string[] = [];
  for (let current = error; current && seen.length < 60; current = (current as Error).cause) {
    const { message, stack } = current as Error;
    seen.push(String(message), String(stack), String(current), JSON.stringify(current) ?? '');
    seen.push(JSON.stringify(toProblem(current)));
    seen.push(inspect(current, { depth: Infinity, showHidden: true }));
    for (const key of Reflect.ownKeys(current))
      seen.push(String((current as Record<PropertyKey, unknown>)[key]));
  }
  return seen;
}

function expectClean(texts: readonly string[]): void {
  for (const text of texts) for (const form of FORMS) expect(text.toLowerCase()).not.toContain(form);
}

const echo = `Le dossier de ${NAME.toUpperCase()} (${encodeURIComponent(NAME)}) demandé avec ${TOKEN}`;
const refusal =
  (status: number, code: string): Handler =>
  (_request, response) =>
    response
      .writeHead(status, { 'X-Request-Id': encodeURIComponent(NAME), 'Retry-After': '0' })
      .end(errorBody(code, { provider: NAME, nom: NAME, retry_in: 0 }, echo));

const FAILURES: Record<string, [Handler, ClientOptions?]> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 410, 418, 422, 429, 451, 500, 502, 503, 504].map((status) => [
      `status ${status}`,
      [refusal(status, '37003'), { timeout: 1000 }],
    ]),
  ),
  'several found': [refusal(409, '37015')],
  locked: [refusal(409, '00015'), { timeout: 300 }],
  maintenance: [refusal(503, '37020')],
  'plain text': [(_request, response) => response.writeHead(410).end(echo)],
  'v2 body': [
    (_request, response) =>
      response.writeHead(404).end(JSON.stringify({ error: echo, reason: echo, message: echo })),
  ],
  'list of texts': [(_request, response) => response.writeHead(404).end(JSON.stringify({ errors: [echo] }))],
  'code that is a name': [refusal(404, NAME)],
  'HTML page': [(_request, response) => response.end(`<html>${echo}`)],
  'truncated JSON': [(_request, response) => response.end(`{"data":{"nom":"${NAME}`)],
  redirection: [
    (request, response) => response.writeHead(302, { location: `https://x.invalid${request.url}` }).end(),
  ],
  'connection cut': [(request) => request.socket.destroy()],
  'attempt timeout': [() => {}, { timeout: { attempt: 50 } }],
  'total timeout': [() => {}, { timeout: 60 }],
};

let close: () => Promise<void>;
afterEach(() => close());

it.each(Object.entries(FAILURES))('%s', async (_, [handler, options]) => {
  const printed: unknown[][] = [];
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
  const spies = methods.map((method) =>
    vi.spyOn(console, method).mockImplementation((...args) => void printed.push(args)),
  );
  const events: unknown[] = [];
  const server = await serve(handler);
  close = server.close;
  const client = testClient(server.url, {
    retries: 1,
    token: TOKEN,
    audit: (event) => events.push(event),
    ...options,
  });
  const errors = await Promise.all([
    client.famille.identite({ nom: NAME, prenoms: [NAME] }).catch((error) => error),
    client
      .withFranceConnect(TOKEN)
      .famille.franceConnect()
      .catch((error) => error),
  ]);
  expect(errors.every((error) => error instanceof Error)).toBe(true);
  expect(events).toHaveLength(2);
  expectClean([
    ...errors.flatMap(sinks),
    ...events.map((event) => inspect(event, { depth: 9 })),
    inspect(printed, { depth: 9 }),
  ]);
  for (const spy of spies) spy.mockRestore();
});

it('a refused address, a bad parameter, a caller who gives up', async () => {
  const server = await serve(() => {});
  close = server.close;
  const client = testClient(server.url, { token: TOKEN, retries: false });
  const signal = AbortSignal.timeout(20);
  const errors = await Promise.all([
    client.famille
      .identite({ nom: NAME, prenoms: [NAME], recipient: NAME, mois: NAME, sexe: NAME })
      .catch((error) => error),
    client.famille.identite({ nom: NAME, prenoms: [NAME] }, { signal }).catch((error) => error),
  ]);
  await server.close();
  const unreachable = await client.famille
    .identite({ nom: NAME, prenoms: [NAME, 'B'] })
    .catch((error) => error);
  expect(unreachable.name).toBe('ConnectionError');
  expectClean([...errors, unreachable].flatMap(sinks));
});

it('the strategies and the client show no secret', async () => {
  close = async () => {};
  const secret = { tokenUrl: 'https://x.invalid', clientId: 'id', clientSecret: TOKEN };
  const holders = [
    bearer(TOKEN),
    clientCredentials(secret),
    testClient('http://127.0.0.1:1', { token: TOKEN }),
  ];
  expectClean(holders.flatMap((holder) => [inspect(holder, { depth: Infinity }), JSON.stringify(holder)]));
  expect(readEnv('API_DE_TEST_TOKEN')).toBeUndefined();
});
