import { wireName } from '../../client/params.ts';
import { type CompiledCase, compileCases } from './cases.ts';
import type { MockCase, MockOperation, MockTable } from './types.ts';

/** An operation made ready: what each request would otherwise compute again. */
export interface Operation {
  readonly id: string;
  readonly table: MockTable;
  readonly spec: MockOperation;
  /** Names of the declared parameters, as a query writes them. */
  readonly wireNames: ReadonlySet<string>;
  /** Names of the path's parameters, in their order. */
  readonly pathNames: readonly string[];
  readonly cases: readonly CompiledCase[];
  /** Error codes the operation can answer, in the table's order. */
  readonly codes: readonly string[];
  /** Prefixes of its providers: its own, or the one with most codes, first. */
  readonly providers: readonly string[];
  readonly contentType: string;
}

export function compileOperation(
  table: MockTable,
  id: string,
  spec: MockOperation,
  extraCases: readonly MockCase[] = [],
): Operation {
  const codes = codesOf(spec);
  const { params } = spec;
  const cases = [...extraCases, ...spec.cases].map((entry) =>
    spec.citizen ? withIdentity(entry, table.usagers) : withoutUsager(entry),
  );
  return {
    id,
    table,
    spec,
    wireNames: new Set(params.map(wireName).flatMap((name) => [name, `${name}[]`])),
    pathNames: [...spec.path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name),
    cases: compileCases(cases, params),
    codes,
    providers: providersOf(spec),
    contentType: spec.contentType ?? 'application/json',
  };
}

// Elsewhere than on a FranceConnect route the parameters say who is asked about, and the name is only a reminder.
function withoutUsager({ usager: _, ...rest }: MockCase): MockCase {
  return rest;
}

// There the token gives an identity, and a citizen's name stands for it: any token of that identity finds the case.
function withIdentity(entry: MockCase, usagers: MockTable['usagers']): MockCase {
  const { usager, ...rest } = entry;
  const identite = usager !== undefined && Object.hasOwn(usagers, usager) && usagers[usager]?.identite;
  if (!identite || Object.keys(identite).length === 0) return entry;
  return { ...rest, params: { ...identite, ...rest.params } };
}

export function codesOf({ codes, errors = {} }: MockOperation): readonly string[] {
  return codes ?? Object.keys(errors);
}

// 00 is the platform, which provides nothing; 51, FranceConnect, says who asks.
const NOT_PROVIDERS = new Set(['00', '51']);

export function providersOf(spec: MockOperation): string[] {
  const counts = new Map<string, number>();
  for (const code of codesOf(spec)) {
    const prefix = code.slice(0, 2);
    // A shorter code is its API's own, and names no provider.
    if (code.length === 5 && !NOT_PROVIDERS.has(prefix)) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  if (spec.provider !== undefined) counts.set(spec.provider, Infinity);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([prefix]) => prefix);
}
