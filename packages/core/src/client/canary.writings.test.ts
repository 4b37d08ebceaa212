/** A server repeats a person's name in every writing that it can take: no sink shows one, and `error.server` masks it. */
import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import pino from 'pino';
import { expect, it } from 'vitest';
import winston from 'winston';
import { testClient } from '../testing/server.ts';
import type { ApiError } from './errors/api.ts';

const latin1Percent = (text: string): string =>
  [...text].map((sign) => (sign.charCodeAt(0) > 127 ? `%${sign.charCodeAt(0).toString(16)}` : sign)).join('');
const entities = (text: string, base: 10 | 16): string =>
  text.replace(/[^\x20-\x7e]/g, (sign) => `&#${base === 16 ? 'x' : ''}${sign.charCodeAt(0).toString(base)};`);
const escapes = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
const mojibake = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const encode = encodeURIComponent;

/** Each value of a call, with ways to write it back. */
const WRITINGS: [value: string, writings: string[]][] = [
  [
    'Zébulonïte',
    [
      'Zébulonïte',
      'ZÉBULONÏTE',
      'zebulonite',
      'ZEBULONITE',
      'Zébulonïte'.normalize('NFD'),
      encode('Zébulonïte'),
      encode(encode('Zébulonïte')),
      latin1Percent('Zébulonïte'),
      entities('Zébulonïte', 10),
      entities('Zébulonïte', 16),
      'Z&eacute;bulon&iuml;te',
      escapes('Zébulonïte'),
      mojibake('Zébulonïte'),
      'Zé\u200bbul\u00adonïte',
      'Z É B U L O N Ï T E',
      'Z.É.B.U.L.O.N.Ï.T.E',
      'Zébulonïte'.split('').join('_'),
    ],
  ],
  ['CŒUR', ['COEUR', 'cœur', 'C&OElig;UR', encode('CŒUR'), mojibake('CŒUR')]],
  ['LEBŒUF', ['LEBOEUF', 'LebŒuf']],
  ['GROẞMANN', ['GROSSMANN', 'großmann']],
  ['Sørensen', ['SORENSEN', 'S&oslash;rensen']],
  ['DUPONTEL-MARTINEZ', ['DUPONTEL', 'Mme Martinez', 'DUPONTEL MARTINEZ']],
  ['ST.GERMAIN', ['ST GERMAIN', 'STGERMAIN']],
  ['12345678900011', ['123456789', '123 456 789 00011']],
];

const TOKEN = 'jeton-9f8e7d6c5b4a-fin';

async function refusalWith(value: string, text: string): Promise<ApiError> {
  const body = {
    errors: [
      {
        code: '35003',
        title: `Rien pour ${text}`,
        detail: text,
        source: { parameter: text },
        meta: { provider: text, provider_errors: [{ message: text, nested: { again: text } }] },
      },
    ],
  };
  const client = testClient('http://127.0.0.1:9', {
    token: TOKEN,
    retries: false,
    audit: (event) => audited.push(event),
    fetch: async () =>
      new Response(JSON.stringify(body), { status: 404, headers: { 'x-request-id': '1850375056000' } }),
  });
  return client.famille.identite({ nom: value, prenoms: ['A'] }).catch((error) => error);
}

const audited: unknown[] = [];
const lines: string[] = [];
const sink = (): Writable =>
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
const pinoLogger = pino({ level: 'trace' }, sink());
const winstonLogger = winston.createLogger({
  format: winston.format.combine(winston.format.errors({ stack: true, cause: true }), winston.format.json()),
  transports: [new winston.transports.Stream({ stream: sink() })],
});

/** All that a program, a logger or a tracker may show of an error. */
function shownBy(error: ApiError): string[] {
  lines.length = 0;
  pinoLogger.error(error);
  pinoLogger.error({ err: error, error });
  winstonLogger.error(error);
  winstonLogger.error('refus', { error });
  return [
    error.message,
    String(error.stack),
    String(error),
    JSON.stringify(error),
    inspect(error, { showHidden: true, getters: true, depth: Infinity }),
    inspect(structuredClone(error), { showHidden: true, depth: Infinity }),
    inspect({ ...error }),
    inspect(audited, { depth: Infinity }),
    ...lines,
  ];
}

