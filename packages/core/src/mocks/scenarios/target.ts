import { isProvider } from '../table/errors.ts';
import { providersOf } from '../table/operation.ts';
import type { MockTable } from '../table/types.ts';
import type { Target } from './types.ts';

/** Ce qu'un scénario peut viser : une opération d'une table, ou les téléchargements. */
export interface ScenarioTarget {
  /** `operationId`, ou `'documents'`. */
  readonly id: string;
  /** Ses fournisseurs, par préfixe de code. */
  readonly providers: readonly string[];
  /** Noms de ces préfixes. */
  readonly table: Pick<MockTable, 'providers'>;
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
    Object.entries(table.operations).map(([id, spec]) => ({ id, providers: providersOf(spec), table })),
  );
  return [...operations, DOCUMENTS];
}

/** Un scénario vise-t-il cette opération, par son nom et par son fournisseur ? */
export function aimsAt({ operation, provider }: Target, target: ScenarioTarget): boolean {
  return aimsAtOperation(operation, target.id) && aimsAtProvider(provider, target);
}

function aimsAtOperation(wanted: string | undefined, id: string): boolean {
  if (wanted === undefined || wanted === id) return true;
  return wanted.endsWith('*') && id.startsWith(wanted.slice(0, -1));
}

function aimsAtProvider(wanted: string | undefined, target: ScenarioTarget): boolean {
  return wanted === undefined || target.providers.some((prefix) => isProvider(target, prefix, wanted));
}
