import type { Granted } from '../access/access.ts';
import type { Values } from '../request/parameters.ts';
import type { ActiveScenarios } from '../scenarios/active.ts';
import { type Answer, errorsAnswer, json } from '../table/answer.ts';
import { errorOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import { nomenclature } from './nomenclature.ts';
import { pingStatus } from './ping.ts';

/** What an answer that the engine makes by itself is made of. */
export interface BuiltinContext {
  readonly operation: Operation;
  readonly access: Granted;
  readonly values: Values;
  readonly scenarios: ActiveScenarios;
  readonly now: () => number;
}

// These answers describe the caller or the mock itself: no recorded case could.
const BUILTINS: Readonly<Record<string, (context: BuiltinContext) => Answer>> = {
  '/privileges': ({ access }) => json(200, { data: { privileges: [...access.scopes] } }),
  '/api/introspect': ({ access }) =>
    json(200, { _id: access.claims.jti ?? NO_ID, name: '', scopes: [...access.scopes] }),
  '/v3/token/introspect': ({ operation, access }) => json(200, introspection(access), operation.contentType),
  '/v3/ping': () => json(200, { status: 'ok' }),
  '/api/ping': () => json(200, { status: 'ok' }),
  '/ping/{provider}': pingStatus,
  '/api/{provider}/ping': pingStatus,
  '/errors': errorList,
  '/api/errors': errorList,
};

export function builtinOf(operation: Operation): ((context: BuiltinContext) => Answer) | undefined {
  return BUILTINS[operation.spec.path];
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
  const wire = operation.parameters.find((parameter) => parameter.wire === 'operation_id');
  const wanted = wire && values.get(wire.key);
  const body = nomenclature(operation.table, typeof wanted === 'string' ? wanted : undefined);
  return body ? json(200, body) : errorsAnswer([errorOf(operation, '00404')], operation);
}
