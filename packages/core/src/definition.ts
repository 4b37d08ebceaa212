import type { Auth } from './auth/auth.ts';
import type { FranceConnectGrant } from './types.ts';

/** Explains in French what is wrong with a value, without repeating it; `undefined` when nothing is. */
export type Format = (value: string) => string | undefined;

/**
 * One row of a generated route table: path, parameters, rate-limit group, flags, and what replaces a retired operation.
 *
 * A path without a leading slash has numbers for the operation's names that it repeats: `v3/0/siren/1`.
 *
 * A parameter is `[*|@|+]key[[]][!][=wire][:check]`: `*` context, `@` header, `+` a UUID made for each call that gives none, `[]`
 * list, `!` required; `check` is a format's name, `int`, a range `1..12` or an enum `M|F`. Those of the path are required, and
 * those not listed are checked by the format that has their name. Flags: `f` FranceConnect token, `p` public, `b` bare body,
 * `s` staging only, `o` without the API's context, `g:date` retired.
 */
export type Route = readonly [
  path: string,
  params: string,
  group?: string,
  flags?: string,
  replacedBy?: string,
];

/** `/v3/dss/quotient_familial/identite` for `v3/0/1/2` and `dss.quotientFamilial.identite`. */
export function pathOf(operation: string, [path]: Route): string {
  if (path[0] === '/') return path;
  const names = operation
    .replace(/^v\d+\./, '')
    .replace(/[A-Z]/g, '_$&')
    .toLowerCase()
    .split('.');
  return `/${path.replace(/\b\d\b/g, (index) => names[+index] as string)}`;
}

/** What a generated package tells the core of its API. */
export interface ApiDefinition {
  readonly name: string;
  /** Prefix of the environment variables. */
  readonly env: string;
  /** Empty when the hosts are not public: the caller gives the address. */
  readonly hosts: Readonly<Partial<Record<'production' | 'staging', string>>>;
  readonly limits: Readonly<
    Record<string, readonly [limit: number, periodSeconds: number, per?: 'operation']>
  >;
  /** Parameters that come before those of a row. */
  readonly context?: string;
  /** By operationId. */
  readonly routes: Readonly<Record<string, Route>>;
  readonly formats: Readonly<Record<string, Format>>;
  /** How a citizen's token goes, in the place of the service's own or beside it; without it, no citizen's client. */
  readonly grant?: (grant: string | FranceConnectGrant, service: () => Auth) => Auth;
  /** Statuses that mean here what another one means elsewhere. */
  readonly statuses?: Readonly<Record<number, number>>;
  /** Form of the error bodies: JSON:API by default, or `{ erreur: { code, message } }`. */
  readonly errorFormat?: 'erreur';
}
