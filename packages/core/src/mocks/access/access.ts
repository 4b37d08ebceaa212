import type { MockOptions, MockToken } from '../options.ts';
import { rawIdentity } from '../request/raw.ts';
import { faultsOf } from '../request/rules.ts';
import type { Operation } from '../table/operation.ts';
import type { MockUsager } from '../table/types.ts';
import { type Claims, decodeJwt } from './jwt.ts';

/** What a token opens, or the code of the error that refuses it. */
export type Access = Granted | { readonly refused: string };

export interface Granted {
  readonly refused?: never;
  readonly scopes: ReadonlySet<string>;
  readonly claims: Claims;
  /** FranceConnect citizen, on the routes that speak for one. */
  readonly usager?: string;
  readonly identite?: Readonly<Record<string, unknown>>;
}

export type AccessOptions = Pick<MockOptions, 'tokens' | 'opaqueTokens'> & { readonly now: () => number };

const TOKEN68 = /^[A-Za-z0-9._~+/-]+=*$/;

/** The token of a request: `Authorization: Bearer`, in this very case, else `X-Api-Key`, else `?token=`. */
export function tokenOf(headers: Pick<Headers, 'get'>, query: URLSearchParams): string | undefined {
  const other = headers.get('X-Api-Key') ?? query.get('token');
  return bearerOf(headers) ?? other ?? undefined;
}

const bearerOf = (headers: Pick<Headers, 'get'>): string | undefined =>
  /^Bearer +(.*)$/.exec(headers.get('Authorization') ?? '')?.[1];

/** A citizen's token comes nowhere else than in `Authorization`, or in the header that the API has for it. */
export function grantOf(headers: Pick<Headers, 'get'>, header: string | undefined): string | undefined {
  return header === undefined ? bearerOf(headers) : (headers.get(header) ?? undefined);
}

function configured({ tokens }: AccessOptions, token: string): MockToken | undefined {
  return tokens && Object.hasOwn(tokens, token) ? tokens[token] : undefined;
}

/** Checks the tokens, then the operation's gate: any one of its scopes opens it. */
export function authorize(operation: Operation, tokens: Tokens, options: AccessOptions): Access {
  const access = accessOf(operation, tokens, options);
  if (access.refused !== undefined) return access;
  const wanted = operation.spec.scopes ?? [];
  if (access.usager !== undefined && isUnusable(operation, access, options)) {
    return { refused: FRANCE_CONNECT.identity };
  }
  const isOpen = wanted.length === 0 || wanted.some((scope) => access.scopes.has(scope));
  return isOpen ? access : { refused: '00100' };
}

/** The token of the call, and the citizen's where it goes beside the other. */
export interface Tokens {
  readonly token: string | undefined;
  readonly grant: string | undefined;
}

function accessOf(operation: Operation, { token, grant }: Tokens, options: AccessOptions): Access {
  if (!operation.spec.citizen) return habilitationAccess(operation, token, options);
  // Beside no header of its own, any other token is the service's, which is of no use here.
  if (!operation.table.grantHeader)
    return grant === undefined && token
      ? { refused: FRANCE_CONNECT.absent }
      : citizenAccess(operation, grant, options);
  const service = habilitationAccess(operation, token, options);
  if (service.refused !== undefined) return service;
  const citizen = citizenAccess(operation, grant, options);
  // The service's token opens the operation; the citizen's says whose data it is.
  return citizen.refused === undefined ? { ...citizen, scopes: service.scopes } : citizen;
}

function habilitationAccess(operation: Operation, token: string | undefined, options: AccessOptions): Access {
  if (!token || !TOKEN68.test(token)) return { refused: '00101' };
  const known = configured(options, token);
  if (known?.unknown) return { refused: '00106' };
  if (known?.blacklisted) return { refused: '00105' };
  if (known?.expired) return { refused: '00103' };
  const claims = decodeJwt(token);
  if (claims === 'malformed' && !known) return { refused: '00101' };
  if (claims === undefined || claims === 'malformed') {
    if (!known && options.opaqueTokens === 'reject') return { refused: '00106' };
    return { scopes: setOf(known?.scopes ?? operation.table.scopes), claims: {} };
  }
  if (claims.exp !== undefined && claims.exp * 1000 <= options.now()) return { refused: '00103' };
  return { scopes: new Set(known?.scopes ?? claims.scopes ?? claims.roles ?? []), claims };
}

// The lists of tables and of options are the same at each call.
const SETS = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(list: readonly string[]): ReadonlySet<string> {
  const known = SETS.get(list);
  if (known) return known;
  const set = new Set(list);
  SETS.set(list, set);
  return set;
}

function citizenAccess(operation: Operation, token: string | undefined, options: AccessOptions): Access {
  if (!token) return { refused: '00101' };
  // A JWT is a habilitation token, which these routes refuse: FranceConnect's access tokens are opaque.
  if (!TOKEN68.test(token) || decodeJwt(token) !== undefined) {
    return { refused: FRANCE_CONNECT.malformed };
  }
  const known = configured(options, token);
  const name = known?.usager ?? token;
  const { usagers } = operation.table;
  const stranger: MockUsager | undefined = known?.identite && { identite: known.identite };
  const usager = Object.hasOwn(usagers, name) ? usagers[name] : stranger;
  if (!usager || known?.expired || known?.unknown || known?.blacklisted) {
    return { refused: FRANCE_CONNECT.unknown };
  }
  if (Object.keys(usager.identite).length === 0) return { refused: FRANCE_CONNECT.pivot };
  const scopes = known?.scopes ?? usager.scopes ?? operation.table.scopes;
  return {
    // Identity blocks never come back on these routes.
    scopes: new Set(scopes.filter((scope) => !scope.includes('_identite'))),
    claims: {},
    usager: name,
    identite: usager.identite,
  };
}

/** Would the server refuse the identity of the token, were it typed? */
function isUnusable({ table }: Operation, { identite = {} }: Granted, { now }: AccessOptions): boolean {
  const { server } = table;
  const checks = server?.identity;
  return (
    !!checks && faultsOf(checks, server, { params: [], raw: rawIdentity(identite), now: now() }).length > 0
  );
}

/** What FranceConnect's token is refused for. */
export const FRANCE_CONNECT = {
  malformed: '51501',
  unknown: '51502',
  pivot: '51503',
  absent: '51504',
  identity: '51564',
} as const;
