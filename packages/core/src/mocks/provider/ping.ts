import type { ActiveScenarios } from '../scenarios/active.ts';
import { type Answer, json, plain } from '../table/answer.ts';
import { isProvider } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import type { Values } from '../table/types.ts';

/** What the state of a provider depends on. */
export interface ProviderContext {
  readonly operation: Operation;
  readonly values: Values;
  readonly scenarios: ActiveScenarios;
  readonly now: () => number;
}

/** State of a provider, as the scenarios in force leave it: `ok`, `maintenance` or `bad_gateway`. */
export function providerState({ operation, values, scenarios, now }: ProviderContext): Answer {
  const name = operation.spec.params.find(({ in: place }) => place === 'path');
  const probe = name && values.get(name.key);
  if (typeof probe !== 'string') return plain(404, '{}');
  const watched = operation.spec.probes?.[probe] ?? [];
  const concerned = scenarios
    .peek(['outage', 'maintenance'])
    .find(
      ({ provider }) =>
        provider === undefined || watched.some((prefix) => isProvider(operation, prefix, provider)),
    );
  const last_update = new Date(now()).toISOString();
  if (!concerned) return json(200, { status: 'ok', last_update });
  if (concerned.type === 'outage') return json(502, { status: 'bad_gateway', last_update });
  const until = new Date(now() + concerned.retryIn * 1000).toISOString();
  return json(200, { status: 'maintenance', last_update, until });
}
