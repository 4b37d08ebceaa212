import type { ErrorBody, Schema, ServerOrder } from '../openapi.ts';
import type { Documents } from './documents.ts';

/** An API as the emitters see it: checked, references followed, extensions read. */
export interface Api {
  /** `Particulier`: prefix of the names it gives to types. */
  typeName: string;
  /** What the client tells servers of itself: `apigouv-particulier/1.0.0`. */
  agent: string;
  title: string;
  env: string;
  /** Undefined when they are not public. */
  hosts: { production: string; staging: string } | undefined;
  /** What the server's address adds before every path. */
  basePath: string | undefined;
  /** Where OAuth2 tokens are asked for. */
  tokenPath: string | undefined;
  /** Header of the citizen's token, when it goes beside the service's. */
  grantHeader: string | undefined;
  /** Statuses that mean here what another one usually means. */
  statuses: Record<number, number>;
  /** Texts of what no operation lists: the platform's codes, and the kinds of failure of any provider. */
  errorTexts: {
    kinds: Record<string, ErrorText>;
    codes: Record<string, ErrorText>;
    /** Parameters that a code, or a kind whatever the provider, is about when they are several. */
    about?: Record<string, string[]>;
  };
  /** Form of the error bodies, when it is not JSON:API. */
  errorFormat: 'erreur' | undefined;
  /** In what order the server looks at a request, and its checks by name. */
  server: (ServerOrder & { rules: Record<string, object[]> }) | undefined;
  limits: Record<string, Limit>;
  /** Calls of an address, all tokens together. */
  addressLimit: Omit<Limit, 'perOperation'> | undefined;
  schemas: Record<string, Schema>;
  operations: Operation[];
  /** Names of the providers, by prefix of code. */
  providers: Record<string, string>;
  /** Every scope that opens an operation or unmasks a field, sorted. */
  scopes: string[];
  usagers: Record<string, { identite: Record<string, unknown>; scopes?: string[] }>;
  /** Source file of the specification, for the generated files' headers. */
  source: string;
}

export interface Limit {
  limit: number;
  period: number;
  perOperation: boolean;
}

export interface Operation {
  id: string;
  /** Name that examples give to the API's client: `particulier`. */
  client: string;
  path: string;
  summary: string;
  description: string;
  /** The theme it belongs to. */
  tag: string | undefined;
  deprecated: boolean;
  replacedBy: string | undefined;
  retired: string | undefined;
  /** Not in production yet. */
  stagingOnly: boolean;
  provider: string | undefined;
  /** Undefined on public operations. */
  scopes: string[] | undefined;
  group: string | undefined;
  /** What the server checks, in its order. */
  checks: string[];
  /** Name the State knows the operation by. */
  officialId: string | undefined;
  /** What the mock engine answers by itself. */
  simulation: string | undefined;
  /** Providers, by prefix of code, that each probe of a provider's state watches. */
  probes: Record<string, string[]> | undefined;
  cacheTtl: number | undefined;
  /** Hour of the next day, in Paris, until which the platform answers the same again. */
  cacheUntil: number | undefined;
  /** Undefined when the answer gives no document. */
  documents: Documents | undefined;
  access: Access;
  params: Param[];
  /** Undefined when nothing is answered but a status: a ping, a retired operation. */
  body: Body | undefined;
  errors: OperationError[];
  /** Every status of its refusals, those without a code too. */
  refusedWith: number[];
  cases: Case[];
  /** Fictional citizen of the first case that succeeds; undefined when the operation speaks for none. */
  citizen: string | undefined;
}

export interface Access {
  token: boolean;
  franceConnect: boolean;
  isPublic: boolean;
}

export interface Param {
  /** Key in TypeScript. */
  key: string;
  /** Name on the wire, without `[]`. */
  wire: string;
  in: 'query' | 'path' | 'header';
  list: boolean;
  /** The list may be empty: nothing is sent. */
  empty: boolean;
  required: boolean;
  context: boolean;
  /** Made by the client for each call that gives none; the server wants it. */
  generated: boolean;
  /** A whole number, within bounds when the specification gives both. */
  integer: { min: number; max: number } | Record<never, never> | undefined;
  /** The only values, when the specification lists them. */
  values: string[] | undefined;
  /** `x-format`: what the client checks. */
  format: string | undefined;
  /** `x-normalise`: what the client writes otherwise before sending. */
  normalise: string | undefined;
  /** The value may hold slashes, and takes the rest of the path. */
  greedy: boolean;
  /** TypeScript type. */
  type: string;
  description: string;
  example: unknown;
  deprecated: boolean;
}

export interface Body {
  contentType: string;
  /** Name of the component schema of the whole body. */
  schema: string;
  /** The body has no `{ data, links, meta }` envelope. */
  bare: boolean;
  /** The server may answer 204: no data. */
  optional: boolean;
  /** What the client hands out as `data`. */
  data: Schema;
}

/** An error's text apart from its code. */
type ErrorText = Omit<OperationError, 'code'>;

export interface OperationError extends ErrorBody {
  status: number;
  /** The parameter that the code is about, where the body names none, or another. */
  parameter?: string;
  /** Other parameters that the code refuses. */
  alsoFor?: string[];
  /** What is wrong with the parameter, where several codes share one. */
  when?: string;
}

export interface Case {
  name: string;
  description?: string;
  usager?: string;
  params: Record<string, unknown>;
  status: number;
  response?: unknown;
  codes?: string[];
}

/** `specs/dist/<api>.cases.json`. */
export interface CaseFile {
  usagers?: Record<string, { identite: Record<string, unknown>; scopes?: string[] }>;
  cases?: (Case & { operations: string[] })[];
}
