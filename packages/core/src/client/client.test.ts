import { afterEach, describe, expect, it } from 'vitest';
import {
  errorBody,
  type Handler,
  limited,
  OK,
  PERSONNE,
  serve,
  type TestServer,
  testClient,
} from '../testing/server.ts';
import { withContext } from './create-client.ts';
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  GoneError,
  LegallyUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  SeveralFoundError,
} from './errors/api.ts';
import {
  ConfigurationError,
  InvalidParameterError,
  InvalidResponseError,
  TimeoutError,
} from './errors/local.ts';
import { memoryQuotaStore } from './quota/memory.ts';
import type { QuotaStore } from './quota/store.ts';

/** The whole load is for `npm run test:long`. */
const CALLS_AT_ONCE = process.env.MODE === 'long' ? 10_000 : 2_000;

let server: TestServer;
const start = async (handler: Handler, options = {}) => {
  server = await serve(handler);
  return testClient(server.url, options);
};
afterEach(() => server?.close());

const failure = (promise: Promise<unknown>): Promise<ApiError> =>
  promise.then(
    () => expect.fail('une erreur était attendue'),
    (error) => error,
  );

describe('a successful call', () => {
  it('sends the parameters as the API reads them and gives data, quota, cache and request id', async () => {
    let seen = '';
    const client = await start((request, response) => {
      seen = `${request.headers.authorization} ${decodeURIComponent(request.url ?? '')}`;
      response
        .setHeader('RateLimit-Limit', 20)
        .setHeader('RateLimit-Remaining', 19)
        .setHeader('RateLimit-Reset', 1_800_000_000);
      response
        .setHeader('X-Response-Cached', 'true')
        .setHeader('X-Cache-Expires-in', '12')
        .setHeader('X-Request-Id', '6f3c8d9a-1b2c-4d5e-8f90-a1b2c3d4e5f6');
      response.end(OK);
    });
    const answer = await client.famille.identite({
      nom: 'ROUX',
      prenoms: ['JEANNE', 'ÉLISE'],
      mois: 6,
      sexe: 'F',
    });
    expect(seen).toBe(
      'Bearer jeton-de-test /v3/famille/identite?recipient=13002526500013&nom=ROUX&prenoms[]=JEANNE&prenoms[]=ÉLISE&mois=6&sexe=F',
    );
    expect(answer).toMatchObject({
      data: { valeur: 650 },
      rateLimit: { limit: 20, remaining: 19, resetAt: new Date(1_800_000_000_000) },
      cached: true,
      cacheExpiresIn: 12,
      requestId: '6f3c8d9a-1b2c-4d5e-8f90-a1b2c3d4e5f6',
    });
    expect(answer.response.status).toBe(200);
    expect(answer.response.url).toBe('');
  });

  it('needs no token on a public route and takes an empty body there', async () => {
    const client = await start((request, response) => response.end(request.headers.authorization ?? ''), {
      token: undefined,
    });
    expect((await client.api.ping()).data).toBeUndefined();
  });

  it('keeps the slashes of a path that takes them, and nothing that would climb out of it', async () => {
    const client = await start((request, response) => response.end(JSON.stringify({ url: request.url })));
    const { data } = await client.api.probe({ provider: 'insee/sirène' });
    expect(data).toEqual({ url: '/api/insee/sir%C3%A8ne/ping' });
    for (const provider of ['..', '../admin', 'insee/..', 'insee//sirene', '/insee', 'insee/.'])
      await expect(client.api.probe({ provider })).rejects.toBeInstanceOf(InvalidParameterError);
    expect(server.requests).toBe(1);
  });

  it('takes another context with the same quotas', async () => {
    const client = await start((request, response) => response.end(JSON.stringify({ data: request.url })));
    const other = withContext(client, { recipient: '21750001600019' });
    expect((await other.famille.identite(PERSONNE)).data).toContain('recipient=21750001600019');
  });
});

