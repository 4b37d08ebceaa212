import type { MockCase, MockOperation, MockTable } from '@apigouv/core/mocks';
import { requestOf, snippetOf, wireOf } from './call.ts';

/** An operation as the page shows it. */
export interface ShownOperation {
  readonly id: string;
  readonly path: string;
  readonly scopes: readonly string[];
  /** Headers that want a UUID of their own at each call. */
  readonly generated: readonly string[];
  readonly cases: readonly ShownCase[];
}

/** A case as the page shows it: what it says, how it is asked over HTTP, and in TypeScript. */
export interface ShownCase {
  readonly title: string;
  readonly status: number;
  /** Path and query. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Citizen's token, which stands in place of the service's, or in a header of its own. */
  readonly citizen?: { readonly token: string; readonly header?: string };
  readonly snippet: string;
}

const WITHOUT_CASE: MockCase = { name: 'sans paramètre', status: 200, params: {} };

/** Every operation served, with its cases; `origin`: where the page was asked. */
export function listOperations(tables: ReadonlyMap<string, MockTable>, origin: string): ShownOperation[] {
  return [...tables].flatMap(([api, table]) =>
    Object.entries(table.operations).map(([id, operation]) => ({
      id,
      path: `/${api}${operation.path}`,
      scopes: operation.scopes ?? [],
      generated: operation.params.filter(({ generated }) => generated).map(wireOf),
      cases: (operation.cases.length > 0 ? operation.cases : [WITHOUT_CASE]).map((found) => ({
        title: found.description || found.name,
        status: found.status,
        ...shown(origin, api, table, [id, operation], found),
      })),
    })),
  );
}

function shown(
  origin: string,
  api: string,
  table: MockTable,
  row: readonly [string, MockOperation],
  { params: own, usager }: MockCase,
): Omit<ShownCase, 'title' | 'status'> {
  const [, operation] = row;
  // A case that names nobody holds for anybody.
  const citizen = operation.citizen && (usager ?? Object.keys(table.usagers)[0]);
  const asked = { params: withPath(operation, own), citizen };
  const header = table.grantHeader ? { header: table.grantHeader } : {};
  return {
    ...requestOf(api, operation, asked),
    snippet: snippetOf(origin, api, row, asked),
    ...(citizen ? { citizen: { token: citizen, ...header } } : {}),
  };
}

/** A case that says nothing of a part of the path holds for any: that of a case that succeeds will do. */
function withPath(operation: MockOperation, own: MockCase['params']): MockCase['params'] {
  const parts = operation.params.filter((param) => param.in === 'path' && !(param.key in own));
  const found = parts.flatMap(({ key }) => {
    const other = operation.cases.find(({ params, status }) => status < 300 && key in params);
    return other ? [[key, other.params[key]]] : [];
  });
  return { ...own, ...Object.fromEntries(found) };
}
