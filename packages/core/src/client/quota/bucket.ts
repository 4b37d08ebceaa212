/** Which counters a call takes a place in. */
import type { Bucket } from './store.ts';

interface Rate {
  readonly limit: number;
  /** In seconds. */
  readonly period: number;
}

interface Api {
  readonly limits: Readonly<Record<string, Rate & { readonly perOperation?: true }>>;
  readonly addressLimit?: Rate;
}

interface Settings {
  readonly limits?: { readonly [group: string]: readonly [limit: number, periodSeconds: number] | undefined };
  readonly addressLimit?: number | false;
}

interface Counted {
  readonly host: string;
  readonly operation: string;
  readonly group: string | undefined;
  /** Print of what the server counts by: the habilitation, else the token. */
  readonly holder: string;
  /** Whom an editor's token speaks for. */
  readonly delegation: string | undefined;
}

/** The server's counter, which comes first, then the caller's own and the address's. */
export function bucketsOf(api: Api, settings: Settings, counted: Counted): Bucket[] {
  const { host, operation, group = '', holder, delegation } = counted;
  const buckets: Bucket[] = [];
  const known = api.limits[group];
  if (known) {
    // Every version of an operation counts in the same bucket.
    const name = known.perOperation ? operation.replace(/^v\d+\./, '') : group;
    const key = [host, holder, delegation, name].filter(Boolean).join(' ');
    const own = settings.limits?.[group];
    const [limit, seconds] = own ?? [known.limit, known.period];
    const rate = { limit, periodMs: seconds * 1000 };
    buckets.push({ key, ...rate, kind: 'habilitation' });
    if (own) buckets.push({ key: `${key} own`, ...rate, kind: 'own' });
  }
  const { addressLimit: ceiling } = api;
  const limit = settings.addressLimit ?? ceiling?.limit;
  if (ceiling && limit) buckets.push({ key: host, limit, periodMs: ceiling.period * 1000, kind: 'address' });
  return buckets;
}
