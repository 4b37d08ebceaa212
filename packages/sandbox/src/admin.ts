import { type Mock, type MockAnswer, type MockRequest, type MockTable, mintToken } from '@apigouv/core/mocks';
import { SandboxError } from './errors.ts';
import { PAGE } from './page.ts';
import { parseScenarios, SCENARIOS } from './scenarios.ts';

const PREFIX = '/_sandbox';

/** The sandbox's own routes: its page, its scenarios, its tokens, its journal. Nothing for any other address. */
export function handleAdmin(
  mock: Mock,
  tables: ReadonlyMap<string, MockTable>,
  { method, url: { pathname }, body = '' }: MockRequest,
): MockAnswer | undefined {
  if (pathname === '/' && method === 'GET') return page();
  if (!pathname.startsWith(`${PREFIX}/`) && pathname !== PREFIX) return undefined;
  try {
    return route(mock, tables, `${method} ${pathname.slice(PREFIX.length) || '/'}`, body);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return json(400, { erreur: error.message });
  }
}

function route(mock: Mock, tables: ReadonlyMap<string, MockTable>, what: string, body: string): MockAnswer {
  switch (what) {
    case 'GET /operations':
      return json(200, operationsOf(tables));
    case 'GET /scenarios':
      return json(200, { scenarios: mock.scenarios, noms: SCENARIOS });
    case 'POST /scenarios':
      mock.use(...parseScenarios(readBody(body).scenario ?? ''));
      return json(201, { scenarios: mock.scenarios });
    case 'DELETE /scenarios':
      mock.clearScenarios();
      return NOTHING;
    case 'POST /jetons':
      return json(201, { jeton: tokenOf(readBody(body)) });
    case 'GET /journal':
      return json(200, mock.calls);
    case 'DELETE /':
      mock.reset();
      return NOTHING;
    default:
      return json(404, { erreur: `Route d'administration inconnue : ${what}.` });
  }
}

const NOTHING: MockAnswer = { status: 204, headers: {}, text: '' };

export const json = (status: number, body: unknown): MockAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

interface Body {
  scenario?: string;
  scopes?: readonly string[];
  expire?: boolean;
}

function readBody(text: string): Body {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Falls through to the same refusal.
  }
  throw new SandboxError('Un corps JSON est attendu.');
}

const DAY = 86_400;

function tokenOf({ scopes = [], expire = false }: Body): string {
  const now = Math.floor(Date.now() / 1000);
  return mintToken({ scopes, iat: now - DAY, exp: expire ? now - 1 : now + DAY });
}

const CONTEXT = ['recipient', 'context', 'object'];

function operationsOf(tables: ReadonlyMap<string, MockTable>): object[] {
  return [...tables].flatMap(([api, { operations, grantHeader }]) =>
    Object.entries(operations).map(([id, { path, params, scopes = [], flags = '', cases }]) => ({
      api,
      id,
      // How the page calls it, and writes the call.
      adresse: 'environment',
      contexte: CONTEXT.filter((name) => new RegExp(`\\*${name}\\b`).test(params)),
      entetes: [...params.matchAll(/@\+[^= ]+=([^: ]+)/g)].map(([, name]) => name),
      grantHeader: flags.split(' ').includes('f') ? grantHeader : undefined,
      path: `/${api}${path}`,
      scopes,
      franceConnect: flags.split(' ').includes('f'),
      cas: cases.map(({ nom, description, usager, params, status }) => ({
        nom,
        description,
        status,
        usager,
        params,
      })),
    })),
  );
}

const page = (): MockAnswer => ({
  status: 200,
  text: PAGE,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'self' 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
  },
});
