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
  const mock = createMock(mockTable, options);
  return Object.assign(mock, {
    asFetch: (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
      mock.fetch(new Request(input, init)),
  });
}

/** API Entreprise simulée. */
export interface EntrepriseMock extends Mock {
  /** À donner au client en option `fetch`. */
  asFetch: typeof fetch;
}

export { type Mock, type MockOptions, mintToken, type Scenario, scenarios } from '@apigouv/core/mocks';
