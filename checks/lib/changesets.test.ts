/** What the changelogs will be made of. */
import { readdirSync, readFileSync } from 'node:fs';
import { parseChangesetFile } from '@changesets/parse';
import { expect, test } from 'vitest';
import { publicPackages } from './packages.ts';
import { at } from './root.ts';

const names = publicPackages.map(({ manifest }) => manifest.name);
const files = readdirSync(at('.changeset')).filter((file) => file.endsWith('.md') && file !== 'README.md');

test.each(files)('%s names packages that are published, and says something', (file) => {
  const { releases, summary } = parseChangesetFile(readFileSync(at('.changeset', file), 'utf8'));
  expect(releases).not.toEqual([]);
  for (const { name } of releases) expect(names).toContain(name);
  expect(summary).not.toBe('');
});
