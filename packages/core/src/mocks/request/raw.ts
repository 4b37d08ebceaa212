import { wireName } from '../../client/params.ts';
import type { Operation } from '../table/operation.ts';
import type { Raw } from './rules.ts';

/** Where a request carries its values. */
export interface Carriers {
  readonly query: URLSearchParams;
  readonly headers: Pick<Headers, 'get'>;
  readonly path: ReadonlyMap<string, string>;
}

/** Values as they were sent. Of a value given twice, the servers keep the last. */
export function rawValues({ spec }: Operation, { query, headers, path }: Carriers): Raw {
  const isHeader = new Set(spec.params.filter((param) => param.in === 'header').map(wireName));
  return (wire) => {
    if (path.has(wire)) return path.get(wire);
    if (isHeader.has(wire)) return headers.get(wire) ?? undefined;
    const values = query.getAll(wire);
    return wire.endsWith('[]') ? values : values.at(-1);
  };
}

/** An identity of the test data, as if a request carried it. */
export function rawIdentity(identite: Readonly<Record<string, unknown>>): Raw {
  return (wire) => {
    const value = identite[wire.replace('[]', '')];
    if (value === undefined || value === null) return undefined;
    if (!wire.endsWith('[]')) return Array.isArray(value) ? undefined : String(value);
    return Array.isArray(value) ? value.map(String) : undefined;
  };
}

/** A citizen's token says who is asked about: the query's identity does not count. */
export function rawBehindFranceConnect(request: Raw, identite: Readonly<Record<string, unknown>>): Raw {
  const identity = rawIdentity(identite);
  return (wire) => identity(wire) ?? request(wire);
}
