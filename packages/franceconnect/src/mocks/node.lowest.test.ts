/** The same logins with the lowest oidc-provider that the package admits; node.test.ts has the highest. */
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import './node.test.ts';

const loaded = vi.hoisted(() => ({ lowest: false }));
vi.mock('oidc-provider', () => {
  loaded.lowest = true;
  // @ts-expect-error It brings no types.
  return import('oidc-provider-lowest');
});

it('was played with the lowest version that package.json admits', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const { version } = read('../../node_modules/oidc-provider-lowest/package.json');
  expect(loaded.lowest).toBe(true);
  expect(read('../../package.json').peerDependencies['oidc-provider']).toBe(`^${version}`);
});