describe('bad input fails before anything is sent', () => {
  it.each([
    [
      'a SIRET wrong by one digit',
      { ...PERSONNE, recipient: '13002526500014' },
      'recipient (clé de contrôle fausse',
      '13002526500014',
    ],
    ['an empty list', { nom: 'ROUX', prenoms: [] }, 'prenoms (liste vide)', 'ROUX'],
    ['a missing parameter', { prenoms: ['JEANNE'] }, 'nom (manquant)', 'JEANNE'],
    ['a month that does not exist', { ...PERSONNE, mois: 13 }, 'mois (entre 1 et 12)', '13)'],
    ['a value out of the list', { ...PERSONNE, sexe: 'X9' }, 'sexe (M, F attendu)', 'X9'],
    ['a parameter that does not exist', { ...PERSONNE, prenom: 'JEANNE' }, 'prenom (inconnu', 'JEANNE'],
  ])('%s', async (_, params, expected, value) => {
    const client = await start((_request, response) => response.end(OK));
    const error = await failure(client.famille.identite(params));
    expect(error).toBeInstanceOf(InvalidParameterError);
    expect(error.message).toContain(expected);
    expect(error.message).not.toContain(value);
    expect(server.requests).toBe(0);
  });

  it('a missing recipient', async () => {
    const client = await start((_request, response) => response.end(OK), { recipient: undefined });
    await expect(client.famille.identite(PERSONNE)).rejects.toThrow('recipient (manquant)');
    expect(server.requests).toBe(0);
  });

  it('an absent token, naming the environment variable', async () => {
    const client = await start((_request, response) => response.end(OK), { token: undefined });
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('API_DE_TEST_TOKEN');
    expect(server.requests).toBe(0);
  });

  it('plain HTTP to another machine', () => {
    expect(() => testClient('http://particulier.example')).toThrow(ConfigurationError);
  });
});

describe('each refusal has its class', () => {
  it.each([
    [401, '00101', AuthenticationError, 'never'],
    [403, '00100', PermissionError, 'never'],
    [404, '37003', NotFoundError, 'never'],
    [409, '37015', SeveralFoundError, 'never'],
    [410, '', GoneError, 'never'],
    [451, '01005', LegallyUnavailableError, 'never'],
    [502, '37006', ProviderDownError, 'never'],
    [502, '04501', ProviderDownError, 'never'],
    [503, '37020', ProviderMaintenanceError, 'later'],
    [504, '37002', ProviderDownError, 'now'],
    [418, '99999', ApiError, 'never'],
    [500, '00500', ApiError, 'never'],
  ])('%i %s', async (status, code, Class, retry) => {
    const client = await start(
      (_request, response) => response.writeHead(status).end(errorBody(code, { inconnu: 1 })),
      { retries: false },
    );
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toBeInstanceOf(Class);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ httpStatus: status, retry, operation: 'famille.identite' });
    expect(error.userMessage).toMatch(/\.$/);
  });

  it.each([
    ['a list of texts', '{"errors":["texte"]}', 1],
    ['the v2 form', '{"error":"not_found","reason":"x","message":"y"}', 1],
    ['half nonsense', '{"errors":[null,{"code":12,"meta":"x"},{"code":"37003"}]}', 3],
  ])('reads %s', async (_, body, count) => {
    const client = await start((_request, response) => response.writeHead(404).end(body));
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.server).toHaveLength(count);
  });

  it('throws for a retired operation without sending anything', async () => {
    const client = await start((_request, response) => response.end(OK));
    await expect(client.v2.retiree()).rejects.toBeInstanceOf(GoneError);
    expect(server.requests).toBe(0);
  });
});

describe('an unreadable answer', () => {
  it.each([
    ['HTML with status 200', '<!doctype html><p>Bonjour', 'page HTML'],
    ['truncated JSON', OK.slice(0, 12), 'JSON incomplet'],
    ['an empty body', '', 'corps vide'],
    ['another JSON', '[1]', "l'enveloppe attendue"],
  ])('%s', async (_, body, reason) => {
    const client = await start((_request, response) => response.end(body));
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error.message).toContain(reason);
  });

  it('a redirection is refused: the token goes nowhere else', async () => {
    const client = await start((_request, response) =>
      response.writeHead(302, { location: 'https://autre.invalid' }).end(),
    );
    await expect(client.famille.identite(PERSONNE)).rejects.toBeInstanceOf(InvalidResponseError);
    expect(server.requests).toBe(1);
  });
});

describe('retries', () => {
  it('tries again what passes by itself', async () => {
    const client = await start((_request, response, count) =>
      count < 3 ? response.writeHead(504).end(errorBody('37002')) : response.end(OK),
    );
    expect((await client.famille.identite(PERSONNE)).data.valeur).toBe(650);
    expect(server.requests).toBe(3);
  });

  it('tries again after a cut connection', async () => {
    const client = await start((request, response, count) =>
      count === 1 ? request.socket.destroy() : response.end(OK),
    );
    await client.famille.identite(PERSONNE);
    expect(server.requests).toBe(2);
  });

  it('waits for the lock of an identical call (409, 00015), within the deadline', async () => {
    const client = await start((_request, response, count) =>
      count < 3 ? response.writeHead(409).end(errorBody('00015')) : response.end(OK),
    );
    await client.famille.identite(PERSONNE);
    expect(server.requests).toBe(3);
  });

  it('gives up on a lock when the deadline is near', async () => {
    const client = await start((_request, response) => response.writeHead(409).end(errorBody('00015')), {
      timeout: 300,
    });
    await expect(client.famille.identite(PERSONNE)).rejects.toBeInstanceOf(ConflictError);
  });

  it('throws a retry_in of two days at once, for the caller to plan', async () => {
    const client = await start((_request, response) =>
      response.writeHead(502).end(errorBody('04000', { retry_in: 172_800 })),
    );
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toMatchObject({ retry: 'later', retryAfter: 172_800 });
    expect(server.requests).toBe(1);
  });

  it('spends a budget: an outage is not multiplied', async () => {
    const client = await start((_request, response) => response.writeHead(502).end(errorBody('37001')), {
      retries: 2,
    });
    await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) => client.famille.identite({ nom: `N${i}`, prenoms: ['A'] })),
    );
    expect(server.requests).toBeLessThanOrEqual(30 + 10);
  });
});

