import { compileOperation, type Operation } from '../table/operation.ts';
import { slug } from '../table/slug.ts';
import type { MockCase, MockTable } from '../table/types.ts';
import { createRouter } from './router.ts';

/** An operation found for a request, with the values its path carries. */
export interface Located {
  readonly operation: Operation;
  readonly pathValues: readonly string[];
  /** The path's version does not exist; the operation is another version's. */
  readonly unknownVersion: boolean;
}

const VERSION = /^\/v\d+\//;

interface Api {
  readonly hosts: ReadonlySet<string>;
  readonly prefix: string;
  find(path: string): Located | undefined;
}

/**
 * Finds the operation a URL leads to. A known host settles the API; elsewhere (a local server) the path may begin with the
 * API's short name (`/particulier/v3/…`), else the first API that knows the path answers.
 */
export function createLocator(
  tables: readonly MockTable[],
  cases: Readonly<Record<string, readonly MockCase[]>>,
): (url: URL) => Located | undefined {
  const apis = tables.map((table) => createApi(table, cases));
  return (url) => {
    const byHost = apis.find((api) => api.hosts.has(url.host));
    if (byHost) return byHost.find(url.pathname);
    const byPrefix = apis.find((api) => url.pathname.startsWith(api.prefix));
    const found = byPrefix?.find(url.pathname.slice(byPrefix.prefix.length - 1));
    if (found) return found;
    for (const api of apis) {
      const located = api.find(url.pathname);
      if (located) return located;
    }
    return undefined;
  };
}

function createApi(table: MockTable, cases: Readonly<Record<string, readonly MockCase[]>>): Api {
  const route = createRouter(table.operations);
  const base = `${table.basePath ?? ''}/`;
  const compiled = new Map<string, Operation>();
  const versions = [
    ...new Set(Object.values(table.operations).flatMap(({ path }) => VERSION.exec(path)?.[0] ?? [])),
  ];
  const otherVersion = (path: string) => {
    if (!table.server?.steps.includes('version') || !VERSION.test(path)) return undefined;
    const found = versions.map((version) => route(path.replace(VERSION, version))).find(Boolean);
    return found && table.operations[found.id]?.public ? undefined : found;
  };
  return {
    // By name: a local server knows the host asked for, not whether TLS stood before it.
    hosts: new Set(table.hosts.map((origin) => new URL(origin).host)),
    prefix: `/${slug(table.name)}/`,
    find(path) {
      const asked = path.startsWith(base) ? path.slice(base.length - 1) : path;
      const full = table.server?.extensions ? asked.replace(/\.\w+$/, '') : asked;
      const known = route(full);
      const found = known ?? otherVersion(full);
      const spec = found && table.operations[found.id];
      if (!spec) return undefined;
      let operation = compiled.get(found.id);
      if (!operation) {
        operation = compileOperation(table, found.id, spec, cases[found.id]);
        compiled.set(found.id, operation);
      }
      return { operation, pathValues: found.values, unknownVersion: !known };
    },
  };
}
