/** Which operations share a page of the reference, and what it is called. */
import type { Api, Operation } from '../model/types.ts';
import { plain } from '../names.ts';

export interface OperationGroup {
  /** File name of its page, without extension. */
  name: string;
  title: string;
  tag: string;
  operations: Operation[];
}

/** Operations of one theme and one name on the client, older versions behind the newest. */
export function groupsOf(api: Api): OperationGroup[] {
  const groups = new Map<string, { tag: string; path: string; operations: Operation[] }>();
  for (const operation of api.operations) {
    const { id, provider, tag = 'Autres opérations' } = operation;
    const names = id
      .replace(/^v\d+\./, '')
      .split('.')
      .slice(0, -1);
    // What the platform says of itself stands on one page.
    const isPlatform = names.length < 2 && provider === undefined;
    const path = isPlatform ? slug(tag) : names.join('-');
    const group = groups.get(`${tag} ${path}`) ?? { tag, path, operations: [] };
    group.operations.push(operation);
    groups.set(`${tag} ${path}`, group);
  }
  const found = [...groups.values()];
  return found.map(({ tag, path, operations }) => {
    const isAlone = found.filter((other) => other.path === path).length === 1;
    const sorted = operations.toSorted((a, b) => Number(a.deprecated) - Number(b.deprecated));
    const name = isAlone ? path : `${path}-${slug(tag)}`;
    return { name, title: titleOf(api, sorted, tag), tag, operations: sorted };
  });
}

/** What all the summaries begin with, up to a comma; else the provider's name, else the theme's. */
function titleOf({ providers }: Api, [first, ...others]: readonly Operation[], tag: string): string {
  const parts = first?.summary.trim().split(', ') ?? [];
  for (let count = others.length > 0 ? parts.length : 1; count > 0; count--) {
    const title = parts.slice(0, count).join(', ');
    if (others.every(({ summary }) => `${summary.trim()}, `.startsWith(`${title}, `))) return title;
  }
  const provider = first?.provider === undefined ? undefined : providers[first.provider];
  return provider?.replace(/ - .*/, '') ?? tag;
}

/** A text as it stands in an address. */
export const slug = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