describe('timeouts and cancellation', () => {
  it('covers the body', async () => {
    const client = await start((_request, response) => response.write(OK.slice(0, 5)), {
      timeout: { attempt: 100 },
      retries: false,
    });
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ phase: 'attempt' });
  });

  it('covers the whole call, retries included', async () => {
    const client = await start(() => {}, { timeout: { attempt: 80, total: 200 }, retries: 50 });
    const error = await failure(client.famille.identite(PERSONNE));
    expect(error).toBeInstanceOf(TimeoutError);
  });

  it("rejects with the caller's own reason", async () => {
    const client = await start(() => {});
    const controller = new AbortController();
    const reason = new Error('plus besoin');
    setTimeout(() => controller.abort(reason), 30);
    await expect(client.famille.identite(PERSONNE, { signal: controller.signal })).rejects.toBe(reason);
  });

  it('says when nobody listens', async () => {
    const client = await start((_request, response) => response.end(OK), { retries: false });
    await server.close();
    await expect(client.famille.identite(PERSONNE)).rejects.toMatchObject({ name: 'ConnectionError' });
  });
});

describe('FranceConnect', () => {
  it('only has the FranceConnect methods, and never sends an expired token', async () => {
    const client = await start((_request, response) => response.end(OK));
    expect(Object.keys(client.withFranceConnect('jeton').famille)).toEqual(['franceConnect']);
    expect(Object.keys(client.famille)).not.toContain('franceConnect');
    const late = client.withFranceConnect({ accessToken: 'jeton', expiresAt: Date.now() - 1 });
    const error = await failure(late.famille.franceConnect());
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ retry: 'never', sent: false, httpStatus: 401 });
    expect(error).not.toHaveProperty('status');
    expect(server.requests).toBe(0);
  });
});

