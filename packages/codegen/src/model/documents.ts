/** What is known of the documents of an answer, from the `x-document` and `x-document-place` of its schema. */
import { type Document, type Reference, resolve, type Schema } from '../openapi.ts';

/** How long the documents of an answer can be downloaded, the shortest if they differ, in seconds, and what serves them. */
export interface Documents {
  ttl: number;
  place: string | undefined;
}

export function documentsOf(document: Document, schema: Schema | undefined): Documents | undefined {
  const seen = new Set<string>();
  const found: Documents[] = [];
  visit(schema);
  if (found.length === 0) return undefined;
  return { ttl: Math.min(...found.map(({ ttl }) => ttl)), place: found[0]?.place };

  function visit(reference: (Schema & Reference) | undefined): void {
    if (!reference || (reference.$ref !== undefined && seen.has(reference.$ref))) return;
    if (reference.$ref !== undefined) seen.add(reference.$ref);
    const part = resolve(document, reference);
    if (!part) return;
    const { 'x-document': ttl, 'x-document-place': place } = part;
    if (typeof ttl === 'number') found.push({ ttl, place: typeof place === 'string' ? place : undefined });
    const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = part;
    for (const each of [...Object.values(properties), items, ...allOf, ...anyOf, ...oneOf]) visit(each);
  }
}
