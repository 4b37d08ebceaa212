/**
 * La porte brute : un client openapi-fetch, typé par chemin, pour ce qui n'a pas encore de méthode.
 *
 * @packageDocumentation
 */
import { rawClient as createRawClient, type RawClient } from '@apigouv/core/raw';
import type { paths } from './generated/paths.ts';

/**
 * Rend un client openapi-fetch qui passe par les mêmes quotas, reprises et jetons que `client`.
 *
 * @example
 * ```ts
 * import { rawClient } from '@apigouv/entreprise/raw';
 *
 * const { data, error } = await rawClient(entreprise).GET('/pings');
 * console.log(data?.length, error); // 25 undefined
 * ```
 */
export function rawClient(client: object): RawClient<paths> {
  return createRawClient<paths>(client);
}
