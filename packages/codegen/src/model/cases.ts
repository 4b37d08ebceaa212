/** Hands each test case to the operations it serves, with its parameters complete. */
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
}

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
