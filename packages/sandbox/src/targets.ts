import {
  aimsAt,
  canHit,
  type MockTable,
  type Scenario,
  type ScenarioTarget,
  scenarioTargets,
} from '@apigouv/core/mocks';
import { SandboxError } from './errors.ts';
import { suggestion } from './nearest.ts';

/** Refuses scenarios that aim at nothing served here: they would never happen, and nobody would know why. */
export function targetCheck(
  tables: ReadonlyMap<string, MockTable>,
): (scenarios: readonly Scenario[]) => void {
  let targets: readonly ScenarioTarget[] | undefined;
  return (scenarios) => {
    for (const scenario of scenarios) {
      if (scenario.operation === undefined && scenario.provider === undefined) continue;
      // Most sandboxes never need the list.
      targets ??= scenarioTargets(tables.values());
      if (!targets.some((target) => canHit(scenario, target)))
        throw new SandboxError(`Scénario « ${scenario.type} » : ${whyNever(scenario, targets)}`);
    }
  };
}

function whyNever(scenario: Scenario, targets: readonly ScenarioTarget[]): string {
  const { operation = '*', provider } = scenario;
  const meant = targets.filter((target) => aimsAt({ operation }, target));
  if (meant.length === 0) {
    const known = targets.flatMap(({ id }) => [id, ...groupsOf(id)]);
    return `aucune opération ne correspond à « ${operation} ».${suggestion(operation, known)}`;
  }
  if (provider === undefined || meant.some((target) => aimsAt({ provider }, target)))
    return `il n'arrive jamais à « ${operation} ».`;
  const known = namesOf(targets);
  if (!targets.some((target) => aimsAt({ provider }, target)))
    return `fournisseur « ${provider} » inconnu.${suggestion(provider, known)} Fournisseurs : ${known.join(', ')}.`;
  const asked = namesOf(meant).join(', ') || 'aucun fournisseur';
  return `« ${operation} » ne demande rien à « ${provider} » (${asked}).`;
}

/** `dss.*` and `dss.quotientFamilial.*` for `dss.quotientFamilial.identite`. */
const groupsOf = (id: string): string[] =>
  [...id.matchAll(/\./g)].map(({ index }) => `${id.slice(0, index)}.*`);

const namesOf = (targets: readonly ScenarioTarget[]): string[] => [
  ...new Set(
    targets.flatMap(({ providers, table }) => providers.map((prefix) => table.providers?.[prefix] ?? prefix)),
  ),
];
