import { type ApiError, errorOf, providerCode, textOf } from '../answers/errors.ts';
import type { Operation } from '../routing/operation.ts';
import type { ScenarioErreur } from './types.ts';

/** Types of the scenarios that stand in for the provider's answer. */
export const OUTCOMES = [
  'panne',
  'maintenance',
  'delaiFournisseur',
  'homonymes',
  'analyseManuelle',
  'erreur',
] as const;

const LONG = 86_400;

/** The error a scenario makes of an operation's answer. */
export function outcomeOf(scenario: ScenarioErreur, operation: Operation): ApiError {
  const { fournisseur } = scenario;
  switch (scenario.type) {
    case 'panne': {
      const error = errorOf(operation, providerCode(operation, '001', fournisseur));
      return { ...error, status: scenario.statut ?? error.status };
    }
    case 'maintenance':
      return withRetryIn(errorOf(operation, providerCode(operation, '020', fournisseur)), scenario.retryIn);
    case 'delaiFournisseur':
      return errorOf(operation, providerCode(operation, '002', fournisseur));
    case 'homonymes':
      return errorOf(operation, providerCode(operation, '015', fournisseur));
    case 'analyseManuelle':
      return withRetryIn(errorOf(operation, manualCode(operation, fournisseur)), scenario.retryIn);
    case 'erreur':
      return errorOf(operation, scenario.code);
  }
}

function withRetryIn(error: ApiError, seconds: number): ApiError {
  return { ...error, body: { ...error.body, meta: { ...error.body.meta, retry_in: seconds } } };
}

// The code an operation already describes with a wait of days, else a temporary error of its provider.
function manualCode(operation: Operation, provider: string | undefined): string {
  const own = operation.codes.find((code) => Number(textOf(operation, code).meta?.retry_in) >= LONG);
  return own ?? providerCode(operation, '011', provider);
}
