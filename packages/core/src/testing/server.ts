/** A real HTTP server on loopback that answers as a test tells it to, and a client of a small API on it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { franceConnect } from '../client/auth/france-connect.ts';
import { createClient } from '../client/create-client.ts';
import type { ApiDefinition, Param } from '../client/definition.ts';
import type { CallOptions, ClientOptions } from '../client/options.ts';
import type { ApiResponse } from '../client/response.ts';
import { siretFormat, uuidFormat } from '../identifiers/checks.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface TestServer {
  url: string;
  requests: number;
  close(): Promise<void>;
}

export async function serve(handler: Handler): Promise<TestServer> {
  const http = createServer((request, response) => {
    server.requests++;
    handler(request, response, server.requests);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: TestServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    requests: 0,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

export const OK = JSON.stringify({ data: { valeur: 650 }, links: {}, meta: {} });
const CONTEXT = { recipient: '13002526500013' };

/** A JSON:API error body. */
export const errorBody = (code: string, meta: object = {}, detail = 'Détail.'): string =>
  JSON.stringify({ errors: [{ code, title: 'Titre', detail, source: null, meta }] });

/** Counts in windows aligned on the period, as the platform does, and refuses what is over. */
export function limited(limit: number, periodMs: number): Handler & { refused: number } {
  let window = 0;
  let count = 0;
  const handler: Handler & { refused: number } = Object.assign(
    ((_request, response) => {
      const current = Math.floor(Date.now() / periodMs);
      count = current === window ? count + 1 : 1;
      window = current;
      response
        .setHeader('RateLimit-Limit', limit)
        .setHeader('RateLimit-Remaining', Math.max(0, limit - count));
      response.setHeader('RateLimit-Reset', ((window + 1) * periodMs) / 1000);
      if (count <= limit) return response.end(OK);
      handler.refused++;
      return response.writeHead(429, { 'Retry-After': '1' }).end(errorBody('00429'));
    }) as Handler,
    { refused: 0 },
  );
  return handler;
}

const recipient: Param = { key: 'recipient', required: true, context: true, format: siretFormat };
const delegationId: Param = { key: 'delegationId', name: 'delegation_id', context: true, format: uuidFormat };
const nom: Param = { key: 'nom', required: true };
const prenoms: Param = { key: 'prenoms', list: true, required: true };
const mois: Param = { key: 'mois', integer: true, min: 1, max: 12 };
const provider: Param = { key: 'provider', in: 'path', required: true, greedy: true };
const suivi: Param = { key: 'suivi', name: 'X-Correlation-ID', in: 'header', generated: true };
const agent: Param = { key: 'agent', name: 'X-Agent', in: 'header' };
const sexe: Param = { key: 'sexe', values: ['M', 'F'] };

export const testDefinition: ApiDefinition = {
  name: 'API de test',
  agent: 'apigouv-essai/1.2.3',
  env: 'API_DE_TEST',
  hosts: { production: 'https://production.invalid', staging: 'https://staging.invalid' },
  limits: { groupe: { limit: 20, period: 0.025 } },
  addressLimit: { limit: 1e6, period: 60 },
  routes: {
    'famille.identite': { path: '/v3/famille/identite', params: [recipient, nom, prenoms, mois, sexe] },
    'famille.suivie': { path: '/v3/famille/suivie', params: [recipient, suivi, agent] },
    'famille.limitee': {
      path: '/v3/famille/limitee',
      params: [recipient, delegationId, nom],
      group: 'groupe',
    },
    'famille.franceConnect': { path: '/v3/famille/france_connect', params: [recipient], citizen: true },
    'api.ping': { path: '/ping', params: [], public: true, bare: true },
    'api.probe': { path: '/api/{provider}/ping', params: [provider], public: true, bare: true },
    'v2.retiree': { path: '/v2/retiree', params: [], retired: '2024-01-08' },
  },
  grant: franceConnect,
};

type Method = (params?: object, options?: CallOptions) => Promise<ApiResponse<{ valeur: number }>>;

export interface TestClient {
  famille: { identite: Method; limitee: Method; suivie: Method };
  api: { ping: Method; probe: Method };
  v2: { retiree: Method };
  withFranceConnect(grant: string | { accessToken: string; expiresAt?: number }): {
    famille: { franceConnect: Method };
  };
}

export const testClient = (url: string, options: ClientOptions = {}): TestClient =>
  createClient(testDefinition, {
    token: 'jeton-de-test',
    ...CONTEXT,
    environment: url,
    ...options,
  }) as TestClient;

export const PERSONNE = { nom: 'ROUX', prenoms: ['JEANNE'] };
