/** No link of the built site is broken, down to the anchor. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const site = fileURLToPath(new URL('site/', import.meta.url));
const LINK = / (?:href|src)="([^"]+)"/g;

const decode = (text: string): string => decodeURIComponent(text.replaceAll('&amp;', '&'));

it('reaches what it names', () => {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  const contents = new Map(pages.map((name) => [join(site, name), readFileSync(join(site, name), 'utf8')]));
  const ids = new Map<string, Set<string>>();
  const idsOf = (path: string): Set<string> => {
    const known =
      ids.get(path) ??
      new Set(
        [...(contents.get(path) ?? '').matchAll(/ id="([^"]+)"/g)].map(([, id]) => decode(id as string)),
      );
    ids.set(path, known);
    return known;
  };
  const broken: string[] = [];
  let links = 0;
  for (const [path, html] of contents) {
    for (const [, target = ''] of html.matchAll(LINK)) {
      if (/^(https?:|mailto:|data:)/.test(target)) continue;
      links++;
      const [file = '', anchor] = target.split('#', 2);
      const found = file === '' ? path : join(dirname(path), decode(file));
      const isPage = contents.has(found);
      const reached = existsSync(found) && (!anchor || !isPage || idsOf(found).has(decode(anchor)));
      if (!reached) broken.push(`${relative(site, path)} → ${target}`);
    }
  }
  expect(links).toBeGreaterThan(1000);
  expect(broken).toEqual([]);
}, 60_000);
