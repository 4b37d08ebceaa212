import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import { normalize } from '../table/cases.ts';
import { type ApiError, errorOf, textOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import type { MockError, Values } from '../table/types.ts';
import { isMissingBecauseOf, isOutOfRange, passes } from './checks.ts';

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
  }
  return errors;
}

function wrongParameters(operation: Operation, values: Values): ApiError[] {
  return operation.spec.params
    .filter((param) => !param.context && isWrong(operation, param, values))
    .map((param) => parameterError(operation, param, situationOf(operation, param, values.get(param.key))));
}

function situationOf(
  operation: Operation,
  param: Param,
  value: string | readonly string[] | undefined,
): When {
  if (value === undefined) return 'missing';
  return typeof value === 'string' && isOutOfRange(value, param, checkOf(operation, param))
    ? 'range'
    : 'malformed';
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

/** The code that says this situation; else the one that says none, which serves for all. */
function codeFor(
  codes: readonly string[],
  textOfCode: (code: string) => MockError | undefined,
  param: Param,
  when: When,
): string | undefined {
  const refusing = (wanted: When | undefined) =>
    codes.find((code) => {
      const error = textOfCode(code);
      return error !== undefined && error.when === wanted && refuses(error, param);
    });
  return refusing(when) ?? refusing(undefined);
}

const ownCode = (operation: Operation, param: Param, when: When): string | undefined =>
  codeFor(operation.codes, (code) => textOf(operation, code), param, when);

/** The code that other operations give to a parameter, for one whose own list lacks it. */
const commonCode = ({ table: { errors = {} } }: Operation, param: Param, when: When): string | undefined =>
  codeFor(Object.keys(errors).sort(), (code) => errors[code], param, when);

function refuses({ status, source, parameter, alsoFor = [] }: MockError, param: Param): boolean {
  if (status !== 422 && status !== 400) return false;
  const named = source && 'parameter' in source ? source.parameter : undefined;
  return [parameter ?? named, ...alsoFor].includes(wireName(param));
}
