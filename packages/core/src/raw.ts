/**
 * La porte brute : un client openapi-fetch sur les mêmes quotas, reprises et jetons.
 *
 * @packageDocumentation
 */
import createFetchClient, { type Client } from 'openapi-fetch';
import { engineOf, send } from './client/create-client.ts';
import type { ApiDefinition } from './client/definition.ts';
import { ApiError } from './client/errors/api.ts';
import { ConfigurationError } from './client/errors/local.ts';

/** Client openapi-fetch typé par les chemins de l'API. */
export type RawClient<Paths extends object> = Client<Paths>;

const TEMPLATE = /\{\w+\}/g;

/** Rend un client openapi-fetch au-dessus de `client`. Un refus de l'API est rendu dans `error` ; le reste est levé. */
export function rawClient<Paths extends object>(client: object): RawClient<Paths> {
  const engine = engineOf(client);
  const { routes, limits } = engine.definition;
  const patterns = Object.entries(routes).map(([id, route]) => ({
    id,
    route,
    pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(TEMPLATE, '([^/]+)')}$`),
  }));
  return createFetchClient<Paths>({
    baseUrl: engine.baseUrl,
    fetch: async (request: Request): Promise<Response> => {
      const { pathname, search, searchParams } = new URL(request.url);
      const path = pathname.slice(new URL(engine.baseUrl).pathname.replace(/\/$/, '').length);
      const known = patterns.find(({ pattern }) => pattern.test(path));
      const route = known?.route ?? { path: '(chemin hors table)', group: Object.keys(limits)[0] };
      if (known && !known.route.public && !!known.route.citizen !== !!engine.grant)
        throw wrongToken(known.route.path, !!engine.grant);
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
            secrets: [...searchParams.values(), ...valuesIn(path, known?.pattern)].filter(
              (value) => value.length > 1,
            ),
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

/** Whom a path speaks of must be masked as surely as what a query says. */
const valuesIn = (path: string, pattern: RegExp | undefined): string[] =>
  (pattern?.exec(path)?.slice(1) ?? path.split('/')).map(decoded);

/** Percent signs read, where they can be. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The refusal in the form the API's own specification gives it: this door is for what the server wrote. */
function errorBody({ server, code, message }: ApiError, { errorFormat }: ApiDefinition): object {
  if (errorFormat) return { erreur: { ...(code ? { code } : {}), message: server[0]?.title || message } };
  return {
    errors: server.map(({ parameter, ...words }) => ({ ...words, source: parameter ? { parameter } : null })),
  };
}

/** Each kind of token opens its own routes, and must not be shown to the others. */
function wrongToken(path: string, byCitizen: boolean): ConfigurationError {
  const advice = byCitizen ? 'le client de départ' : '« withFranceConnect »';
  return new ConfigurationError(`${path} ne prend pas ce jeton : utilisez ${advice}. Rien n'a été envoyé.`);
}
