/** A copy of the repository, as somebody who has built it would have it. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { at } from '../lib/root.ts';
import { run } from '../lib/steps.ts';

/** What a build writes, which git does not know. */
const BUILT = ['dist', 'src/generated'];

export function copyRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), 'nouvelle-api-'));
  const listed = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], at()).split(
    '\0',
  );
  const packages = readdirSync(at('packages')).map((name) => join('packages', name));
  const built = ['specs', ...packages].flatMap((folder) => BUILT.map((name) => join(folder, name)));
  for (const path of [...listed.filter(Boolean), ...built]) {
    // A file that was removed is listed until it is committed.
    if (!existsSync(at(path))) continue;
    mkdirSync(join(copy, dirname(path)), { recursive: true });
    cpSync(at(path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  }
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=essai', '-c', 'user.email=essai@example.org', ...args], copy);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--message', 'Copy');
  return copy;
}

/** What was added or changed since. */
export const touchedIn = (copy: string): string[] =>
  run('git', ['status', '--porcelain', '--untracked-files=all'], copy)
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(3));
