/**
 * API Particulier simulée : une fonction `Request → Response` sur les données de test, sans réseau ni jeton.
 *
 * @packageDocumentation
 */
import { createMock, type Mock, type MockOptions } from '@apigouv/core/mocks';
import { mockTable } from './generated/mocks.ts';

/**
 * Crée une API Particulier simulée.
 *
 * @example
 * ```ts
 * const mock = mockParticulier();
 * const particulier = createParticulier({ token: 'jeton-de-test', recipient: '13002526500013', fetch: mock.asFetch });
 * ```
 */
export function mockParticulier(options?: MockOptions): ParticulierMock {
  const mock = createMock(mockTable, options);
  return Object.assign(mock, {
    asFetch: (input: RequestInfo | URL, init?: RequestInit): Promise<Response> =>
      mock.fetch(new Request(input, init)),
  });
}

/** API Particulier simulée. */
export interface ParticulierMock extends Mock {
  /** À donner au client en option `fetch`. */
  asFetch: typeof fetch;
}

export { type Mock, type MockOptions, mintToken, type Scenario, scenarios } from '@apigouv/core/mocks';
