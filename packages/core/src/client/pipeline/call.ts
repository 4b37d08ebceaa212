import type { Auth } from '../auth/auth.ts';
import type { Bucket } from '../quota/store.ts';
import type { Signal } from '../wait.ts';

/** One call on its way: everything a step may need. Its `url` is for `fetch` alone. */
export interface Call {
  readonly operation: string;
  /** Path template, the only form of the address that may be shown. */
  readonly path: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Texts that no error may repeat. */
  readonly secrets: string[];
  readonly context: Readonly<Record<string, string>>;
  /** Name the caller's side gave this request, sent to the server. */
  readonly requestId?: string | undefined;
  /** Headers made for each call. */
  readonly perCall?: readonly string[] | undefined;
  /** Once identified, with its token known. */
  auth: Auth | undefined;
  /** What tells its token from others; empty without a token. */
  authKey: string;
  /** It speaks for a citizen. */
  readonly citizen: boolean;
  /** Counters that it takes a place in, its token being known. */
  readonly bucketsOf: (authKey: string) => readonly Bucket[];
  /** None: it never waits. */
  buckets: readonly Bucket[];
  /** Part of each limit that it keeps under, in ]0, 1]. */
  readonly share: number;
  /** It yields to other calls. */
  readonly low: boolean;
  readonly bare: boolean;
  readonly attemptMs: number;
  readonly totalMs: number;
  readonly retries: number;
  signal: Signal | undefined;
  /** Moment (performance.now) after which nothing is worth starting. */
  deadline: number;
  /** While its turn has not come: milliseconds before it may. */
  expected?: (() => number | undefined) | undefined;
  /** The identical call that it joined. */
  leader?: Call | undefined;
  attempts: number;
  shared: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body?: unknown;
  readonly requestId?: string | undefined;
}

export type Next = (call: Call) => Promise<Answer>;
/** Made once for a client: what it keeps from call to call stands between the two arrows. */
export type Step = (next: Next) => Next;
