/** Where several processes count a quota together, as tests see it, and what they count there. */
import { afterEach } from 'vitest';
import type { ClientOptions } from '../client/options.ts';
import type { QuotaStore } from '../client/quota/store.ts';
import { type Handler, serve, type TestClient, type TestServer, testClient } from './server.ts';

interface OpenOptions {
  lease?: number;
  /** Counts apart from the others. */
  apart?: string;
  /** Waits for a server that is down, where the connection knows how to. */
  isPatient?: boolean;
}

/** Where several processes count together. */
export interface SharedPlace {
  start(): Promise<void>;
  /** What it counted is lost. */
  stop(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** A store as another process has it, over connections of its own. */
  open(options?: OpenOptions): QuotaStore & { disconnect(): void };
  /** One whose time this clock tells. */
  at(clock: () => number): QuotaStore;
  /** Cuts them: they may come back. */
  cut(): Promise<void>;
  /** Forgets all that was counted. */
  empty(): Promise<void>;
  /** Everything that is written there. */
  contents(): Promise<string>;
  /** Places that are taken in a bucket. */
  places(key: string): Promise<number>;
  /** Calls that five clients send at once. */
  readonly calls: number;
  /** How often the property is tried. */
  readonly runs: number;
}

/** A call that the client held back. */
export const unsent = { name: 'QuotaError', sent: false };

export interface CountedApi {
  readonly server: TestServer;
  start(handler: Handler): Promise<void>;
  /** A group of `limit` calls in `seconds`, counted in `store`. */
  counting(store: QuotaStore, limit: number, seconds: number, more?: ClientOptions): TestClient;
  /** The stores know how the calls ended that were counted so; no call waits for that. */
  told(): Promise<unknown>;
}

/** An API that each test starts. */
export function countedApi(): CountedApi {
  let server: TestServer | undefined;
  const releases: (void | Promise<void>)[] = [];
  const followed = (store: QuotaStore): QuotaStore => ({
    take: (turn) => store.take(turn),
    release(turn, seen) {
      const release = store.release(turn, seen);
      releases.push(release);
      return release;
    },
  });
  afterEach(() => server?.close());
  const api: CountedApi = {
    get server() {
      return server as TestServer;
    },
    async start(handler) {
      server = await serve(handler);
    },
    counting: (store, limit, seconds, more = {}) =>
      testClient(api.server.url, {
        ...more,
        quota: { store: followed(store), limits: { groupe: [limit, seconds] }, mode: 'throw' },
      }),
    told: () => Promise.allSettled(releases),
  };
  return api;
}
