import type { Granted } from '../access/access.ts';
import { type Answer, errorsAnswer, json } from '../table/answer.ts';
import { errorOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import type { Simulation } from '../table/types.ts';
import { nomenclature } from './nomenclature.ts';
import { type ProviderContext, providerState } from './ping.ts';

/** What an answer that the engine makes by itself is made of. */
export interface BuiltinContext extends ProviderContext {
  readonly access: Granted;
}

// These answers describe the caller or the mock itself: no recorded case could.
const BUILTINS: Readonly<Record<Simulation, (context: BuiltinContext) => Answer>> = {
  privileges: ({ access }) => json(200, { data: { privileges: [...access.scopes] } }),
  introspection: ({ operation, access }) => json(200, introspection(access), operation.contentType),
  'introspection-v2': ({ access }) =>
    json(200, { _id: access.claims.jti ?? NO_ID, name: '', scopes: [...access.scopes] }),
  ping: () => json(200, { status: 'ok' }),
  'provider-state': providerState,
  nomenclature: errorList,
};

export function builtinOf({ spec }: Operation): ((context: BuiltinContext) => Answer) | undefined {
  return spec.simulation && BUILTINS[spec.simulation];
}

const NO_ID = '00000000-0000-4000-8000-000000000000';

function introspection({ scopes, claims }: Granted): unknown {
  return {
    data: {
      id: claims.jti ?? NO_ID,
      type: 'standard',
      scopes: [...scopes],
      datapass_id: null,
      siret_souscripteur: null,
      date_emission: isoDate(claims.iat),
      date_expiration: isoDate(claims.exp),
      rate_limit_par_minute: null,
      delegation: null,
    },
    links: { datapass: null },
    meta: {},
  };
}

function isoDate(seconds: number | undefined): string | null {
  return seconds === undefined ? null : new Date(seconds * 1000).toISOString();
}

function errorList({ operation, values }: BuiltinContext): Answer {
  const [filter] = operation.spec.params;
  const wanted = filter && values.get(filter.key);
  const body = nomenclature(operation.table, typeof wanted === 'string' ? wanted : undefined);
  return body ? json(200, body) : errorsAnswer([errorOf(operation, '00404')], operation);
}
