/** The class of error that core throws: what the reader of a method's documentation will catch. */
import type { Api, Operation, OperationError } from '../model/types.ts';

const BY_STATUS: Record<number, string> = {
  400: 'InvalidRequestError',
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  410: 'GoneError',
  422: 'InvalidRequestError',
  429: 'QuotaError',
  451: 'LegallyUnavailableError',
  502: 'ProviderDownError',
  503: 'ProviderDownError',
  504: 'ProviderDownError',
};

function errorClass(status: number, code: string): string {
  if (status === 409) return code === '00015' ? 'ConflictError' : 'SeveralFoundError';
  if (status >= 500 && code.endsWith('020')) return 'ProviderMaintenanceError';
  return BY_STATUS[status] ?? (status < 500 ? 'InvalidRequestError' : 'ApiError');
}

export interface Situation {
  status: number;
  /** Class that core throws. */
  name: string;
  errors: OperationError[];
}

/** An operation's errors as its caller meets them: by status and class. */
export function situationsOf({ statuses }: Api, { errors }: Operation): Situation[] {
  const situations = new Map<string, Situation>();
  for (const error of errors) {
    const { status, code } = error;
    const name = errorClass(statuses[status] ?? status, code);
    const situation = situations.get(`${status} ${name}`) ?? { status, name, errors: [] };
    situation.errors.push(error);
    situations.set(`${status} ${name}`, situation);
  }
  return [...situations.values()];
}
