import { type HttpHandler, http } from 'msw';
import { PROVIDERS_OWN } from './documents/documents.ts';
import type { Mock } from './engine.ts';
import { isCut } from './scenarios/transport.ts';

/** Réglages des gestionnaires MSW d'une API. */
export interface HandlersOptions {
  /** Adresse à intercepter, celle qui est donnée au client ; celles de l'API par défaut. Seul son hôte compte. */
  readonly baseUrl?: string | URL;
}

/**
 * Gestionnaires MSW qui font répondre le moteur de simulation à la place de l'API. Demande MSW (`npm install --save-dev msw`).
 * @param mock Moteur créé par `createMock`.
 * @param origins Origines à intercepter ; celles des API simulées par défaut.
 * @example
 * ```ts
 * import { createMock } from '@apigouv/core/mocks';
 * import { toHandlers } from '@apigouv/core/mocks/msw';
 * import { mockTable } from '@apigouv/particulier/mocks';
 * import { setupServer } from 'msw/node';
 *
 * const mock = createMock(mockTable);
 * const server = setupServer(...toHandlers(mock));
 * server.listen();
 * await particulier.api.pings();
 * console.log(mock.calls.length); // 1
 * server.close();
 * ```
 */
export function toHandlers(mock: Mock, origins: readonly string[] = mock.origins): HttpHandler[] {
  const addresses = [...origins.map((origin) => `${origin}/*`), PROVIDERS_OWN];
  return addresses.map((address) => http.all(address, ({ request }) => intercept(mock, request)));
}

async function intercept(mock: Mock, request: Request): Promise<Response> {
  try {
    const response = await mock.fetch(request);
    return isCut(response) ? Response.error() : response;
  } catch (error) {
    // MSW turns an exception into a 500 and prints the URL, which holds an identity: what has no answer is a network error.
    if (isCut(error) || request.signal.aborted) return Response.error();
    throw error;
  }
}
