/** Compares an official OpenAPI document with ours: what a client built from ours would no longer find, or does not know yet. */
import type { Document } from '../model.ts';
import { compareOperations } from './compare-operations.ts';
import { sidesOf } from './describe.ts';
import type { Difference } from './difference.ts';

export function compare(ours: Document, theirs: Document): Difference[] {
  const mine = sidesOf(ours);
  const official = sidesOf(theirs);
  const excerpt = isExcerpt(ours, theirs);
  const differences = compareServers(ours, theirs);
  for (const [where, side] of mine) {
    const other = official.get(where);
    if (other) differences.push(...compareOperations(where, side, other));
    else if (!excerpt) differences.push({ breaking: true, where, what: 'opération retirée' });
  }
  for (const where of official.keys())
    if (!mine.has(where)) differences.push({ breaking: false, where, what: 'opération ajoutée' });
  return differences.sort((a, b) => Number(b.breaking) - Number(a.breaking));
}

/** `/open-api.yml?operation_id=…` answers a document of one operation, which says nothing of the others. */
export const isExcerpt = (ours: Document, theirs: Document): boolean =>
  sidesOf(theirs).size === 1 && sidesOf(ours).size > 1;

/** Where the differences of the whole document stand. */
export const WHOLE = 'document';

function compareServers(ours: Document, theirs: Document): Difference[] {
  const [mine, other] = [serversOf(ours), serversOf(theirs)];
  // An address left out is not a change of address.
  if (mine.length === 0 || other.length === 0) return [];
  const lost = mine.filter((url) => !other.includes(url));
  const added = other.filter((url) => !mine.includes(url));
  return [
    ...lost.map((url) => ({ breaking: true, where: WHOLE, what: `serveur ${url} : retiré` })),
    ...added.map((url) => ({ breaking: false, where: WHOLE, what: `serveur ${url} : ajouté` })),
  ];
}

const serversOf = (document: Document): string[] =>
  ((document as { servers?: { url: string }[] }).servers ?? []).map(({ url }) => url.replace(/\/+$/, ''));
