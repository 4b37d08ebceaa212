/** The class of error that core throws: what the reader of a method's documentation will catch. */
import type { ErrorKind } from '@apigouv/core';
import { COMMON_KINDS, situationOf } from '@apigouv/core/internal';
import type { Api, Operation, OperationError } from '../model/types.ts';
import { sorted } from '../text.ts';

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

/**
 * The kinds in which an operation may fail beside those of any call: what its refusals mean, listed or recorded, with or without a code, and a
 * citizen's login that is over.
 */
export function kindsOf({ statuses }: Api, { id, access, errors, refusedWith, cases }: Operation): string[] {
  const citizen = access.franceConnect;
  const kindOf = (status: number, code = ''): ErrorKind =>
    situationOf(statuses[status] ?? status, code, { operation: id, citizen }).kind;
  const codeless = refusedWith.filter((status) => errors.every((error) => error.status !== status));
  const kinds = [
    ...errors.map(({ status, code }) => kindOf(status, code)),
    ...codeless.map((status) => kindOf(status)),
    ...cases.flatMap(({ status, codes }) => (status < 400 ? [] : kindOf(status, codes?.[0]))),
    ...(citizen ? (['login-again'] as const) : []),
  ];
  return sorted(kinds.filter((kind) => !(kind in COMMON_KINDS)));
}
