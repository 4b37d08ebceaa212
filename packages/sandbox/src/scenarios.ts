import { type Scenario, scenarios } from '@apigouv/core/mocks';
import { SandboxError } from './errors.ts';

const NUMBERS = ['fois', 'pendantMs', 'retryIn', 'retryAfter', 'ms', 'statut'];
const TEXTS = ['operation', 'fournisseur', 'code', 'moment'];
const REQUIRED: Readonly<Record<string, string>> = { lenteur: 'ms', erreur: 'code' };

/** Names of the scenarios that can be written. */
export const SCENARIOS: readonly string[] = Object.keys(scenarios);

/** Reads `panne:fournisseur=CNAV,fois=2 ; lenteur:ms=300`. */
export function parseScenarios(text: string): Scenario[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map(parseScenario);
}

function parseScenario(text: string): Scenario {
  const [name = '', rest = ''] = split(text, ':');
  if (!SCENARIOS.includes(name))
    throw new SandboxError(`Scénario « ${name} » inconnu. Scénarios : ${SCENARIOS.join(', ')}.`);
  const options: Record<string, string | number> = {};
  for (const pair of rest.split(',').filter(Boolean)) {
    const [key = '', value = ''] = split(pair.trim(), '=');
    options[key] = readOption(name, key, value);
  }
  const required = REQUIRED[name];
  if (required && options[required] === undefined)
    throw new SandboxError(`Scénario « ${name} » : « ${required} » est obligatoire (${name}:${required}=…).`);
  const build = scenarios[name as keyof typeof scenarios] as (options: object) => Scenario;
  return build(options);
}

function readOption(name: string, key: string, value: string): string | number {
  if (TEXTS.includes(key) && value) return value;
  if (!NUMBERS.includes(key))
    throw new SandboxError(
      `Scénario « ${name} » : option « ${key} » inconnue ou vide. Options : ${[...TEXTS, ...NUMBERS].join(', ')}.`,
    );
  const number = Number(value);
  if (value === '' || !Number.isFinite(number) || number < 0)
    throw new SandboxError(`Scénario « ${name} » : « ${key} » doit être un nombre positif.`);
  return number;
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}
