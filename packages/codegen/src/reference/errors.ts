/** The errors of an operation: what happened, and what its caller does about it. */
import { ADVICE } from '@apigouv/core/internal';
import type { Api, Operation } from '../model/types.ts';
import { situationsOf } from '../words/situations.ts';
import { code, table } from './markdown.ts';

export function errorTable(api: Api, operation: Operation): string {
  return table(
    ['statut', 'erreur', 'codes', 'que faire'],
    situationsOf(api, operation).map(({ status, name, kind, errors }) => [
      String(status),
      `${code(name)}, ${code(kind)}`,
      errors.map((error) => `${code(error.code)} ${error.title}`).join(' · '),
      ADVICE[kind],
    ]),
  );
}
