import { normalize } from '../table/cases.ts';
import { type ApiError, errorOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import { birthplaceIsIncomplete } from './birthplace.ts';
import { passes } from './formats.ts';
import {
  PARAMETER_CODES,
  RECIPIENT_INVALID,
  RECIPIENT_IS_SUBJECT,
  UNKNOWN_PARAMETER,
} from './parameter-codes.ts';
import type { Parameter, Values } from './parameters.ts';

const OBJECT_MAX = 50;

/** The 422 errors of a request, in the server's order: what the context lacks, what it has wrong, then the parameters. */
export function validate(operation: Operation, values: Values): ApiError[] {
  for (const step of [missingContext, wrongContext, wrongParameters]) {
    const errors = step(operation, values);
    if (errors.length > 0) return errors;
  }
  return [];
}

function missingContext(operation: Operation, values: Values): ApiError[] {
  return operation.parameters
    .filter(({ context, required, key }) => context && required && !values.has(key))
    .map((parameter) => parameterError(operation, parameter));
}

function wrongContext(operation: Operation, values: Values): ApiError[] {
  const errors: ApiError[] = [];
  for (const parameter of operation.parameters) {
    const value = values.get(parameter.key);
    if (!parameter.context || typeof value !== 'string') continue;
    const code = contextCode(parameter, value, operation, values);
    if (code) errors.push(errorOf(operation, code, parameter.wire));
  }
  return errors;
}

function contextCode(
  parameter: Parameter,
  value: string,
  operation: Operation,
  values: Values,
): string | undefined {
  if (parameter.wire === 'object') return value.length >= OBJECT_MAX ? PARAMETER_CODES.object : undefined;
  if (parameter.wire === 'recipient') {
    if (!passes(value, 'siret', 'recipient')) return RECIPIENT_INVALID;
    return isSubject(value, operation, values) ? RECIPIENT_IS_SUBJECT : undefined;
  }
  return passes(value, parameter.check, parameter.wire) ? undefined : PARAMETER_CODES[parameter.wire];
}

// An administration does not ask for its own file under its own number.
function isSubject(recipient: string, operation: Operation, values: Values): boolean {
  return operation.parameters.some(({ place, key }) => {
    const asked = place === 'path' ? values.get(key) : undefined;
    return asked === recipient || asked === recipient.slice(0, 9);
  });
}

function wrongParameters(operation: Operation, values: Values): ApiError[] {
  const errors = operation.parameters
    .filter(
      (parameter) =>
        !parameter.context && !isAcceptable(parameter, values) && !isInACase(operation, parameter, values),
    )
    .map((parameter) => parameterError(operation, parameter));
  if (birthplaceIsIncomplete(operation.parameters, values)) {
    const code = PARAMETER_CODES.codeCogInseeCommuneNaissance ?? UNKNOWN_PARAMETER;
    errors.push(errorOf(operation, code, 'codeCogInseeCommuneNaissance'));
  }
  return errors;
}

function isAcceptable({ key, wire, check, required }: Parameter, values: Values): boolean {
  const value = values.get(key);
  if (value === undefined) return !required;
  return (typeof value === 'string' ? [value] : value).every((item) => passes(item, check, wire));
}

// A tester's made-up number often has a wrong key: what a test case carries must stay within reach.
function isInACase({ cases }: Operation, { key }: Parameter, values: Values): boolean {
  const value = values.get(key);
  if (typeof value !== 'string') return false;
  const normal = normalize(value);
  return cases.some(({ wanted }) => wanted.get(key) === normal);
}

function parameterError(operation: Operation, { wire }: Parameter): ApiError {
  return errorOf(operation, codeFor(operation, wire), wire);
}

// The nomenclature's code when the operation lists it; else the one the operation gives to this very parameter.
function codeFor(operation: Operation, wire: string): string {
  const usual = PARAMETER_CODES[wire];
  if (usual !== undefined && operation.codes.includes(usual)) return usual;
  const own = operation.codes.find((code) => {
    const error = operation.spec.errors?.[code] ?? operation.table.errors?.[code];
    const refuses = error?.status === 422 || error?.status === 400;
    return refuses && error.source?.parameter.split(' ').includes(wire);
  });
  return own ?? usual ?? UNKNOWN_PARAMETER;
}
