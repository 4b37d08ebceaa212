import type { Limit } from '../../client/definition.ts';
import type { MockOptions } from '../options.ts';
import type { Operation } from '../table/operation.ts';

/** Where a token stands in a group's window. */
export interface QuotaState {
  readonly refused: boolean;
  /** `RateLimit-*`, and `Retry-After` when refused. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Whom the server counts a call to: a habilitation, and an address. */
interface Caller {
  readonly holder: string;
  readonly address: string | undefined;
}

export interface Quotas {
  /** Counts one call; nothing for an operation without quota. */
  take(operation: Operation, caller: Caller): QuotaState | undefined;
  reset(): void;
}

interface Window {
  readonly index: number;
  readonly counts: Map<string, number>;
}

/** Counters per habilitation and group, and per address, in windows aligned on the period. A new window forgets the former one. */
export function createQuotas(setting: MockOptions['quotas'], now: () => number): Quotas {
  const windows = new Map<string, Window>();
  const overrides = typeof setting === 'object' ? setting : {};

  const limitOf = ({ id, spec: { group }, table: { name, limits } }: Operation) => {
    const declared = group === undefined ? undefined : limits[group];
    if (group === undefined || !declared) return undefined;
    const [limit, period] = overrides[group] ?? [declared.limit, declared.period];
    return { limit, period, key: declared.perOperation ? `${name} ${group} ${id}` : `${name} ${group}` };
  };

  function count({ limit, period, key }: Limit & { key: string }, who: string): QuotaState {
    const seconds = now() / 1000;
    const index = Math.floor(seconds / period);
    let window = windows.get(key);
    if (window?.index !== index) {
      window = { index, counts: new Map() };
      windows.set(key, window);
    }
    const done = (window.counts.get(who) ?? 0) + 1;
    window.counts.set(who, done);
    return quotaState(limit, limit - done, (index + 1) * period, seconds);
  }

  return {
    take(operation, caller) {
      if (setting === false) return undefined;
      const { name, addressLimit } = operation.table;
      if (addressLimit) {
        const { refused, headers } = count({ ...addressLimit, key: name }, caller.address ?? '');
        // Of an address, the server only says when to come back.
        if (refused) return { refused, headers: { 'Retry-After': headers['Retry-After'] ?? '' } };
      }
      const group = limitOf(operation);
      return group && count(group, caller.holder);
    },
    reset: () => windows.clear(),
  };
}

/** State of a counter with `left` calls left (negative: refused), given back at `resetAt` (epoch seconds). */
export function quotaState(limit: number, left: number, resetAt: number, seconds: number): QuotaState {
  const headers = {
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(Math.max(0, left)),
    'RateLimit-Reset': String(Math.ceil(resetAt)),
  };
  if (left >= 0) return { refused: false, headers };
  const retryAfter = Math.max(1, Math.ceil(resetAt - seconds));
  return { refused: true, headers: { ...headers, 'Retry-After': String(retryAfter) } };
}
