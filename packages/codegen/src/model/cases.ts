/** Hands each test case to the operations it serves, with its parameters complete. */
import { isDeepStrictEqual } from 'node:util';
import type { Problems } from '../problems.ts';
import type { Case, CaseFile, Operation } from './types.ts';

export function attachCases(
  problems: Problems,
  file: string,
  content: CaseFile,
  operations: readonly Operation[],
): void {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  for (const [index, { operations: ids, ...entry }] of (content.cas ?? []).entries()) {
    const at = [file, 'cas', entry.nom ?? String(index)];
    if (!Array.isArray(ids)) {
      problems.add([...at, 'operations'], 'une liste d’operationId est attendue');
      continue;
    }
    const usager = entry.usager === undefined ? undefined : content.usagers?.[entry.usager];
    if (entry.usager !== undefined && !usager)
      problems.add([...at, 'usager'], `« ${entry.usager} » est inconnu`);
    for (const id of ids) {
      const operation = byId.get(id);
      if (!operation) problems.add([...at, 'operations'], `opération « ${id} » inconnue`);
      else operation.cases.push(complete(problems, at, operation, entry, usager?.identite ?? {}));
    }
  }
  const usagers = content.usagers ?? {};
  for (const operation of operations.filter(({ access }) => access.franceConnect))
    operation.citizen = citizenOf(usagers, firstSuccess(operation));
}

/** The case that examples are made of. */
export const firstSuccess = ({ cases }: Operation): Case | undefined =>
  cases.find(({ status }) => status === 200);

/** Whose identity a case asks for, as far as its operation takes it; undefined when it asks for none we know. */
export function usagerOf(
  usagers: NonNullable<CaseFile['usagers']>,
  { usager, params }: Case,
): string | undefined {
  const same = (identity: Record<string, unknown>): boolean => {
    const shared = Object.entries(identity).filter(([key]) => key in params);
    return shared.length > 1 && shared.every(([key, value]) => isDeepStrictEqual(params[key], value));
  };
  return usager ?? Object.keys(usagers).find((name) => same(usagers[name]?.identite ?? {}));
}

/** The citizen of an example; the first one when its case asks for none. */
const citizenOf = (usagers: NonNullable<CaseFile['usagers']>, entry: Case | undefined): string | undefined =>
  (entry && usagerOf(usagers, entry)) ?? Object.keys(usagers)[0];

function complete(
  problems: Problems,
  at: readonly string[],
  operation: Operation,
  entry: Case,
  identity: Record<string, unknown>,
): Case {
  const accepted = new Set(operation.params.map((param) => param.wire));
  const known = new Set(operation.errors.map((error) => error.code));
  for (const code of entry.codes ?? []) {
    if (!known.has(code))
      problems.add([...at, 'codes'], `code ${code} absent de l'opération « ${operation.id} »`);
  }
  const own = Object.entries(identity).filter(([name]) => accepted.has(name));
  return { ...entry, params: { ...Object.fromEntries(own), ...entry.params } };
}
