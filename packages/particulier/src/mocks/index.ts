/**
 * API Particulier simulée : une fonction `Request → Response` sur les données de test, sans réseau ni jeton.
 *
 * @packageDocumentation
 */
import { createMock, type Mock, type MockOptions } from '@apigouv/core/mocks';
import { mockTable } from '../generated/mocks.ts';

/**
 * Crée une API Particulier simulée.
 *
 * @example
 * ```ts
 * import { createParticulier } from '@apigouv/particulier';
 * import { mockParticulier } from '@apigouv/particulier/mocks';
 *
 * const mock = mockParticulier();
 * const particulier = createParticulier({ token: 'essai', recipient: '13002526500013', fetch: mock.asFetch });
 * await particulier.token.introspect();
 * console.log(mock.calls.length); // 1
 * ```
 */
export function mockParticulier(options?: MockOptions): ParticulierMock {
  return createMock(mockTable, options);
}

/** API Particulier simulée. */
export type ParticulierMock = Mock;

export { type Mock, type MockOptions, mintToken, type Scenario, scenarios } from '@apigouv/core/mocks';
export { mockTable } from '../generated/mocks.ts';
