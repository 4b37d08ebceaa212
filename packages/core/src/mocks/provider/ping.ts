import { type Answer, json, plain } from '../table/answer.ts';
import type { BuiltinContext } from './builtins.ts';

/** State of a provider, as the scenarios in force leave it: `ok`, `maintenance` or `bad_gateway`. */
export function pingStatus({ operation, values, scenarios, now }: BuiltinContext): Answer {
  const name = operation.parameters.find(({ place }) => place === 'path');
  const ping = name && values.get(name.key);
  if (typeof ping !== 'string') return plain(404, '{}');
  const concerned = scenarios
    .peek(['outage', 'maintenance'])
    .find(({ provider }) => concerns(provider, ping, operation.table.providers ?? {}));
  const last_update = new Date(now()).toISOString();
  if (!concerned) return json(200, { status: 'ok', last_update });
  if (concerned.type === 'outage') return json(502, { status: 'bad_gateway', last_update });
  const until = new Date(now() + concerned.retryIn * 1000).toISOString();
  return json(200, { status: 'maintenance', last_update, until });
}

// A ping has no code: it is tied to a provider by the words of both names (`cnaf_msa_quotient_familial`, « CNAF & MSA »).
function concerns(
  target: string | undefined,
  ping: string,
  names: Readonly<Record<string, string>>,
): boolean {
  if (target === undefined) return true;
  const own = new Set(words(ping));
  return words(names[target] ?? target).some((word) => own.has(word));
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word.length > 1);
}
