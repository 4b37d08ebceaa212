/** What a refusal of FranceConnect says, of which neither the text nor the cause is kept: they may repeat anything. */
import * as oauth from 'oauth4webapi';
import { FranceConnectError } from '../errors/error.ts';

/** The `Y…` code of the page that explains a refusal. */
export const codeIn = (uri: unknown): string | undefined =>
  typeof uri === 'string' ? /[?&]code=(Y[0-9A-F]{6,8})\b/.exec(uri)?.[1] : undefined;

/** A refused exchange. */
export async function refusalIn(response: Response, operation: string): Promise<FranceConnectError> {
  if (response.status >= 500) return new FranceConnectError('unavailable', { operation });
  const { error, error_uri } = Object(await response.json().catch(() => undefined));
  const details = { operation, code: codeIn(error_uri) };
  // A redirect, or a page of some proxy.
  if (typeof error !== 'string') return new FranceConnectError('response', { operation });
  if (error === 'invalid_client' || error === 'unauthorized_client')
    return new FranceConnectError('client', details);
  return new FranceConnectError(error === 'invalid_grant' ? 'code' : 'request', details);
}

/** What the library could not use; `undefined` when it is a failure of the network. */
export function unusable(error: unknown, operation: string): FranceConnectError | undefined {
  if (!(error instanceof oauth.OperationProcessingError)) return undefined;
  const { code, cause } = error;
  const differs = code === oauth.JSON_ATTRIBUTE_COMPARISON && Object(cause).attribute === 'issuer';
  return new FranceConnectError(differs ? 'issuer' : 'response', { operation });
}
