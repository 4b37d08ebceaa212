import { countersOf, delays, engineOf, TOTAL_MS } from './create-client.ts';
import type { Counted } from './pipeline/quota.ts';
import { abortSignalOf, type Signal } from './wait.ts';

/** What is asked for beside the API's operations: a document. */
interface BesideRequest {
  /** Name under which it is counted. */
  operation: string;
  url: string;
  /** Quota group; none: not counted. */
  group: string | undefined;
  signal: Signal;
  /** Moment (performance.now) after which nothing is worth starting. */
  deadline: number;
  /** In place of the client's. */
  fetch?: typeof fetch | undefined;
}

/** A client's address and whole delay, and what asks beside it: without its token, but in its quota. */
export function connectionOf(client: object): {
  baseUrl: string;
  totalMs: number;
  ask(request: BesideRequest): Promise<Response>;
} {
  const engine = engineOf(client);
  const { baseUrl, options, pipeline } = engine;
  const { total: totalMs = TOTAL_MS } = delays(options.timeout) ?? {};
  return {
    baseUrl,
    totalMs,
    async ask({ operation, url, group, signal, deadline, fetch: own }) {
      let response: Response | undefined;
      const send = pipeline.counted<Counted>(async () => {
        const init = { redirect: 'manual', signal: abortSignalOf(signal) } as const;
        response = await (own ?? options.fetch ?? fetch)(url, init);
        return { status: response.status, headers: response.headers, text: '' };
      });
      const buckets = group ? countersOf(engine, { operation, context: {} }, group, '') : [];
      await send({ operation, buckets, share: 1, low: false, signal, deadline });
      return response as unknown as Response;
    },
  };
}
