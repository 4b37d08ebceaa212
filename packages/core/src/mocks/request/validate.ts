import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import { normalize } from '../table/cases.ts';
import { type ApiError, errorOf, textOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import type { MockError, Values } from '../table/types.ts';
import { isOutOfRange, passes } from './checks.ts';

// Code of a parameter that the specification gives none; no real server sends it.
const UNKNOWN_PARAMETER = '00422';

type When = NonNullable<MockError['when']>;

/** The 422 errors of a request, in the server's order: what the context lacks, what it has wrong, then the parameters. */
export function validate(operation: Operation, values: Values, trustCases: boolean): ApiError[] {
  for (const step of [missingContext, wrongContext, wrongParameters]) {
    const errors = step(operation, values, trustCases);
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
    if (!isAccepted(param, value)) errors.push(parameterError(operation, param, 'malformed'));
  }
  return errors;
}

function wrongParameters(operation: Operation, values: Values, trustCases: boolean): ApiError[] {
  return operation.spec.params
    .filter((param) => !param.context && isWrong(operation, param, values, trustCases))
    .map((param) => parameterError(operation, param, situationOf(param, values.get(param.key))));
}

function situationOf(param: Param, value: string | readonly string[] | undefined): When {
  if (value === undefined) return 'missing';
  return typeof value === 'string' && isOutOfRange(value, param) ? 'range' : 'malformed';
}

function isWrong(operation: Operation, param: Param, values: Values, trustCases: boolean): boolean {
  const value = values.get(param.key);
  if (value === undefined) return !!(param.required ?? param.generated);
  return !isAccepted(param, value) && !(trustCases && isInACase(operation, param.key, value));
}

const isAccepted = (param: Param, value: string | readonly string[]): boolean =>
  [value].flat().every((item) => passes(item, param));

/** A tester's made-up number often has a wrong key. */
export function isInACase({ cases }: Operation, key: string, value: string | readonly string[]): boolean {
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
