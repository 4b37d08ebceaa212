import type { Answer } from './pipeline/call.ts';
import { readUsage } from './pipeline/headers.ts';
import type { ApiResponse } from './response.ts';

/** What a method hands out: the envelope opened, and what the headers say beside it. */
export function toResponse(
  { body, headers, status, requestId }: Answer,
  bare: boolean,
): ApiResponse<unknown> {
  const envelope = (bare ? { data: body } : body) as {
    data: unknown;
    links?: object;
    meta?: object;
  };
  const expires = headers.get('x-cache-expires-in');
  return {
    data: envelope.data,
    links: envelope.links ?? {},
    meta: envelope.meta ?? {},
    ...readUsage(headers),
    ...(expires ? { cacheExpiresIn: +expires } : {}),
    ...(requestId ? { requestId } : {}),
    // Built on demand and without a body: the one `fetch` gave carries the person's identity in its address.
    get response() {
      return new Response(null, { status, headers });
    },
  };
}