const WRITTEN = WRITINGS.flatMap(([value, writings]) => writings.map((text) => [value, text] as const));

it('thirty writings are tried', () => {
  expect(WRITTEN.length).toBeGreaterThanOrEqual(30);
});

it.each(WRITTEN)('%s, written back %j', async (value, text) => {
  const error = await refusalWith(value, text);
  const shown = shownBy(error);
  expect(lines.length).toBe(4);
  for (const sight of shown) {
    expect(sight).not.toContain(text);
    expect(sight).not.toContain('1850375056000');
    expect(sight).not.toContain(TOKEN);
  }
  // Asked for, the server's words are there, less the person's.
  expect(JSON.stringify(error.server)).not.toContain(JSON.stringify(text).slice(1, -1));
  expect(error.server[0]).toMatchObject({ code: '35003', title: '[masqué]' });
});

it('what says nothing of the call is left to whoever asks', async () => {
  const error = await refusalWith('DURANT', 'Le fournisseur est en panne');
  expect(error.server[0]).toMatchObject({
    title: 'Rien pour Le fournisseur est en panne',
    meta: { provider_errors: [{ nested: { again: 'Le fournisseur est en panne' } }] },
  });
});

it('a value in the place of a code is no code', async () => {
  const client = testClient('http://127.0.0.1:9', {
    retries: false,
    fetch: async () => new Response('{"errors":[{"code":"08480","title":"x"}]}', { status: 422 }),
  });
  const error = await client.famille.identite({ nom: '08480', prenoms: ['A'] }).catch((refusal) => refusal);
  expect(error).toMatchObject({ name: 'InvalidRequestError', code: undefined, codes: [] });
  expect(shownBy(error).join()).not.toContain('08480');
});

it('a value in the place of a key, or of the name of a failure, is not repeated', async () => {
  const fetch = async (): Promise<Response> => {
    throw Object.assign(new Error('x'), { name: 'Échec de ZEBULON', code: 'E ZEBULON' });
  };
  const client = testClient('http://127.0.0.1:9', { retries: false, fetch });
  const wrong = { nom: 'ZEBULON', prenoms: ['A'], ZEBULON: 1 };
  const errors = [wrong, { nom: 'ZEBULON', prenoms: ['A'] }].map((values) =>
    client.famille.identite(values).catch((refusal) => refusal),
  );
  for (const error of await Promise.all(errors)) expect(shownBy(error).join()).not.toContain('ZEBULON');
});

it('the codes of a citizen’s refusal are kept, though all the words go', async () => {
  const body = JSON.stringify({ errors: [{ code: '35003', title: 'Rien' }] });
  const client = testClient('http://127.0.0.1:9', { fetch: async () => new Response(body, { status: 404 }) });
  const error = await client
    .withFranceConnect('jeton')
    .famille.franceConnect()
    .catch((refusal) => refusal);
  expect(error.server).toEqual([{ code: '35003', title: '[masqué]', detail: '', parameter: '', meta: {} }]);
});

it('a token is known by its beginning', async () => {
  const error = await refusalWith('DURANT', `reçu : ${TOKEN.slice(0, 12)}…`);
  expect(error.server[0]?.detail).toBe('[masqué]');
});

it('an error that nobody catches shows no more', async () => {
  const error = await refusalWith('Zébulonïte', 'ZEBULONITE');
  const emitter = new EventEmitter();
  const heard = once(emitter, 'unhandled');
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.once('unhandledRejection', (reason) => void emitter.emit('unhandled', inspect(reason)));
  void Promise.reject(error);
  const [shown] = await heard;
  for (const listener of listeners) process.on('unhandledRejection', listener);
  expect(shown).toContain('35003');
  expect(shown).not.toMatch(/zebulonite/i);
});
