/**
 * Gestionnaires MSW d'API Impôt particulier, pour les tests (demande le paquet `msw`).
 *
 * @packageDocumentation
 */
import type { MockOptions } from '@apigouv/core/mocks';
import { toHandlers } from '@apigouv/core/mocks/msw';
import type { HttpHandler } from 'msw';
import { type ImpotParticulierMock, mockImpotParticulier } from './index.ts';

/**
 * Gestionnaires MSW qui répondent à la place d'API Impôt particulier, à l'adresse que vous donnez au client : les siennes ne sont pas
 * publiques. La demande de jeton, sur le même hôte, est servie aussi.
 *
 * @example
 * ```ts
 * import { mockImpotParticulier } from '@apigouv/impot-particulier/mocks';
 * import { handlers } from '@apigouv/impot-particulier/mocks/msw';
 * import { setupServer } from 'msw/node';
 *
 * const mock = mockImpotParticulier();
 * const server = setupServer(...handlers('https://passerelle.example/impotparticulier/1.0', mock));
 * server.listen();
 * await impotParticulier.ir.situation.spi({ spi: '1000000000001', annrev: 2024 });
 * console.log(mock.calls.length); // 1
 * server.close();
 * ```
 */
export function handlers(
  baseUrl: string | URL,
  mockOrOptions: ImpotParticulierMock | MockOptions = {},
): HttpHandler[] {
  const mock = 'asFetch' in mockOrOptions ? mockOrOptions : mockImpotParticulier(mockOrOptions);
  return toHandlers(mock, [new URL(baseUrl).origin]);
}
