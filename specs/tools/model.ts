/** The parts of an OpenAPI document this folder's tools touch. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  'x-scope'?: string;
  [key: string]: unknown;
};

export type ErrorCode = string | { code: string; detail?: string };

export type Response = {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: Schema; examples?: Record<string, unknown> }>;
  'x-error-codes'?: ErrorCode[];
  'x-headers'?: string[];
};

export type Parameter = {
  $ref?: string;
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
};

export type Operation = {
  operationId: string;
  deprecated?: boolean;
  parameters?: Parameter[];
  responses: Record<string, Response>;
  security?: Record<string, string[]>[];
  'x-provider'?: string;
  'x-other-providers'?: string[];
  'x-error-codes'?: ErrorCode[];
  'x-rate-limit'?: string;
  'x-scopes'?: string[];
  'x-replaced-by'?: string;
  'x-retired'?: string;
  /** Its errors carry no code, and their bodies are of its own. */
  'x-codeless-errors'?: boolean;
  'x-official-id'?: string;
  /** A set of checks; the build writes their names. */
  'x-server-checks'?: string | string[];
};

export type Document = {
  info: Record<string, unknown>;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses?: Record<string, Response>;
    headers?: Record<string, unknown>;
    parameters?: Record<string, Parameter>;
  };
  /** JSON:API by default; `oauth`: `{ error }`, without numeric codes. */
  'x-error-format'?: 'erreur' | 'oauth';
  /** Written by the build: texts of the platform's codes and of the kinds of failure, for what no operation lists. */
  'x-error-texts'?: Record<'kinds' | 'codes', Record<string, object>> & { about?: Record<string, string[]> };
  'x-server'?: { steps: (string | string[])[]; identity?: string[] };
  /** Written by the build: the checks that operations name. */
  'x-server-rules'?: Record<string, object[]>;
  'x-address-limit'?: { limit: number; period: number };
  'x-rate-limits'?: Record<string, { limit: number; period: number; per?: 'operation' }>;
};

/** One test case, as it stands in the bundle. */
export type Case = {
  name: string;
  description?: string;
  operations: string[];
  /** Fictional citizen asked about, a key of the bundle's `usagers`. */
  usager?: string;
  /** Complete: what the operation takes of the citizen's identity is among them. */
  params: Record<string, unknown>;
  status: number;
  response?: unknown;
  codes?: string[];
};

export function operationsOf(document: Document): { path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** Follows `#/…` references, siblings winning, as JSON Schema 2020-12 allows. */
export function resolve<T extends { $ref?: string }>(document: Document, node: T): T {
  if (!node?.$ref) return node;
  const { $ref, ...siblings } = node;
  const target = $ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );
  return { ...resolve(document, target as T), ...siblings };
}
