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
 * import { rawClient } from '@apigouv/particulier/raw';
 *
 * const { data, error } = await rawClient(particulier).GET('/api/pings');
 * console.log(data?.[0]?.name, error); // ANTS - ants undefined
 * ```
 */
export function rawClient(client: object): RawClient<paths> {
  return createRawClient<paths>(client);
}
