import type { Engine } from './create-client.ts';
import type { ApiDefinition, Param, Route } from './definition.ts';
import { ConfigurationError } from './errors/local.ts';
import { wireName } from './params.ts';

/** The operation that a path is of, and the values that it holds, by name on the wire. */
export interface Found {
  id: string;
  route: Route;
  values: Readonly<Record<string, string>>;
}

/** What a path out of the table is shown as: it may hold anything. */
export const UNKNOWN_PATH = '(chemin hors table)';

const TEMPLATE = /\{(\w+)\}/g;

/** From a path as the server sees it; refused when the client's token does not open it. */
export function findRoute({ definition, grant }: Engine, path: string): Found | undefined {
  for (const [id, route] of Object.entries(definition.routes)) {
    const values = patternOf(route).exec(path)?.groups;
    if (path !== route.path && !values) continue;
    if (!route.public && !!route.citizen !== !!grant) throw wrongToken(route.path, !!grant);
    const decoded = Object.entries(values ?? {}).map(([name, value]) => [name, decode(value)]);
    return { id, route, values: path === route.path ? {} : Object.fromEntries(decoded) };
  }
  return undefined;
}

function patternOf({ path, params }: Route): RegExp {
  const isGreedy = (name: string): boolean =>
    params.some((param) => param.greedy && wireName(param) === name);
  const pattern = path
    .replaceAll('.', '\\.')
    .replace(TEMPLATE, (_, name: string) => `(?<${name}>${isGreedy(name) ? '.+' : '[^/]+'})`);
  return new RegExp(`^${pattern}$`);
}

/** Percent signs read, where they can be. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where a path that no operation has is counted: with the most common ones. */
export const defaultGroup = ({ limits }: ApiDefinition): string | undefined => Object.keys(limits)[0];

/** What may be given once to the client, whatever the operation. */
export function contextOf({ routes }: ApiDefinition): Param[] {
  const params = Object.values(routes).flatMap((route) => route.params.filter(({ context }) => context));
  return [...new Map(params.map((param) => [param.key, param])).values()];
}

/** Each kind of token opens its own routes, and must not be shown to the others. */
function wrongToken(path: string, byCitizen: boolean): ConfigurationError {
  const advice = byCitizen ? 'le client de départ' : '« withFranceConnect »';
  return new ConfigurationError(`${path} ne prend pas ce jeton : utilisez ${advice}. Rien n'a été envoyé.`);
}
