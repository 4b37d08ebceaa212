import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import { normalize } from '../table/cases.ts';
import { type ApiError, errorOf, textOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import type { MockError, Values } from '../table/types.ts';
import { isMissingBecauseOf, passes } from './checks.ts';

// Code of a parameter that the specification gives none; no real server sends it.
const UNKNOWN_PARAMETER = '00422';

type When = NonNullable<MockError['when']>;

/** The 422 errors of a request, in the server's order: what the context lacks, what it has wrong, then the parameters. */
export function validate(operation: Operation, values: Values): ApiError[] {
  for (const step of [missingContext, wrongContext, wrongParameters]) {
    const errors = step(operation, values);
    if (errors.length > 0) return errors;
  }
  return [];
}

function missingContext(operation: Operation, values: Values): ApiError[] {
  return operation.spec.params
    .filter(({ context, required, key }) => context && required && !values.has(key))
    .map((param) => parameterError(operation, param, 'missing'));
}

function wrongContext(operation: Operation, values: Values): ApiError[] {
  const errors: ApiError[] = [];
  for (const param of operation.spec.params) {
    const value = values.get(param.key);
    if (!param.context || typeof value !== 'string') continue;
    if (!isAccepted(operation, param, value)) errors.push(parameterError(operation, param, 'malformed'));
    else if (isSubject(operation, param, value, values))
      errors.push(parameterError(operation, param, 'subject'));
  }
  return errors;
}

/** An administration does not ask for its own file under its own number, where the operation has a code to say so. */
function isSubject(operation: Operation, param: Param, value: string, values: Values): boolean {
  const isAsked = operation.spec.params.some((other) => {
    const asked = other.in === 'path' ? values.get(other.key) : undefined;
    return asked === value || asked === value.slice(0, 9);
  });
  return isAsked && ownCode(operation, param, 'subject') !== undefined;
}

function wrongParameters(operation: Operation, values: Values): ApiError[] {
  return operation.spec.params
    .filter((param) => !param.context && isWrong(operation, param, values))
    .map((param) => parameterError(operation, param, 'malformed'));
}

function isWrong(operation: Operation, param: Param, values: Values): boolean {
  const { params } = operation.spec;
  const value = values.get(param.key);
  if (value === undefined)
    return (
      !!(param.required ?? param.generated) ||
      isMissingBecauseOf(checkOf(operation, param), params, param, values)
    );
  return !isAccepted(operation, param, value) && !isInACase(operation, param, value);
}

const checkOf = ({ table }: Operation, param: Param) => table.serverChecks?.[wireName(param)] ?? {};

function isAccepted(operation: Operation, param: Param, value: string | readonly string[]): boolean {
  const check = checkOf(operation, param);
  return [value].flat().every((item) => passes(item, param, check));
}

// A tester's made-up number often has a wrong key: what a test case carries must stay within reach.
function isInACase({ cases }: Operation, { key }: Param, value: string | readonly string[]): boolean {
  if (typeof value !== 'string') return false;
  const normal = normalize(value);
  return cases.some(({ wanted }) => wanted.get(key) === normal);
}

function parameterError(operation: Operation, param: Param, when: When): ApiError {
  const code = ownCode(operation, param, when) ?? commonCode(operation, param, when) ?? UNKNOWN_PARAMETER;
  return errorOf(operation, code, wireName(param));
}

const ownCode = (operation: Operation, param: Param, when: When): string | undefined =>
  operation.codes.find((code) => refuses(textOf(operation, code), param, when));

/** The code that other operations give to a parameter, for one whose own list lacks it. */
const commonCode = ({ table: { errors = {} } }: Operation, param: Param, when: When): string | undefined =>
  Object.keys(errors)
    .sort()
    .find((code) => errors[code] && refuses(errors[code], param, when));

function refuses(error: MockError, param: Param, when: When): boolean {
  if (error.status !== 422 && error.status !== 400) return false;
  const wire = wireName(param);
  const names = error.source?.parameter === wire || error.alsoFor?.includes(wire);
  // A code that says no situation serves for all, but for the one that few operations check.
  return !!names && (error.when ?? (when === 'subject' ? undefined : when)) === when;
}
