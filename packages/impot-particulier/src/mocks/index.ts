/**
 * API Impôt particulier simulée : une fonction `Request → Response` sur les données de test, sans réseau ni jeton.
 *
 * @packageDocumentation
 */
import { createMock, type Mock, type MockOptions } from '@apigouv/core/mocks';
import { mockTable } from '../generated/mocks.ts';

/**
 * Crée une API Impôt particulier simulée : elle répond à toute adresse, et délivre des jetons à `/token`.
 *
 * @example
 * ```ts
 * import { createImpotParticulier } from '@apigouv/impot-particulier';
 * import { mockImpotParticulier } from '@apigouv/impot-particulier/mocks';
 *
 * const mock = mockImpotParticulier();
 * const impotParticulier = createImpotParticulier({
 *   environment: 'https://passerelle.example/impotparticulier/1.0',
 *   token: 'essai',
 *   fetch: mock.asFetch,
 * });
 * const { data } = await impotParticulier.ir.situation.spi({ spi: '1000000000001', annrev: 2024 });
 * console.log(data.rfr); // 40120
 * ```
 */
export function mockImpotParticulier(options?: MockOptions): ImpotParticulierMock {
  return createMock(mockTable, options);
}

/** API Impôt particulier simulée. */
export type ImpotParticulierMock = Mock;

export { type Mock, type MockOptions, mintToken, type Scenario, scenarios } from '@apigouv/core/mocks';
export { mockTable } from '../generated/mocks.ts';
