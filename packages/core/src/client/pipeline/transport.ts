import type { AuthRequest } from '../auth/auth.ts';
import { ApigouvError } from '../errors/base.ts';
import { connectionError, headerError } from '../errors/connection.ts';
import { InvalidResponseError } from '../errors/local.ts';
import { abortSignalOf, readText } from '../wait.ts';
import type { Next } from './call.ts';

const MAX_BYTES = 16 * 1024 * 1024;
const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

interface TransportOptions {
  fetch?: typeof fetch | undefined;
  maxBytes?: number | undefined;
}

/** Authenticates, sends and reads the whole body. The only place that hands an address to `fetch`. */
export function transport({ fetch: own, maxBytes = MAX_BYTES }: TransportOptions): Next {
  return async ({ operation, url, headers, signal, secrets, auth }) => {
    // Looked up at each call, so that a test's or a tracer's replacement of the global is seen.
    const fetcher = own ?? fetch;
    const send = (request: AuthRequest): Promise<Response> => {
      const unsendable = Object.keys(request.headers).find(
        (name) => !NAME.test(name) || !SENDABLE.test(request.headers[name] ?? ''),
      );
      if (unsendable) throw headerError(operation, unsendable);
      return fetcher(request.url, {
        headers: request.headers,
        get signal() {
          return request.signal;
        },
        redirect: 'manual',
      });
    };
    let real: AbortSignal | undefined;
    const request: AuthRequest = {
      url,
      headers: { ...headers },
      // Made when it is read: it costs more than all the rest, and what stands for a network has no use for it.
      get signal() {
        real ??= abortSignalOf(signal);
        return real;
      },
      secrets,
    };
    try {
      const response = await (auth ? auth.apply(request, send) : send(request));
      const text = await readText(response, maxBytes, signal);
      if (text === undefined)
        throw new InvalidResponseError(
          operation,
          response.status,
          `plus de ${maxBytes} octets (option « maxBytes »)`,
        );
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      throw error instanceof ApigouvError ? error : connectionError(operation, error, !!own);
    }
  };
}
