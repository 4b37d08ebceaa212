/** A tax number, a name, tokens and a secret go through every failure; then they are looked for wherever an error can be seen. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, expect, it, vi } from 'vitest';
import { allAvis, avisImposition, createImpotParticulier, type ImpotParticulierOptions } from './index.ts';
import { mockImpotParticulier } from './mocks/index.ts';
import { rawClient } from './raw.ts';

const SPI = '9876543210987';
const NAME = 'Zébulonïte';
const CITIZEN = 'jeton-citoyen-5b1d7';
const SECRET = 'secret-d-application-8c2e4';
const TOKEN = 'jeton-d-application-3f9a6';
const FORMS = [SPI, '98 765 43210 987', NAME, 'zebulonite', CITIZEN, SECRET, btoa(`id:${SECRET}`), TOKEN];

/** Everything a log, a tracker or a developer's console could show of an error. */
function sinks(error: unknown): string[] {
  const { message, stack } = error as Error;
  return [
    message,
    String(stack),
    String(error),
    JSON.stringify(error),
    inspect(error, { depth: Infinity, showHidden: true }),
  ];
}

function expectClean(texts: readonly string[]): void {
  for (const text of texts)
    for (const form of FORMS) expect(text.toLowerCase()).not.toContain(form.toLowerCase());
}

let close = () => {};
afterEach(() => close());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url !== '/token') return listener(request, response);
    response.end(JSON.stringify({ access_token: TOKEN, expires_in: 60 }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/impotparticulier/1.0`;
}

// The server repeats all it was told, and the citizen's name that it alone knows.
const echo =
  (status: number, body: (text: string) => unknown): RequestListener =>
  ({ url, headers }, response) => {
    const text = `${url} ${JSON.stringify(headers)} 98 765 43210 987 ${NAME}`;
    response
      .writeHead(status, { 'x-request-id': encodeURIComponent(NAME) })
      .end(typeof body(text) === 'string' ? body(text) : JSON.stringify(body(text)));
  };

const FAILURES: Record<string, RequestListener> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 410, 429, 500, 502, 503, 509].map((status) => [
      `status ${status}`,
      echo(status, (message) => ({ erreur: { code: '4001', message } })),
    ]),
  ),
  'a code that says who': echo(400, (text) => ({ erreur: { code: text, codeapp: SPI, message: text } })),
  'plain text': echo(500, (text) => text),
  'an HTML page': echo(200, (text) => `<html>${text}`),
  'truncated JSON': echo(200, (text) => `{"nmNaiDec1":"${text}`),
  'a redirection': ({ url }, response) =>
    response.writeHead(302, { location: `http://x.invalid${url}` }).end(),
  'a connection cut': (request) => request.socket.destroy(),
  'no answer': () => {},
};

it.each(Object.entries(FAILURES))('%s', async (_, listener) => {
  const printed: unknown[][] = [];
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const spies = methods.map((method) =>
    vi.spyOn(console, method).mockImplementation((...args) => void printed.push(args)),
  );
  const events: unknown[] = [];
  const options: ImpotParticulierOptions = {
    environment: await serve(listener),
    credentials: {
      clientId: 'id',
      clientSecret: SECRET,
      scopes: ['RessourceIR', 'RessourceIRDerniere2', 'RessourceIRMultiple', 'RessourceLEP'],
    },
    audit: (event) => events.push(event),
    timeout: { attempt: 100, total: 300 },
    retries: 1,
  };
  const impot = createImpotParticulier(options);
  const raw = rawClient(impot);
  const path = { spi: SPI, annrev: 2024 };
  const header = { 'X-Correlation-ID': crypto.randomUUID() };
  const errors = await Promise.all(
    [
      avisImposition(impot, { spi: SPI, annrev: 2024 }),
      allAvis(impot, { spi: SPI, annrev: 2024 }),
      avisImposition(impot.withFranceConnect(CITIZEN)),
      impot.lep.ouverture.spi({ spi: SPI, departement: '75', annrev: 2023, bareme: 2024 }),
      raw
        .GET('/spi/{spi}/situations/ir/assiettes/annrev/{annrev}', { params: { path, header } })
        .then(({ error }) => Promise.reject(new Error(JSON.stringify(error)))),
    ].map((call) =>
      (call as Promise<unknown>).then(
        () => expect.fail('an error was expected'),
        (error) => error,
      ),
    ),
  );
  expect(events).toHaveLength(5);
  // What the client knows is masked one by one; a name that the server alone knows, only when the citizen is not named to us.
  const named = (texts: string[]) => texts.map((text) => text.replaceAll(NAME, ''));
  expectClean([
    ...errors.flatMap((error) => named(sinks(error))),
    inspect(events, { depth: 9 }),
    inspect(printed),
  ]);
  expectClean(sinks(errors[2]));
  for (const spy of spies) spy.mockRestore();
});

it('a number refused here, a client looked at, the calls of a mock', async () => {
  const mock = mockImpotParticulier();
  const options = { environment: 'https://passerelle.example/impotparticulier/1.0', fetch: mock.asFetch };
  const impot = createImpotParticulier({
    ...options,
    credentials: { clientId: 'id', clientSecret: SECRET, scopes: ['RessourceIR'] },
  });
  const refused = await avisImposition(impot, { spi: `${SPI} `, annrev: 2024 }).catch(
    (error: unknown) => error,
  );
  await impot.ir.situation.spi({ spi: SPI, annrev: 2024 }).catch(() => {});
  expect(mock.calls.length).toBeGreaterThan(0);
  const seen = [impot, impot.withFranceConnect(CITIZEN), mock.calls].map((one) =>
    inspect(one, { depth: Infinity, showHidden: true }),
  );
  expectClean([...sinks(refused), ...seen]);
});
