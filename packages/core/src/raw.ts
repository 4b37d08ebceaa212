/**
 * La porte brute : un client openapi-fetch sur les mêmes quotas, reprises et jetons.
 *
 * @packageDocumentation
 */
import createFetchClient, { type Client } from 'openapi-fetch';
import { decode, defaultGroup, findRoute, UNKNOWN_PATH } from './client/by-path.ts';
import { engineOf, send } from './client/create-client.ts';
import type { ApiDefinition } from './client/definition.ts';
import { ApiError } from './client/errors/api.ts';

export {
  type PathRequest,
  type QueryValue,
  request,
  type TypedCall,
  type TypedRequest,
} from './client/request.ts';

/** Client openapi-fetch typé par les chemins de l'API. */
export type RawClient<Paths extends object> = Client<Paths>;

/** Rend un client openapi-fetch au-dessus de `client`. Un refus de l'API est rendu dans `error` ; le reste est levé. */
export function rawClient<Paths extends object>(client: object): RawClient<Paths> {
  const engine = engineOf(client);
  return createFetchClient<Paths>({
    baseUrl: engine.baseUrl,
    fetch: async (request: Request): Promise<Response> => {
      const { pathname, search, searchParams } = new URL(request.url);
      const path = pathname.slice(new URL(engine.baseUrl).pathname.replace(/\/$/, '').length);
      const known = findRoute(engine, path);
      const route = known?.route ?? { path: UNKNOWN_PATH, group: defaultGroup(engine.definition) };
      // Whom a path speaks of must be masked as surely as what a query says.
      const inPath = known ? Object.values(known.values) : path.split('/').map(decode);
      try {
        const { data, response } = await send(
          engine,
          {
            operation: known?.id ?? 'raw',
            // The body is handed out as it came.
            route: { ...route, bare: true },
            target: path + search,
            headers: Object.fromEntries(request.headers),
            context: {},
            secrets: [...searchParams.values(), ...inPath].filter((value) => value.length > 1),
          },
          { signal: request.signal },
        );
        return Response.json(data ?? null, {
          headers: { ...Object.fromEntries(response.headers), 'content-type': 'application/json' },
        });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        return Response.json(errorBody(error, engine.definition), { status: error.httpStatus || 500 });
      }
    },
  });
}

/** The refusal in the form the API's own specification gives it: this door is for what the server wrote. */
function errorBody({ server, code, message }: ApiError, { errorFormat }: ApiDefinition): object {
  if (errorFormat) return { erreur: { ...(code ? { code } : {}), message: server[0]?.title || message } };
  return {
    errors: server.map(({ parameter, ...words }) => ({ ...words, source: parameter ? { parameter } : null })),
  };
}
