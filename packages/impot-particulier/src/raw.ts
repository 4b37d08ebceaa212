/**
 * La porte brute : un client openapi-fetch, typé par chemin, pour ce qui n'a pas encore de méthode.
 *
 * @packageDocumentation
 */
import { rawClient as createRawClient, type RawClient } from '@apigouv/core/raw';
import type { paths } from './generated/paths.ts';

/**
 * Rend un client openapi-fetch qui passe par les mêmes reprises et jetons que `client`. Les en-têtes de l'appel, `X-Correlation-ID` compris,
 * y sont à donner.
 *
 * @example
 * ```ts
 * import { rawClient } from '@apigouv/impot-particulier/raw';
 *
 * const { data, error } = await rawClient(impotParticulier).GET('/spi/{spi}/situations/ir/assiettes/annrev/{annrev}', {
 *   params: {
 *     path: { spi: '1000000000001', annrev: 2024 },
 *     header: { 'X-Correlation-ID': crypto.randomUUID() },
 *   },
 * });
 * console.log(data?.rfr, error); // 40120 undefined
 * ```
 */
export function rawClient(client: object): RawClient<paths> {
  return createRawClient<paths>(client);
}
