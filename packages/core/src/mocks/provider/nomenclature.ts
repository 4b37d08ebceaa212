import { textOf } from '../table/errors.ts';
import { codesOf, providersOf } from '../table/operation.ts';
import { slug } from '../table/slug.ts';
import type { MockError, MockTable } from '../table/types.ts';

type Entry = Pick<MockError, 'title' | 'detail' | 'meta'> & { readonly code: string };
type ByStatus = Record<string, Entry[]>;

/** Every error code of the API, or those of one operation; nothing if that operation does not exist. */
export function nomenclature(table: MockTable, operationId?: string): unknown {
  if (operationId !== undefined && !Object.hasOwn(table.operations, operationId)) return undefined;
  const operations = Object.entries(table.operations).filter(([id]) => (operationId ?? id) === id);
  const platform: ByStatus = {};
  const subcodes: Record<string, Pick<Entry, 'title' | 'detail'>> = {};
  const endpoints: Record<string, { provider: string; errors: ByStatus }> = {};
  for (const [id, spec] of operations) {
    const errors: ByStatus = {};
    for (const code of codesOf(spec)) {
      const text = textOf({ spec, table }, code);
      const entry = entryOf(code, text);
      add(errors, text.status, entry);
      if (code.startsWith('00')) add(platform, text.status, entry);
      else {
        subcodes[code.slice(2)] ??= { title: text.title, detail: text.detail };
      }
    }
    const [prefix = ''] = providersOf(spec);
    endpoints[id] = { provider: table.providers?.[prefix] ?? '', errors };
  }
  return {
    api: slug(table.name),
    providers: table.providers ?? {},
    generic_subcodes: subcodes,
    platform_codes: platform,
    endpoints,
  };
}

function entryOf(code: string, { title, detail, meta }: MockError): Entry {
  return { code, title, detail, ...(meta && { meta }) };
}

function add(groups: ByStatus, status: number, entry: Entry): void {
  groups[status] ??= [];
  if (!groups[status].some(({ code }) => code === entry.code)) groups[status].push(entry);
}
