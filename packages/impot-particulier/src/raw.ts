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

/**
 * Demande un chemin de l'API, avec le jeton, les quotas, les reprises et le contexte de `client`. Un chemin connu est typé, et contrôlé comme par
 * sa méthode ; un chemin que ce paquet ne connaît pas encore admet tout.
 *
 * @example
 * ```ts
 * import { request } from '@apigouv/impot-particulier/raw';
 *
 * const { data } = await request(impotParticulier, {
 *   path: '/spi/{spi}/situations/ir/assiettes/annrev/{annrev}',
 *   params: { spi: '1000000000001', annrev: 2024 },
 * });
 * console.log(data.rfr); // 40120
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
