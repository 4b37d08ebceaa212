/** Hands each test case to the operations it serves. */
import type { Problems } from '../problems.ts';
import type { Case, CaseFile, Operation } from './types.ts';

export function attachCases(
  problems: Problems,
  file: string,
  { cases = [], usagers = {} }: CaseFile,
  operations: readonly Operation[],
): void {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  for (const [index, { operations: ids, ...entry }] of cases.entries()) {
    const at = [file, 'cases', entry.name ?? String(index)];
    if (!Array.isArray(ids)) {
      problems.add([...at, 'operations'], 'une liste d’operationId est attendue');
      continue;
    }
    if (entry.usager !== undefined && !usagers[entry.usager])
      problems.add([...at, 'usager'], `« ${entry.usager} » est inconnu`);
    for (const id of ids) {
      const operation = byId.get(id);
      if (!operation) problems.add([...at, 'operations'], `opération « ${id} » inconnue`);
      else {
        checkCodes(problems, at, operation, entry);
        operation.cases.push(entry);
      }
    }
  }
  for (const operation of operations.filter(({ access }) => access.franceConnect))
    operation.citizen = firstSuccess(operation)?.usager ?? Object.keys(usagers)[0];
}

/** The case that examples are made of. */
export const firstSuccess = ({ cases }: Operation): Case | undefined =>
  cases.find(({ status }) => status === 200);

function checkCodes(
  problems: Problems,
  at: readonly string[],
  operation: Operation,
  { codes = [] }: Case,
): void {
  const known = new Set(operation.errors.map((error) => error.code));
  for (const code of codes) {
    if (!known.has(code))
      problems.add([...at, 'codes'], `code ${code} absent de l'opération « ${operation.id} »`);
  }
}
