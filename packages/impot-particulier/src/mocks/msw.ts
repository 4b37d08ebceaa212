/**
 * Gestionnaires MSW d'API Impôt particulier, pour les tests (demande le paquet `msw`).
 *
 * @packageDocumentation
 */

import { resolveBaseUrl } from '@apigouv/core/internal';
import type { MockOptions } from '@apigouv/core/mocks';
import { type HandlersOptions, toHandlers } from '@apigouv/core/mocks/msw';
import type { HttpHandler } from 'msw';
import { definition } from '../generated/routes.ts';
import { type ImpotParticulierMock, mockImpotParticulier } from './index.ts';

export type { HandlersOptions };

/**
 * Gestionnaires MSW qui répondent à la place d'API Impôt particulier, à l'adresse que vous donnez au client : les siennes ne sont pas
 * publiques. À défaut de `baseUrl`, c'est celle d'`API_IMPOT_PARTICULIER_BASE_URL`. La demande de jeton, sur le même hôte, est servie aussi.
 *
 * @throws `ConfigurationError` : aucune adresse n'est donnée.
 *
 * @example
 * ```ts
 * import { mockImpotParticulier } from '@apigouv/impot-particulier/mocks';
 * import { handlers } from '@apigouv/impot-particulier/mocks/msw';
 * import { setupServer } from 'msw/node';
 *
 * const mock = mockImpotParticulier();
 * const server = setupServer(...handlers(mock, { baseUrl: 'https://passerelle.example/impotparticulier/1.0' }));
 * server.listen();
 * await impotParticulier.ir.situation.spi({ spi: '1000000000001', annrev: 2024 });
 * console.log(mock.calls.length); // 1
 * server.close();
 * ```
 */
export function handlers(
  mockOrOptions: ImpotParticulierMock | MockOptions = {},
  { baseUrl }: HandlersOptions = {},
): HttpHandler[] {
  const mock = 'asFetch' in mockOrOptions ? mockOrOptions : mockImpotParticulier(mockOrOptions);
  return toHandlers(mock, [new URL(resolveBaseUrl(definition, baseUrl, true)).origin]);
}
