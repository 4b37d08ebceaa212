import { aimsAt, type ScenarioTarget } from './target.ts';
import type { Scenario } from './types.ts';

interface Active {
  readonly scenario: Scenario;
  readonly until: number;
  left: number;
}

/** The scenarios in force, in the order they were turned on. */
export interface ActiveScenarios {
  add(scenarios: readonly Scenario[]): void;
  clear(): void;
  /** First scenario of one of these types that aims at the operation; counts as one of its uses. */
  take<T extends Scenario['type']>(
    types: readonly T[],
    operation: ScenarioTarget,
  ): Extract<Scenario, { type: T }> | undefined;
  /** Every scenario in force. */
  list(): Scenario[];
  /** Scenarios in force of one of these types, whatever they aim at; uses nothing up. */
  peek<T extends Scenario['type']>(types: readonly T[]): Extract<Scenario, { type: T }>[];
}

export function activeScenarios(now: () => number): ActiveScenarios {
  let list: Active[] = [];

  const alive = () => {
    if (list.length === 0) return list;
    const time = now();
    list = list.filter((active) => active.left > 0 && active.until > time);
    return list;
  };

  return {
    add(scenarios) {
      const time = now();
      for (const scenario of scenarios) {
        const until = scenario.forMs === undefined ? Infinity : time + scenario.forMs;
        list.push({ scenario, until, left: scenario.times ?? Infinity });
      }
    },
    clear() {
      list = [];
    },
    take<T extends Scenario['type']>(types: readonly T[], operation: ScenarioTarget) {
      for (const active of alive()) {
        if (!(types as readonly string[]).includes(active.scenario.type)) continue;
        if (!aimsAt(active.scenario, operation)) continue;
        active.left -= 1;
        return active.scenario as Extract<Scenario, { type: T }>;
      }
      return undefined;
    },
    list: () => alive().map(({ scenario }) => scenario),
    peek<T extends Scenario['type']>(types: readonly T[]) {
      return alive()
        .map((active) => active.scenario)
        .filter((scenario) => (types as readonly string[]).includes(scenario.type)) as Extract<
        Scenario,
        { type: T }
      >[];
    },
  };
}

/** The same scenarios, behind some that hold for one request. */
export function withOwn(
  own: readonly Scenario[],
  shared: ActiveScenarios,
  now: () => number,
): ActiveScenarios {
  const first = activeScenarios(now);
  first.add(own);
  return {
    ...shared,
    list: () => [...first.list(), ...shared.list()],
    take: (types, operation) => first.take(types, operation) ?? shared.take(types, operation),
    peek: (types) => [...first.peek(types), ...shared.peek(types)],
  };
}
