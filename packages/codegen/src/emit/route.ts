/** The compact form of an operation, common to the route table and the mock table. */
import type { Operation, Param } from '../model/types.ts';
import { pascalCase } from '../names.ts';

/** The path, or only its version when the core can read the rest in the operation's name. */
export function pathToken({ id, path }: Operation): string {
  const version = /^\/(v\d+)\//.exec(path)?.[1];
  const name = id.replace(/^v\d+\./, '').replaceAll('.', '/');
  const derived = `/${version}/${name.replace(/[A-Z]/g, '_$&').toLowerCase()}`;
  return version !== undefined && path === derived ? version : path;
}

/** `*recipient!:siret prenoms[]! *delegationId=delegation_id:uuid`. */
export const paramsString = (operation: Operation): string =>
  operation.params.filter(isListed).map(paramToken).join(' ');

// The path template already names its parameters and makes them required.
const isListed = (param: Param): boolean =>
  param.in !== 'path' || param.check !== undefined || param.key !== param.wire;

function paramToken(param: Param): string {
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
