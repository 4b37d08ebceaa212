import { quotaError } from '../errors/classify.ts';
import { ConnectionError } from '../errors/connection.ts';
import { createDesk, isTurn } from '../quota/desk.ts';
import { sharedStore } from '../quota/memory.ts';
import { Queue, type Waiter } from '../quota/queue.ts';
import type { QuotaStore, Seen, Turn, Wait } from '../quota/store.ts';
import { orAborted } from '../wait.ts';
import type { Answer, Call } from './call.ts';
import { seenIn } from './headers.ts';

/** Respect du quota. `G` : les groupes de quota de l'API. */
export interface QuotaOptions<G extends string = string> {
  /** `wait` (par défaut) : attendre son tour ; `throw` : lever une `QuotaError` tout de suite. */
  mode?: 'wait' | 'throw';
  /** Attente la plus longue, en millisecondes ; à défaut, ce que le délai total laisse. */
  maxWait?: number;
  /** Où compter ; par défaut en mémoire, pour tous les clients du processus, ou avec d'autres processus (`@apigouv/core/redis`, `…/postgres`). */
  store?: QuotaStore;
  /** Limites que vous vous donnez, par groupe, sous celles de l'API : `{ json_resources_particulier: [10, 1] }`. */
  limits?: { readonly [K in G]?: readonly [limit: number, periodSeconds: number] };
  /** Appels par minute depuis votre adresse, tous jetons réunis, à la place du plafond de l'API ; `false` : ne pas les compter. */
  addressLimit?: number | false;
}

/** What of a call is read to count it. */
export type Counted = Pick<
  Call,
  'operation' | 'buckets' | 'share' | 'low' | 'signal' | 'deadline' | 'expected'
>;

/** A step of any pipeline whose calls are counted. */
export type QuotaStep = <C extends Counted>(
  next: (call: C) => Promise<Answer>,
) => (call: C) => Promise<Answer>;

/** A turn that comes this close to the deadline is of no use: no server answers sooner. */
const USELESS_MS = 20;

/** Nothing is sent that the server would have to refuse: each attempt takes a place, and waits its turn for one. */
export function quota(options: QuotaOptions = {}, fetcher?: typeof fetch): QuotaStep {
  const { mode = 'wait', maxWait = Infinity, store = sharedStore(fetcher) } = options;
  const desk = createDesk(store);
  const queues = new Map<string, Queue>();
  const asking = new Set<string>();

  return (next) => async (call) => {
    const { buckets } = call;
    if (buckets.length === 0) return next(call);
    const turn = await take(call);
    let seen: Seen = { outcome: 'abandoned' };
    try {
      const answer = await next(call);
      seen = seenIn(answer);
      return answer;
    } catch (error) {
      if (error instanceof ConnectionError) seen = { outcome: 'lost' };
      throw error;
    } finally {
      desk.leave(turn, seen, () => wake(turn));
    }
  };

  /** The end of a call may free a place. */
  function wake({ buckets }: Turn): void {
    for (const queue of queues.values()) if (queue.key === buckets[0]?.key) queue.pump();
  }

  async function take(call: Counted): Promise<Turn> {
    const { buckets, share, low, signal } = call;
    const wanted = { buckets, share, low };
    const name = `${buckets.map(({ key }) => key)} ${share} ${low}`;
    let wait: Wait | undefined;
    // Of many at once, one asks a store that takes its time; the others stand behind it.
    if (!queues.has(name) && (mode === 'throw' || !asking.has(name))) {
      const asked = desk.ask(wanted);
      const verdict = asked instanceof Promise ? await first(name, claim(asked, signal)) : asked;
      if (isTurn(verdict)) return verdict;
      wait = verdict;
    }
    const queue = queues.get(name) ?? new Queue(desk, wanted);
    if (wait) queue.hear(wait);
    queues.set(name, queue);
    try {
      return await stand(queue, call);
    } finally {
      if (queue.isEmpty) queues.delete(name);
    }
  }

  async function first<T>(name: string, verdict: Promise<T>): Promise<T> {
    asking.add(name);
    try {
      return await verdict;
    } finally {
      asking.delete(name);
      queues.get(name)?.pump();
    }
  }

  /** Waits for its turn in the queue, or fails as soon as it is sure that it comes too late. */
  async function stand(queue: Queue, call: Counted): Promise<Turn> {
    const start = performance.now();
    const last = () => Math.min(start + maxWait, call.deadline - USELESS_MS);
    const tooLate = (ms: number) => quotaError(call.operation, ms);
    const expected = queue.expected();
    if (mode === 'throw' || start + expected > last()) throw tooLate(expected);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waiter: Waiter | undefined;
    const turn = new Promise<Turn>((go, fail) => {
      waiter = { last, go, fail, refuse: (ms) => fail(tooLate(ms)) };
      queue.add(waiter);
      const look = (): void => {
        const left = last() - performance.now();
        if (left > 0) timer = setTimeout(look, left);
        // Of a store that says nothing, the deadline tells.
        else if (!queue.isSilent) fail(tooLate(queue.expected(0)));
      };
      look();
    });
    call.expected = () => (queue.isSilent ? undefined : queue.expected(0));
    try {
      return await claim(turn, call.signal);
    } finally {
      call.expected = undefined;
      clearTimeout(timer);
      queue.remove(waiter as Waiter);
    }
  }

  /** What is given to a caller that has left is given back. */
  async function claim<T extends Turn | Wait>(given: Promise<T>, signal: Call['signal']): Promise<T> {
    try {
      return await orAborted(given, signal);
    } catch (error) {
      given.then(
        (late) => isTurn(late) && desk.leave(late, { outcome: 'unsent' }),
        () => {},
      );
      throw error;
    }
  }
}
