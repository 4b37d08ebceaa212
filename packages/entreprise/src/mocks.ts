/**
 * API Entreprise simulée : une fonction `Request → Response` sur les données de test, sans réseau ni jeton.
 *
 * @packageDocumentation
 */
import { createMock, type Mock, type MockOptions } from '@apigouv/core/mocks';
import { mockTable } from './generated/mocks.ts';

/**
 * Crée une API Entreprise simulée.
 *
 * @example
 * ```ts
 * const mock = mockEntreprise();
 * const entreprise = createEntreprise({ token: 'jeton-de-test', recipient: '13002526500013', fetch: mock.asFetch });
 * ```
 */
export function mockEntreprise(options?: MockOptions): EntrepriseMock {
  return createMock(mockTable, options);
}

/** API Entreprise simulée. */
export type EntrepriseMock = Mock;

export { type Mock, type MockOptions, mintToken, type Scenario, scenarios } from '@apigouv/core/mocks';
export { mockTable } from './generated/mocks.ts';
