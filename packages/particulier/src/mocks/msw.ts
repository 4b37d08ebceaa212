/**
 * Gestionnaires MSW d'API Particulier, pour les tests (demande le paquet `msw`).
 *
 * @packageDocumentation
 */
import type { MockOptions } from '@apigouv/core/mocks';
import { type HandlersOptions, toHandlers } from '@apigouv/core/mocks/msw';
import type { HttpHandler } from 'msw';
import { mockParticulier, type ParticulierMock } from './index.ts';

export type { HandlersOptions };

/**
 * Gestionnaires MSW qui répondent à la place d'API Particulier, en production comme en bac à sable, ou à l'adresse `baseUrl`.
 *
 * @example
 * ```ts
 * import { mockParticulier } from '@apigouv/particulier/mocks';
 * import { handlers } from '@apigouv/particulier/mocks/msw';
 * import { setupServer } from 'msw/node';
 *
 * const mock = mockParticulier();
 * const server = setupServer(...handlers(mock));
 * server.listen();
 * await particulier.api.pings();
 * console.log(mock.calls.length); // 1
 * server.close();
 * ```
 */
export function handlers(
  mockOrOptions: ParticulierMock | MockOptions = {},
  { baseUrl }: HandlersOptions = {},
): HttpHandler[] {
  const mock = 'asFetch' in mockOrOptions ? mockOrOptions : mockParticulier(mockOrOptions);
  return toHandlers(mock, baseUrl === undefined ? undefined : [new URL(baseUrl).origin]);
}
