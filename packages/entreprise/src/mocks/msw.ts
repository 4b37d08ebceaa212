/**
 * Gestionnaires MSW d'API Entreprise, pour les tests (demande le paquet `msw`).
 *
 * @packageDocumentation
 */
import type { MockOptions } from '@apigouv/core/mocks';
import { type HandlersOptions, toHandlers } from '@apigouv/core/mocks/msw';
import type { HttpHandler } from 'msw';
import { type EntrepriseMock, mockEntreprise } from './index.ts';

export type { HandlersOptions };

/**
 * Gestionnaires MSW qui répondent à la place d'API Entreprise, en production comme en bac à sable, ou à l'adresse `baseUrl`.
 *
 * @example
 * ```ts
 * import { mockEntreprise } from '@apigouv/entreprise/mocks';
 * import { handlers } from '@apigouv/entreprise/mocks/msw';
 * import { setupServer } from 'msw/node';
 *
 * const mock = mockEntreprise();
 * const server = setupServer(...handlers(mock));
 * server.listen();
 * await entreprise.api.pings();
 * console.log(mock.calls.length); // 1
 * server.close();
 * ```
 */
export function handlers(
  mockOrOptions: EntrepriseMock | MockOptions = {},
  { baseUrl }: HandlersOptions = {},
): HttpHandler[] {
  const mock = 'asFetch' in mockOrOptions ? mockOrOptions : mockEntreprise(mockOrOptions);
  return toHandlers(mock, baseUrl === undefined ? undefined : [new URL(baseUrl).origin]);
}
