import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { errorPages } from '../generated/tables.ts';
import { checkToken } from './checktoken.ts';
import { interact, sendPage } from './interaction.ts';
import { signingKeys } from './keys.ts';
import type { Provider } from './oidc-provider.ts';
import type { FranceConnectMock, FranceConnectMockOptions, MockGrant } from './options.ts';
import { errorPage } from './pages.ts';
import { BASE, createProvider } from './provider.ts';
import { createStore } from './store.ts';

/**
 * Démarre un FranceConnect local. Demande le paquet `oidc-provider` (`npm i -D oidc-provider@9`), et Node.
 *
 * Sa page de connexion laisse choisir un citoyen : ceux du bac à sable de FranceConnect, et ceux que connaissent les autres API simulées.
 *
 * @example
 * ```ts
 * import { createFranceConnect } from '@apigouv/franceconnect';
 * import { startFranceConnect } from '@apigouv/franceconnect/mocks/node';
 *
 * const redirectUri = 'http://127.0.0.1:3000/retour';
 * const mairie = { clientId: 'mairie', clientSecret: 'un-secret-sans-valeur-de-32-caracteres' };
 * const mock = await startFranceConnect({ clients: [{ ...mairie, redirectUris: [redirectUri] }] });
 * const franceConnect = createFranceConnect({ ...mairie, environment: mock.issuer, redirectUri });
 * const { url } = await franceConnect.startLogin();
 * console.log(url.startsWith(mock.issuer)); // true
 * await mock.close();
 * ```
 */
export async function startFranceConnect(options: FranceConnectMockOptions): Promise<FranceConnectMock> {
  // They are read again when keys change.
  const own = structuredClone(options);
  const tokens: Record<string, MockGrant> = {};
  const store = createStore();
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  let down = false;
  const server = createServer((request, response) => (down ? outage(response) : handle(request, response)));
  server.listen(own.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;

  async function setUp(): Promise<void> {
    const keys = await signingKeys();
    const provider = await createProvider(issuer, keys, own, tokens, store);
    const callback = provider.callback();
    handle = (request, response) => {
      route(request, response, provider).catch(() => {
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    };

    async function route(request: IncomingMessage, response: ServerResponse, oidc: Provider): Promise<void> {
      const url = new URL(request.url ?? '/', issuer);
      if (url.pathname.startsWith(`${BASE}/interaction/`)) return interact(request, response, oidc);
      if (url.pathname === `${BASE}/checktoken` && request.method === 'POST') {
        const form = new URLSearchParams(await text(request));
        const { status, type, body } = await checkToken(form, issuer, oidc, keys, own);
        response.writeHead(status, { 'Content-Type': type }).end(body);
        return;
      }
      if (url.pathname === `${BASE}/authorize` && request.method === 'GET') {
        if (!isCompleteRequest(url.searchParams))
          return sendPage(response, errorPage('Y030007', errorPages.Y030007), 400);
        // Whatever the service says, FranceConnect asks for a login and for consent.
        url.searchParams.set('prompt', 'login consent');
        request.url = url.pathname + url.search;
      }
      // The one path that oidc-provider does not let us choose.
      if (url.pathname === `${BASE}/.well-known/openid-configuration`)
        request.url = '/.well-known/openid-configuration';
      callback(request, response);
    }
  }

  await setUp();
  return {
    issuer,
    tokens,
    get down() {
      return down;
    },
    set down(value) {
      down = value;
    },
    rotateKeys: setUp,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function outage(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>503 Service Unavailable</h1>');
}

const REQUIRED = ['response_type', 'client_id', 'redirect_uri', 'scope', 'acr_values', 'state'];
const PROMPTS = ['login', 'consent', 'login consent', 'consent login'];

function isCompleteRequest(params: URLSearchParams): boolean {
  const prompt = params.get('prompt');
  return (
    REQUIRED.every((name) => params.get(name)) &&
    (params.get('nonce') ?? '').length >= 22 &&
    (prompt === null || PROMPTS.includes(prompt))
  );
}