describe('quota', () => {
  it(`${CALLS_AT_ONCE} calls at once under 20 a period: none refused, none lost`, {
    timeout: 180_000,
  }, async () => {
    const handler = limited(20, 25);
    const client = await start(handler, { timeout: { total: 170_000 } });
    const calls = Array.from({ length: CALLS_AT_ONCE }, (_, i) => client.famille.limitee({ nom: `NOM${i}` }));
    const answers = await Promise.all(calls);
    expect(answers).toHaveLength(CALLS_AT_ONCE);
    expect(handler.refused).toBe(0);
    expect(server.requests).toBe(CALLS_AT_ONCE);
  });

  it('after a 429, stays away for Retry-After then goes on', async () => {
    let refusedAt = 0;
    let nextAt = 0;
    const client = await start((_request, response, count) => {
      if (count === 1) {
        refusedAt = performance.now();
        response.writeHead(429, { 'Retry-After': '1' }).end(errorBody('00429'));
      } else {
        nextAt ||= performance.now();
        response.end(OK);
      }
    });
    await Promise.all([client.famille.limitee({ nom: 'A1' }), client.famille.limitee({ nom: 'A2' })]);
    expect(nextAt - refusedAt).toBeGreaterThan(0);
    expect((await client.famille.limitee({ nom: 'A3' })).data.valeur).toBe(650);
  });

  it('gives back the place that a call abandoned meanwhile had just been given', async () => {
    const memory = memoryQuotaStore();
    const leaving = new AbortController();
    let taken = 0;
    const store: QuotaStore = {
      async take(bucket) {
        const wait = await memory.take(bucket);
        if (wait === 0 && ++taken === 2) leaving.abort();
        await new Promise(setImmediate);
        return wait;
      },
      release: memory.release,
    };
    const quota = { store, limits: { groupe: [1, 0.01] as const } };
    const client = await start((_request, response) => response.end(OK), { quota, timeout: 2_000 });
    const first = client.famille.limitee({ nom: 'A1' });
    const left = client.famille.limitee({ nom: 'A2' }, { signal: leaving.signal });
    await Promise.all([first, expect(left).rejects.toMatchObject({ name: 'AbortError' })]);
    expect((await client.famille.limitee({ nom: 'A3' })).data.valeur).toBe(650);
  });

  it("hands a store's failure to every call that waits for a place, and serves those that follow", async () => {
    const memory = memoryQuotaStore();
    let down = false;
    const store: QuotaStore = {
      take: async (bucket) =>
        down ? Promise.reject(new Error('compteur injoignable')) : memory.take(bucket),
      release: memory.release,
    };
    const quota = { store, limits: { groupe: [1, 0.01] as const } };
    const client = await start((_request, response) => setTimeout(() => response.end(OK), 20), { quota });
    const first = client.famille.limitee({ nom: 'A1' });
    const waiting = ['A2', 'A3'].map((nom) =>
      expect(client.famille.limitee({ nom })).rejects.toThrow('compteur injoignable'),
    );
    await new Promise((done) => setTimeout(done, 5));
    down = true;
    await Promise.all([first, ...waiting]);
    down = false;
    expect((await client.famille.limitee({ nom: 'A4' })).data.valeur).toBe(650);
  });

  it('asks a store no more than once for a wait that no timer can hold', async () => {
    const monthMs = 31 * 86_400_000;
    let asked = 0;
    const pace = { limit: 1, periodMs: 1 };
    const store: QuotaStore = { take: () => ({ ...pace, ms: asked++ < 2 ? 5 : monthMs }), release() {} };
    const client = await start((_request, response) => response.end(OK), { quota: { store }, timeout: 200 });
    await expect(client.famille.limitee({ nom: 'A1' })).rejects.toMatchObject({
      name: 'QuotaError',
      sent: false,
      retryAfter: monthMs / 1000,
    });
    expect(asked).toBe(3);
  });

  it('keeps an answer that a store could not be told of', async () => {
    const memory = memoryQuotaStore();
    const store: QuotaStore = {
      take: memory.take,
      release: () => Promise.reject(new Error('compteur injoignable')),
    };
    const client = await start((_request, response) => response.end(OK), { quota: { store } });
    expect((await client.famille.limitee({ nom: 'A1' })).data.valeur).toBe(650);
  });

  it('never waits for a store to be told', async () => {
    const memory = memoryQuotaStore();
    const store: QuotaStore = { take: memory.take, release: () => new Promise(() => {}) };
    const client = await start((_request, response) => response.end(OK), { quota: { store } });
    expect((await client.famille.limitee({ nom: 'A1' })).data.valeur).toBe(650);
  });

  it('is served again by a store that was silent, whatever it never answered', async () => {
    const memory = memoryQuotaStore();
    let silent = false;
    const store: QuotaStore = {
      take: async (turn) => (silent ? new Promise(() => {}) : memory.take(turn)),
      release: memory.release,
    };
    const quota = { store, limits: { groupe: [2, 0.1] as const } };
    const client = await start((_request, response) => response.end(OK), { quota, timeout: 1_000 });
    const calls = ['A1', 'A2', 'A3', 'A4'].map((nom) => client.famille.limitee({ nom }));
    await new Promise((done) => setTimeout(done, 50));
    silent = true;
    await Promise.allSettled(calls);
    silent = false;
    const ends = await Promise.all(['B1', 'B2', 'B3'].map((nom) => client.famille.limitee({ nom })));
    expect(ends).toHaveLength(3);
  });

  it('throws at once when the wait is longer than the caller allows', async () => {
    const client = await start((_request, response) =>
      response.writeHead(429, { 'Retry-After': '600' }).end(errorBody('00429')),
    );
    const error = await failure(client.famille.limitee({ nom: 'A1' }));
    expect(error).toBeInstanceOf(QuotaError);
    expect(error.retry).toBe('later');
    await expect(client.famille.limitee({ nom: 'A2' })).rejects.toMatchObject({ sent: false });
    expect(server.requests).toBe(1);
  });

  it('stops by itself after being refused five times in a row', async () => {
    const client = await start(
      (_request, response) => response.writeHead(429, { 'Retry-After': '0' }).end(errorBody('00429')),
      { timeout: 5_000 },
    );
    for (let i = 0; i < 8; i++) await failure(client.famille.limitee({ nom: `N${i}` }));
    expect(server.requests).toBeLessThanOrEqual(5);
  });
});

describe('audit', () => {
  it('tells who asked what and how it ended, and a broken listener breaks nothing', async () => {
    const events: unknown[] = [];
    const client = await start((_request, response) => response.end(OK), {
      audit: (event: unknown) => {
        events.push(event);
        throw new Error('cassé');
      },
    });
    await client.famille.identite(PERSONNE);
    expect(events).toMatchObject([
      {
        operation: 'famille.identite',
        path: '/v3/famille/identite',
        recipient: '13002526500013',
        outcome: 'ok',
        httpStatus: 200,
        attempts: 1,
      },
    ]);
  });
});
