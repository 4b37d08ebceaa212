import {
  type Mock,
  type MockAnswer,
  type MockRequest,
  type MockTable,
  mintToken,
  type Scenario,
} from '@apigouv/core/mocks';
import { ELSEWHERE, isOwnPage } from '../callers.ts';
import { SandboxError } from '../errors.ts';
import PAGE from '../page/index.html';
import { parseScenarios, readScenario, SCENARIOS } from '../scenarios.ts';
import { listOperations } from './listing.ts';

const PREFIX = '/_sandbox';

/** The sandbox's own routes: its page, its scenarios, its tokens, its log. Nothing for any other address. */
export function handleAdmin(
  mock: Mock,
  tables: ReadonlyMap<string, MockTable>,
  request: MockRequest,
): MockAnswer | undefined {
  const { method, url, headers, body = '' } = request;
  const { pathname, origin } = url;
  if (pathname === '/' && method === 'GET') return page();
  if (!pathname.startsWith(`${PREFIX}/`) && pathname !== PREFIX) return undefined;
  if (!isOwnPage(request)) return json(403, { error: ELSEWHERE });
  // What a page of another site may send without its browser asking first.
  if (method === 'POST' && !/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? ''))
    return json(415, { error: "L'en-tête « Content-Type: application/json » est attendu." });
  try {
    if (pathname === `${PREFIX}/operations` && method === 'GET')
      return json(200, listOperations(tables, origin));
    return route(mock, `${method} ${pathname.slice(PREFIX.length) || '/'}`, body);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return json(400, { error: error.message });
  }
}

function route(mock: Mock, what: string, body: string): MockAnswer {
  switch (what) {
    case 'GET /scenarios':
      return json(200, { scenarios: mock.scenarios, names: SCENARIOS });
    case 'POST /scenarios':
      mock.use(...scenariosOf(readBody(body)));
      return json(201, { scenarios: mock.scenarios });
    case 'DELETE /scenarios':
      mock.clearScenarios();
      return NOTHING;
    case 'POST /tokens':
      return json(201, { token: tokenOf(readBody(body)) });
    case 'GET /log':
      return json(200, mock.calls);
    case 'DELETE /':
      mock.reset();
      return NOTHING;
    default:
      return json(404, { error: `Route d'administration inconnue : ${what}.` });
  }
}

const NOTHING: MockAnswer = { status: 204, headers: {}, text: '' };

export const json = (status: number, body: unknown): MockAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

function readBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return { ...body };
  } catch {
    // Falls through to the same refusal.
  }
  throw new SandboxError('Un corps JSON est attendu.');
}

function scenariosOf({ scenario }: Record<string, unknown>): Scenario[] {
  const isObject = typeof scenario === 'object' && scenario !== null;
  const read = isObject
    ? [readScenario(scenario)]
    : typeof scenario === 'string'
      ? parseScenarios(scenario)
      : [];
  if (read.length > 0) return read;
  throw new SandboxError(
    '« scenario » : un texte (outage:times=2) ou un objet ({ "type": "outage" }) est attendu.',
  );
}

const DAY = 86_400;

function tokenOf({ scopes = [], expired = false }: Record<string, unknown>): string {
  const isList = Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
  if (!isList || typeof expired !== 'boolean')
    throw new SandboxError('« scopes » : une liste de textes est attendue ; « expired » : true ou false.');
  const now = Math.floor(Date.now() / 1000);
  return mintToken({ scopes, iat: now - DAY, exp: expired ? now - 1 : now + DAY });
}

const page = (): MockAnswer => ({
  status: 200,
  text: PAGE,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'self' 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
  },
});
