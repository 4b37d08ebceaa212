import { type Parameter, parseParameters, pathNames } from '../request/parameters.ts';
import { type CompiledCase, compileCases } from './cases.ts';
import type { MockCase, MockOperation, MockTable } from './types.ts';

/** An operation made ready: its compact strings parsed once. */
export interface Operation {
  readonly id: string;
  readonly table: MockTable;
  readonly spec: MockOperation;
  readonly parameters: readonly Parameter[];
  /** Names of the declared parameters, as a query writes them. */
  readonly wireNames: ReadonlySet<string>;
  /** Names of the path's parameters, in their order. */
  readonly pathNames: readonly string[];
  readonly cases: readonly CompiledCase[];
  /** Error codes the operation can answer, in the table's order. */
  readonly codes: readonly string[];
  /** Prefixes of its providers, the one with most codes first. */
  readonly providers: readonly string[];
  readonly franceConnect: boolean;
  readonly isPublic: boolean;
  readonly bare: boolean;
  /** Date since which it only answers 410. */
  readonly retiredOn: string | undefined;
  readonly contentType: string;
}

export function compileOperation(
  table: MockTable,
  id: string,
  spec: MockOperation,
  extraCases: readonly MockCase[] = [],
): Operation {
  const flags = spec.flags?.split(' ') ?? [];
  const codes = codesOf(spec);
  const parameters = parseParameters(spec.params, spec.path);
  const franceConnect = flags.includes('f');
  const cases = [...extraCases, ...spec.cases];
  return {
    id,
    table,
    spec,
    parameters,
    wireNames: new Set(parameters.flatMap(({ wire }) => [wire, `${wire}[]`])),
    pathNames: pathNames(spec.path),
    cases: compileCases(franceConnect ? cases : cases.map(withoutUsager), parameters),
    codes,
    providers: providersOf(codes),
    franceConnect,
    isPublic: flags.includes('p'),
    bare: flags.includes('b'),
    retiredOn: flags.find((flag) => flag.startsWith('g:'))?.slice(2),
    contentType: spec.contentType ?? 'application/json',
  };
}

// Elsewhere than on a FranceConnect route the parameters say who is asked about, and the name is only a reminder.
function withoutUsager({ usager: _, ...rest }: MockCase): MockCase {
  return rest;
}

export function codesOf(spec: MockOperation): string[] {
  return spec.codes?.split(' ').filter(Boolean) ?? Object.keys(spec.errors ?? {});
}

// 00 is the platform and 50 FranceConnect's token: neither provides data. 51 (FranceConnect) does so nowhere but in its own failures.
const NOT_PROVIDERS = new Set(['00', '50', '51']);

function providersOf(codes: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) {
    const prefix = code.slice(0, 2);
    // A shorter code is its API's own, and names no provider.
    if (code.length === 5 && !NOT_PROVIDERS.has(prefix)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([prefix]) => prefix);
}
