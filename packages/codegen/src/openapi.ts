/** The parts of a bundled OpenAPI document that code generation reads, with the house's extensions. */
export interface Reference {
  $ref?: string;
}

export interface Schema extends Reference {
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  deprecated?: boolean;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: boolean | Schema;
  'x-scope'?: unknown;
  'x-format'?: unknown;
  /** What the client writes otherwise before sending. */
  'x-normalise'?: unknown;
  minItems?: number;
  /** Seconds the document's address lives. */
  'x-document'?: unknown;
  /** What serves the document. */
  'x-document-place'?: unknown;
}

/** In what order a server looks at a request. */
export interface ServerOrder {
  steps: (string | string[])[];
  identity?: string[];
  extensions?: boolean;
  places?: Record<string, string>[];
}

export interface Parameter extends Reference {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  deprecated?: boolean;
  style?: string;
  explode?: boolean;
  example?: unknown;
  schema?: Schema;
  'x-name'?: unknown;
  'x-context'?: unknown;
  /** The value may hold slashes, and takes the rest of the path. */
  'x-greedy'?: unknown;
  /** `uuid`: the client makes one for each call that gives none. */
  'x-generated'?: unknown;
}

interface MediaType {
  schema?: Schema;
  examples?: Record<string, ErrorExample>;
}

/** An error as JSON:API has it, or as `{ erreur: { code, message } }`, which says the rest beside its value. */
export interface ErrorExample {
  summary?: string;
  description?: string;
  value?: { errors?: ErrorBody[]; erreur?: { code?: string; message?: string } };
  'x-parameter'?: string;
  'x-also-for'?: string[];
  'x-when'?: string;
}

export interface ErrorBody {
  code: string;
  title: string;
  detail: string;
  source?: { parameter: string } | { header: string } | null;
  meta?: Record<string, unknown>;
}

/** An error's text, as the build writes it for what no operation lists. */
type ErrorText = Omit<ErrorBody, 'code'> & {
  status: number;
  parameter?: string;
  alsoFor?: string[];
  when?: string;
};

export interface Response extends Reference {
  description?: string;
  content?: Record<string, MediaType>;
  'x-error-codes'?: unknown;
}

export interface OperationObject {
  operationId?: unknown;
  summary?: string;
  description?: string;
  tags?: string[];
  deprecated?: boolean;
  parameters?: Parameter[];
  responses?: Record<string, Response>;
  security?: Record<string, string[]>[];
  requestBody?: unknown;
  'x-scopes'?: unknown;
  'x-rate-limit'?: unknown;
  'x-provider'?: unknown;
  'x-replaced-by'?: unknown;
  'x-retired'?: unknown;
  'x-cache-ttl'?: unknown;
  'x-cache-until'?: unknown;
  'x-staging-only'?: unknown;
  'x-official-id'?: unknown;
  'x-simulation'?: unknown;
  'x-server-checks'?: string[];
  'x-probes'?: Record<string, string[]>;
}

export interface PathItem extends Reference {
  parameters?: Parameter[];
  [method: string]: unknown;
}

interface SecurityScheme {
  type?: string;
  in?: string;
  name?: string;
  flows?: { clientCredentials?: { tokenUrl?: string } };
}

export interface Document {
  openapi: string;
  info: { title: string; 'x-name'?: string; [key: string]: unknown };
  servers?: { url: string; description?: string }[];
  security?: Record<string, string[]>[];
  paths?: Record<string, PathItem>;
  components?: {
    schemas?: Record<string, Schema>;
    securitySchemes?: Record<string, SecurityScheme>;
    [kind: string]: unknown;
  };
  'x-error-format'?: unknown;
  /** Statuses that mean here what another one usually means. */
  'x-status-meanings'?: Record<string, unknown>;
  'x-env'?: unknown;
  'x-server'?: ServerOrder;
  'x-server-rules'?: Record<string, object[]>;
  'x-error-texts'?: Record<'kinds' | 'codes', Record<string, ErrorText>> & {
    about?: Record<string, string[]>;
  };
  'x-address-limit'?: { limit?: unknown; period?: unknown };
  'x-rate-limits'?: Record<string, { limit?: unknown; period?: unknown; per?: unknown }>;
}

/** Follows `#/…` references; siblings of `$ref` win, as OpenAPI 3.1 allows. */
export function resolve<T extends Reference>(document: Document, node: T): T | undefined {
  let current = node;
  for (let hops = 0; current.$ref !== undefined; hops++) {
    const target = lookUp(document, current.$ref);
    if (target === undefined || hops > 20) return undefined;
    const { $ref: _, ...siblings } = current;
    current = { ...(target as T), ...siblings };
  }
  return current;
}

function lookUp(document: Document, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined;
  let node: unknown = document;
  for (const raw of ref.slice(2).split('/')) {
    const key = decodeURIComponent(raw).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Record<string, unknown>)[key];
  }
  return node;
}

/** `QuotientFamilial` for `#/components/schemas/QuotientFamilial`. */
export function schemaName(schema: Schema | undefined): string | undefined {
  return schema?.$ref?.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
}
