/** The compact form of an operation, common to the route table and the mock table. */
import type { Operation, Param } from '../model/types.ts';
import { pascalCase } from '../names.ts';

/** The path with the numbers of the operation's names that it repeats: core puts the names back. */
export function pathToken({ id, path }: Operation): string {
  const names = id
    .replace(/^v\d+\./, '')
    .split('.')
    .map((name) => name.replace(/[A-Z]/g, '_$&').toLowerCase());
  const segments = path.slice(1).split('/');
  const numbered = segments.map((segment) =>
    names.includes(segment) ? `${names.indexOf(segment)}` : segment,
  );
  // A number of the path itself would be taken for a name's.
  return segments.some((segment) => /\b\d\b/.test(segment)) ? path : numbered.join('/');
}

/** `*recipient!:siret prenoms[]! *delegationId=delegation_id:uuid`. */
export const paramsString = (operation: Operation): string =>
  operation.params.filter(isListed).map(paramToken).join(' ');

// The path template already names its parameters and makes them required.
const isListed = (param: Param): boolean =>
  param.in !== 'path' || param.check !== undefined || param.key !== param.wire;

export function paramToken(param: Param): string {
  const prefix =
    (param.context ? '*' : '') + (param.in === 'header' ? '@' : '') + (param.generated ? '+' : '');
  const name = param.key + (param.list ? '[]' : '') + (param.required || param.generated ? '!' : '');
  const wire = param.wire === param.key ? '' : `=${param.wire}`;
  const check = param.check === undefined ? '' : `:${param.check}`;
  return prefix + name + wire + check;
}

/** `f` FranceConnect, `p` public, `b` bare body, `s` staging only, `g:<date>` retired; separated by spaces. */
export function flagsString({ access, body, retired, stagingOnly }: Operation): string {
  const flags = [
    access.franceConnect ? 'f' : '',
    retired === undefined ? '' : `g:${retired}`,
    access.isPublic ? 'p' : '',
    stagingOnly ? 's' : '',
    body?.bare || (!body && retired === undefined) ? 'b' : '',
  ];
  return flags.filter((flag) => flag !== '').join(' ');
}

export const constantName = (operation: Operation): string => `params${pascalCase(operation.id)}`;
