import type { Auth } from '../auth/auth.ts';

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
  readonly auth: Auth | undefined;
  /** Identity of the token, for quotas and shared flights. */
  readonly authKey: string;
  readonly bucket: Bucket | undefined;
  readonly bare: boolean;
  readonly attemptMs: number;
  readonly totalMs: number;
  readonly retries: number;
  signal: AbortSignal | undefined;
  /** Moment (performance.now) after which nothing is worth starting. */
  deadline: number;
  attempts: number;
  shared: boolean;
}

/** Compteur de quota auquel un appel appartient. */
export interface Bucket {
  /** Nom du compteur : empreinte du jeton et groupe, ou opération. */
  readonly key: string;
  /** Appels permis dans la période. */
  readonly limit: number;
  /** Période, en millisecondes. */
  readonly periodMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body?: unknown;
  readonly requestId?: string | undefined;
}

export type Next = (call: Call) => Promise<Answer>;
export type Step = (call: Call, next: Next) => Promise<Answer>;

/** Waits for `promise`, or fails with the signal's reason. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return orAborted(elapsed, signal).finally(() => clearTimeout(timer));
}
