/** What the engine reads of a request. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
}

/** Takes the arguments of `fetch` without building a `Request`, which costs more than the whole answer. */
export function readIncoming(input: Request | string | URL, init: RequestInit = {}): Incoming {
  if (typeof input === 'string' || input instanceof URL) {
    return {
      method: init.method?.toUpperCase() ?? 'GET',
      url: new URL(input),
      headers: new Headers(init.headers),
      signal: init.signal ?? undefined,
    };
  }
  return {
    method: init.method?.toUpperCase() ?? input.method,
    url: new URL(input.url),
    headers: init.headers ? new Headers(init.headers) : input.headers,
    signal: init.signal ?? input.signal,
  };
}
