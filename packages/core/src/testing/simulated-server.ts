/** A server that counts in windows of any length and alignment, by a clock of its own, at the end of a network that loses answers. */
import { errorBody, OK } from './server.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface Rule {
  /** Milliseconds. */
  readonly period: number;
  /** When windows begin, in milliseconds after a whole number of periods. */
  readonly phase: number;
  readonly limit: number;
  /** From then on (milliseconds), another limit. */
  readonly change?: { readonly at: number; readonly limit: number } | undefined;
  /** Milliseconds that the server's clock is ahead. */
  readonly skew: number;
}

export interface Network {
  /** Milliseconds to the server and back, one after the other, for ever again. */
  readonly delays: readonly (readonly [there: number, back: number])[];
  /** How each call ends, for ever again. `cut`: after it was counted; `unheard`: before; `hang`: no answer comes. */
  readonly fates: readonly ('ok' | 'cut' | 'unheard' | 'hang')[];
}

export interface SimulatedServer {
  readonly fetch: typeof fetch;
  /** `unheard`: refusals that came when their caller had left. */
  readonly counts: { received: number; refused: number; unheard: number };
}

const cut = (): Error => Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' });

/** Some hours after midnight: a multiple of no period. */
const EPOCH = Date.UTC(2026, 10, 27, 5, 17, 3);

export function simulatedServer(rule: Rule, network: Network, time: VirtualTime): SimulatedServer {
  const counts = { received: 0, refused: 0, unheard: 0 };
  const used = new Map<number, number>();
  const clock = () => EPOCH + time.now() + rule.skew;
  const limitNow = () => (rule.change && time.now() >= rule.change.at ? rule.change.limit : rule.limit);
  let sent = 0;

  function answer(): Response {
    const [now, limit] = [clock(), limitNow()];
    const window = Math.floor((now - rule.phase) / rule.period);
    const count = (used.get(window) ?? 0) + 1;
    used.set(window, count);
    counts.received++;
    // A whole number of seconds, never before the window's end.
    const reset = Math.ceil(((window + 1) * rule.period + rule.phase) / 1000);
    const headers = {
      'RateLimit-Limit': `${limit}`,
      'RateLimit-Remaining': `${Math.max(0, limit - count)}`,
      'RateLimit-Reset': `${reset}`,
    };
    if (count <= limit) return new Response(OK, { headers });
    counts.refused++;
    const wait = { 'Retry-After': `${Math.max(1, Math.ceil(reset - now / 1000))}` };
    return new Response(errorBody('00429'), { status: 429, headers: { ...headers, ...wait } });
  }

  async function fetchIt(_input: unknown, { signal }: RequestInit = {}): Promise<Response> {
    const [there, back] = network.delays[sent % network.delays.length] ?? [1, 1];
    // The first one, after which everything is told, has its answer.
    const fate = (sent > 0 && network.fates[sent % network.fates.length]) || 'ok';
    sent++;
    const gone = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const arrived = async (): Promise<Response> => {
      await time.sleep(there);
      if (fate === 'unheard') throw cut();
      const response = answer();
      if (fate === 'hang') return new Promise(() => {});
      await time.sleep(back);
      if (signal?.aborted && response.status === 429) counts.unheard++;
      if (fate === 'cut') throw cut();
      response.headers.set('Date', new Date(clock()).toUTCString());
      return response;
    };
    return Promise.race([arrived(), gone]);
  }

  return { fetch: fetchIt as typeof fetch, counts };
}
