/**
 * API Entreprise simulée : une fonction `Request → Response` sur les données de test, sans réseau ni jeton.
 *
 * @packageDocumentation
 */
import { createMock, type Mock, type MockOptions } from '@apigouv/core/mocks';
import { mockTable } from '../generated/mocks.ts';

/**
 * Crée une API Entreprise simulée.
 *
 * @example
 * ```ts
 * import { createEntreprise } from '@apigouv/entreprise';
 * import { mockEntreprise } from '@apigouv/entreprise/mocks';
 *
 * const mock = mockEntreprise();
 * const entreprise = createEntreprise({ token: 'essai', recipient: '13002526500013', fetch: mock.asFetch });
 * await entreprise.api.pings();
 * console.log(mock.calls.length); // 1
 * ```
 */
export function mockEntreprise(options?: MockOptions): EntrepriseMock {
  return createMock(mockTable, options);
}

/** API Entreprise simulée. */
export type EntrepriseMock = Mock;

export { type Mock, type MockOptions, mintToken, type Scenario, scenarios } from '@apigouv/core/mocks';
export { mockTable } from '../generated/mocks.ts';
