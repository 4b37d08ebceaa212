import { quotaError } from '../errors/classify.ts';
import { type Bucket, memoryQuotaStore, type QuotaStore, type Seen } from '../quota/store.ts';
import type { Answer, Call, Step } from './call.ts';
import { readRateLimit, readRetryAfter, resetIn } from './headers.ts';

/** Respect du quota du jeton. `G` : les groupes de quota de l'API. */
export interface QuotaOptions<G extends string = string> {
  /** `wait` (par défaut) : attendre son tour ; `throw` : lever une `QuotaError` tout de suite. */
  mode?: 'wait' | 'throw';
  /** Attente la plus longue, en millisecondes ; à défaut, ce que le délai total laisse. */
  maxWait?: number;
  /** Où compter ; en mémoire par défaut, ou avec d'autres processus (`@apigouv/core/redis`). */
  store?: QuotaStore;
  /** Remplace les limites connues d'un groupe, par exemple `{ json_resources_particulier: [50, 1] }`. */
  limits?: { readonly [K in G]?: readonly [limit: number, periodSeconds: number] };
}

/** A call whose turn has not come. */
type Waiter = { go: () => void; fail: (error: unknown) => void };

type Queue = {
  /** In their order of arrival. */
  waiters: Set<Waiter>;
  timer?: ReturnType<typeof setTimeout> | undefined;
  pumping: boolean;
};

// A longer one would ring at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Nothing is sent that the server would have to refuse: each attempt takes a place, and waits its turn for one. */
export function quota(options: QuotaOptions = {}): Step {
  const { mode = 'wait', maxWait = Infinity, store = memoryQuotaStore() } = options;
  const queues = new Map<string, Queue>();

  return (next) => async (call) => {
    const { bucket } = call;
    if (!bucket) return next(call);
    const queue = queues.get(bucket.key) ?? { waiters: new Set(), pumping: false };
    queues.set(bucket.key, queue);
    await take(queue, call, bucket);
    let answer: Answer | undefined;
    try {
      answer = await next(call);
      return answer;
    } finally {
      await giveBack(bucket, answer);
      pump(queue, bucket);
    }
  };

  /** A store that cannot be told costs nobody an answer. */
  async function giveBack(bucket: Bucket, answer?: Answer): Promise<void> {
    try {
      await store.release(bucket, seenIn(answer, bucket));
    } catch {}
  }

  async function take(queue: Queue, call: Call, bucket: Bucket): Promise<void> {
    const ahead = queue.waiters.size;
    if (ahead === 0) {
      const wait = await store.take(bucket);
      if (wait === 0) return;
      refuseLong(call, wait);
    } else refuseLong(call, Math.floor(ahead / bucket.limit) * bucket.periodMs);
    await new Promise<void>((resolve, reject) => {
      const { signal } = call;
      const waiter: Waiter = {
        go() {
          signal?.removeEventListener('abort', leave);
          resolve();
        },
        fail: reject,
      };
      const leave = (): void => {
        queue.waiters.delete(waiter);
        if (queue.waiters.size === 0) clearTimeout(queue.timer);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave);
      queue.waiters.add(waiter);
      pump(queue, bucket);
    });
  }

  function refuseLong(call: Call, wait: number): void {
    // Otherwise nobody can say: until the end of a call in flight.
    const isKnown = wait !== Infinity;
    const isTooLong = isKnown && wait > Math.min(maxWait, call.deadline - performance.now());
    if (mode === 'throw' || isTooLong) throw quotaError(call.operation, isKnown ? Math.ceil(wait / 1000) : 1);
  }

  /** Lets through whoever may go, then sleeps until the next place; one timer a queue. */
  async function pump(queue: Queue, bucket: Bucket): Promise<void> {
    if (queue.pumping) return;
    queue.pumping = true;
    clearTimeout(queue.timer);
    try {
      for (const waiter of queue.waiters) {
        const wait = await store.take(bucket);
        if (wait > 0) {
          // Infinity: every place is held by a call in flight, whose end pumps again.
          if (wait !== Infinity)
            queue.timer = setTimeout(() => pump(queue, bucket), Math.min(Math.ceil(wait), LONGEST_TIMER_MS));
          break;
        }
        if (queue.waiters.delete(waiter)) waiter.go();
        else await giveBack(bucket);
      }
    } catch (error) {
      for (const { fail } of queue.waiters) fail(error);
      queue.waiters.clear();
    }
    queue.pumping = false;
  }
}

function seenIn(answer: Answer | undefined, bucket: Bucket): Seen {
  if (!answer) return {};
  const { headers, status } = answer;
  const until = resetIn(headers, bucket.periodMs);
  const refused = status === 429 ? (readRetryAfter(headers) ?? until / 1000) * 1000 : undefined;
  const rate = readRateLimit(headers);
  return {
    ...(rate ? { limit: rate.limit, remaining: rate.remaining, resetMs: until } : {}),
    ...(refused === undefined ? {} : { refusedMs: refused }),
  };
}
