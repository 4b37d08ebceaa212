/** The class of error that core throws: what the reader of a method's documentation will catch. */
import { situationOf } from '@apigouv/core/internal';
import type { Api, Operation, OperationError } from '../model/types.ts';

export interface Situation {
  status: number;
  /** Class that core throws. */
  name: string;
  errors: OperationError[];
}

/** An operation's errors as its caller meets them: by status and class. */
export function situationsOf({ statuses }: Api, { errors }: Operation): Situation[] {
  const situations = new Map<string, Situation>();
  for (const error of errors) {
    const { status, code } = error;
    const name = situationOf(statuses[status] ?? status, code).Class.type;
    const situation = situations.get(`${status} ${name}`) ?? { status, name, errors: [] };
    situation.errors.push(error);
    situations.set(`${status} ${name}`, situation);
  }
  return [...situations.values()];
}
