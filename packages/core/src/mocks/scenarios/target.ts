import { isProvider } from '../table/errors.ts';
import { providersOf } from '../table/operation.ts';
import type { MockOperation, MockTable } from '../table/types.ts';
import { OUTCOMES } from './outcome.ts';
import { TRANSPORT } from './transport.ts';
import type { Scenario, Target } from './types.ts';

/** Ce qu'un scénario peut viser : une opération d'une table, ou les téléchargements. */
export interface ScenarioTarget {
  /** `operationId`, ou `'documents'`. */
  readonly id: string;
  /** Ses fournisseurs, par préfixe de code. */
  readonly providers: readonly string[];
  /** Noms de ces préfixes. */
  readonly table: Pick<MockTable, 'providers'>;
  /** L'opération ; absente pour les téléchargements. */
  readonly spec?: MockOperation;
}

/** Downloads are aimed at as if they were an operation of that name. */
export const DOCUMENTS: ScenarioTarget = { id: 'documents', providers: [], table: {} };

/**
 * Tout ce qu'un scénario peut viser sur ces API : ce qui ne vise rien de cela n'arrivera jamais.
 * @example
 * ```ts
 * import { aimsAt, scenarios, scenarioTargets } from '@apigouv/core/mocks';
 * import { mockTable } from '@apigouv/particulier/mocks';
 *
 * const hit = scenarioTargets([mockTable]).filter((target) => aimsAt(scenarios.outage({ provider: 'CNAF & MSA' }), target));
 * console.log(hit.some(({ id }) => id === 'dss.quotientFamilial.identite')); // true
 * ```
 */
export function scenarioTargets(tables: Iterable<MockTable>): ScenarioTarget[] {
  const operations = [...tables].flatMap((table) =>
    Object.entries(table.operations).map(([id, spec]) => ({ id, providers: providersOf(spec), table, spec })),
  );
  return [...operations, DOCUMENTS];
}

/** Un scénario vise-t-il cette opération, par son nom et par son fournisseur ? */
export function aimsAt({ operation, provider }: Target, target: ScenarioTarget): boolean {
  return aimsAtOperation(operation, target.id) && aimsAtProvider(provider, target);
}

/** Un scénario peut-il arriver à cette opération ? Il la vise, et elle connaît ce qu'il met en panne. */
export function canHit(scenario: Scenario, target: ScenarioTarget): boolean {
  return aimsAt(scenario, target) && isKnownTo(scenario.type, target);
}

function isKnownTo(type: Scenario['type'], { spec }: ScenarioTarget): boolean {
  const isOneOf = (types: readonly string[]) => types.includes(type);
  if (isOneOf(TRANSPORT)) return true;
  if (!spec || spec.retired !== undefined) return false;
  if (type === 'expiredLink') return spec.documentTtl !== undefined;
  if (!spec.public) return true;
  // A public operation knows no caller; what the engine answers itself suffers from no provider, but may tell how it is.
  if (isOneOf(CALLER)) return false;
  if (spec.simulation === 'provider-state') return isOneOf(['outage', 'maintenance']) || !isOneOf(OUTCOMES);
  return spec.simulation === undefined || !isOneOf(OUTCOMES);
}

/** Types of the scenarios that need somebody who calls. */
const CALLER = ['expiredToken', 'missingScope', 'locked'];

function aimsAtOperation(wanted: string | undefined, id: string): boolean {
  if (wanted === undefined || wanted === id) return true;
  return wanted.endsWith('*') && id.startsWith(wanted.slice(0, -1));
}

function aimsAtProvider(wanted: string | undefined, target: ScenarioTarget): boolean {
  return wanted === undefined || target.providers.some((prefix) => isProvider(target, prefix, wanted));
}
