/** The class of error that core throws: what the reader of a method's documentation will catch. */
import type { ErrorKind } from '@apigouv/core';
import { situationOf } from '@apigouv/core/internal';
import type { Api, Operation, OperationError } from '../model/types.ts';

export interface Situation {
  status: number;
  /** Class that core throws. */
  name: string;
  kind: ErrorKind;
  errors: OperationError[];
}

/** An operation's errors as its caller meets them: by status and kind. */
export function situationsOf({ statuses }: Api, { id, access, errors }: Operation): Situation[] {
  const situations = new Map<string, Situation>();
  for (const error of errors) {
    const { status, code } = error;
    const place = { operation: id, citizen: access.franceConnect };
    const { Class, kind } = situationOf(statuses[status] ?? status, code, place);
    const situation = situations.get(`${status} ${kind}`) ?? { status, name: Class.type, kind, errors: [] };
    situation.errors.push(error);
    situations.set(`${status} ${kind}`, situation);
  }
  return [...situations.values()];
}
