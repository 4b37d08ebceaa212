import { type ApiError, errorOf, providerCode, textOf } from '../table/errors.ts';
import type { Operation } from '../table/operation.ts';
import type { ErrorScenario } from './types.ts';

/** Types of the scenarios that stand in for the provider's answer. */
export const OUTCOMES = [
  'outage',
  'maintenance',
  'providerTimeout',
  'severalFound',
  'manualReview',
  'error',
] as const;

const LONG = 86_400;

/** The error a scenario makes of an operation's answer. */
export function outcomeOf(scenario: ErrorScenario, operation: Operation): ApiError {
  const { provider } = scenario;
  switch (scenario.type) {
    case 'outage': {
      const error = errorOf(operation, providerCode(operation, '001', provider));
      // Without a provider the platform fails, by a status of its own.
      const isPlatform = error.body.code.startsWith('00');
      return { ...error, status: (isPlatform ? undefined : scenario.status) ?? error.status };
    }
    case 'maintenance':
      return withRetryIn(errorOf(operation, providerCode(operation, '020', provider)), scenario.retryIn);
    case 'providerTimeout':
      return errorOf(operation, providerCode(operation, '002', provider));
    case 'severalFound':
      return errorOf(operation, severalCode(operation, provider));
    case 'manualReview':
      return withRetryIn(errorOf(operation, manualCode(operation, provider)), scenario.retryIn);
    case 'error':
      return errorOf(operation, scenario.code);
  }
}

// Some providers say of several people what they say of a wrong parameter: 422, `XX563`.
function severalCode(operation: Operation, provider: string | undefined): string {
  const codes = ['015', '563'].map((kind) => providerCode(operation, kind, provider));
  return codes.find((code) => operation.codes.includes(code)) ?? providerCode(operation, '015', provider);
}

function withRetryIn(error: ApiError, seconds: number): ApiError {
  return { ...error, body: { ...error.body, meta: { ...error.body.meta, retry_in: seconds } } };
}

// The code an operation already describes with a wait of days, else a temporary error of its provider.
function manualCode(operation: Operation, provider: string | undefined): string {
  const own = operation.codes.find((code) => Number(textOf(operation, code).meta?.retry_in) >= LONG);
  return own ?? providerCode(operation, '011', provider);
}
