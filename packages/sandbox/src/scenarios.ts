import { type Scenario, scenarios } from '@apigouv/core/mocks';
import { SandboxError } from './errors.ts';
import { suggestion } from './nearest.ts';

const NUMBERS = ['times', 'forMs', 'retryIn', 'retryAfter', 'ms', 'status'];
/** How many calls it hits, or how long. */
const LASTING = ['times', 'forMs'];
const TEXTS = ['operation', 'provider', 'code', 'moment'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  moment: ['before', 'during'],
  status: ['502', '504'],
};
const REQUIRED: Readonly<Record<string, string>> = { slow: 'ms', error: 'code' };

/** Names of the scenarios that can be written. */
export const SCENARIOS: readonly string[] = Object.keys(scenarios);

/** Reads `outage:provider=CNAV,times=2 ; slow:ms=300`. */
export function parseScenarios(text: string): Scenario[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(parseScenario);
}

function parseScenario(text: string): Scenario {
  const [name, rest] = split(text, ':');
  const pairs = rest.split(',').filter(Boolean);
  return makeScenario(
    name,
    pairs.map((pair) => split(pair.trim(), '=')),
  );
}

/** Reads what a scenario is once made: `{ type: 'outage', provider: 'CNAV', times: 2 }`. */
export function readScenario(body: object): Scenario {
  const { type = '', ...options } = body as Record<string, unknown>;
  return makeScenario(
    String(type),
    Object.entries(options).map(([key, value]) => [key, String(value ?? '')]),
  );
}

function makeScenario(name: string, pairs: readonly (readonly [key: string, value: string])[]): Scenario {
  if (!SCENARIOS.includes(name))
    throw new SandboxError(
      `Scénario « ${name} » inconnu.${suggestion(name, SCENARIOS)} Scénarios : ${SCENARIOS.join(', ')}.`,
    );
  const options: Record<string, string | number> = {};
  for (const [key, value] of pairs) options[key] = readOption(name, key, value);
  const required = REQUIRED[name];
  if (required && options[required] === undefined)
    throw new SandboxError(`Scénario « ${name} » : « ${required} » est obligatoire (${name}:${required}=…).`);
  const build = scenarios[name as keyof typeof scenarios] as (options: object) => Scenario;
  return build(options);
}

function readOption(name: string, key: string, value: string): string | number {
  const fail = (why: string): never => {
    throw new SandboxError(`Scénario « ${name} » : ${why}`);
  };
  const known = [...TEXTS, ...NUMBERS];
  if (!known.includes(key))
    return fail(`option « ${key} » inconnue.${suggestion(key, known)} Options : ${known.join(', ')}.`);
  if (value === '') return fail(`l'option « ${key} » est vide.`);
  const values = VALUES[key];
  if (values && !values.includes(value)) return fail(`« ${key} » vaut ${values.join(' ou ')}.`);
  if (TEXTS.includes(key)) return value;
  const number = Number(value);
  if (number === 0 && LASTING.includes(key)) return fail(`« ${key} » vaut 0 : rien n'arriverait jamais.`);
  return Number.isFinite(number) && number >= 0 ? number : fail(`« ${key} » doit être un nombre positif.`);
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
