/** The class of error that core throws: what the reader of a method's documentation will catch. */
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

export function errorClass(status: number, code: string): string {
  if (status === 409) return code === '00015' ? 'ConflictError' : 'SeveralFoundError';
  if (status >= 500 && code.endsWith('020')) return 'ProviderMaintenanceError';
  return BY_STATUS[status] ?? (status < 500 ? 'InvalidRequestError' : 'ApiError');
}
