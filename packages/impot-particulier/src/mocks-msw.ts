/**
 * Gestionnaires MSW d'API Impôt particulier, pour les tests (demande le paquet `msw`).
 *
 * @packageDocumentation
 */
import type { MockOptions } from '@apigouv/core/mocks';
import { toHandlers } from '@apigouv/core/mocks/msw';
import type { HttpHandler } from 'msw';
import { type ImpotParticulierMock, mockImpotParticulier } from './mocks.ts';

/**
 * Gestionnaires MSW qui répondent à la place d'API Impôt particulier, à l'adresse que vous donnez au client : les siennes ne sont pas
 * publiques. La demande de jeton, sur le même hôte, est servie aussi.
 *
 * @example
 * ```ts
 * const server = setupServer(...handlers('https://passerelle.example/impotparticulier/1.0'));
 * server.listen();
 * ```
 */
export function handlers(
  baseUrl: string | URL,
  mockOrOptions: ImpotParticulierMock | MockOptions = {},
): HttpHandler[] {
  const mock = 'asFetch' in mockOrOptions ? mockOrOptions : mockImpotParticulier(mockOrOptions);
  return toHandlers(mock, [new URL(baseUrl).origin]);
}
