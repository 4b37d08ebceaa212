import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import type { Values } from '../table/types.ts';

/** What values are read from. */
export interface Source {
  readonly query: URLSearchParams;
  readonly headers: Pick<Headers, 'get'>;
  readonly path: ReadonlyMap<string, string>;
}

export function readValues(params: readonly Param[], source: Source): Values {
  const values = new Map<string, string | readonly string[]>();
  for (const param of params) {
    const value = readValue(param, source);
    if (value !== undefined && value.length > 0) values.set(param.key, value);
  }
  return values;
}

function readValue(param: Param, source: Source): string | readonly string[] | undefined {
  const wire = wireName(param);
  if (param.in === 'path') return source.path.get(wire)?.trim();
  if (param.in === 'header') return source.headers.get(wire)?.trim();
  if (param.list) return source.query.getAll(`${wire}[]`).filter((item) => item.trim() !== '');
  return source.query.getAll(wire).at(-1)?.trim();
}

/** What the query carries beyond the declared parameters. */
export function otherValues(declared: ReadonlySet<string>, query: URLSearchParams): Values {
  const others = new Map<string, string | readonly string[]>();
  for (const name of query.keys()) {
    if (declared.has(name)) continue;
    others.set(name.replace(/\[\]$/, ''), name.endsWith('[]') ? query.getAll(name) : (query.get(name) ?? ''));
  }
  return others;
}
