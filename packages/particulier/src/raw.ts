/**
 * Les portes par chemin, pour ce qui n'a pas encore de méthode : `request`, ou un client openapi-fetch.
 *
 * @packageDocumentation
 */
import type { CallOptions } from '@apigouv/core';
import {
  rawClient as createRawClient,
  type PathRequest,
  type RawClient,
  request as requestByPath,
  type TypedCall,
  type TypedRequest,
} from '@apigouv/core/raw';
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

/**
 * Demande un chemin de l'API, avec le jeton, les quotas, les reprises et le contexte de `client`. Un chemin connu est typé, et contrôlé comme par
 * sa méthode ; un chemin que ce paquet ne connaît pas encore admet tout.
 *
 * @example
 * ```ts
 * import { request } from '@apigouv/particulier/raw';
 *
 * const { data } = await request(particulier, { path: '/v3/token/introspect' });
 * console.log(Array.isArray(data.scopes)); // true
 * ```
 */
// `string & {}`: any other path, the known ones still being proposed.
export function request<const Path extends (keyof paths & string) | (string & {})>(
  client: object,
  asked: TypedRequest<paths, Path>,
  options?: CallOptions,
): TypedCall<paths, Path> {
  return requestByPath(client, asked as PathRequest, options) as TypedCall<paths, Path>;
}
