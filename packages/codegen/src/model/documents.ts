/** How long the documents of an answer can be downloaded: the shortest `x-document` of its schema, in seconds. */
import { type Document, type Reference, resolve, type Schema } from '../openapi.ts';

export function documentTtlOf(document: Document, schema: Schema | undefined): number | undefined {
  const seen = new Set<string>();
  const ttls: number[] = [];
  visit(schema);
  return ttls.length === 0 ? undefined : Math.min(...ttls);

  function visit(reference: (Schema & Reference) | undefined): void {
    if (!reference || (reference.$ref !== undefined && seen.has(reference.$ref))) return;
    if (reference.$ref !== undefined) seen.add(reference.$ref);
    const found = resolve(document, reference);
    if (!found) return;
    if (typeof found['x-document'] === 'number') ttls.push(found['x-document']);
    const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = found;
    for (const part of [...Object.values(properties), items, ...allOf, ...anyOf, ...oneOf]) visit(part);
  }
}
