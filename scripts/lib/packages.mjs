import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './steps.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The version that `packageManager` names. */
export const PNPM = readManifest(root).packageManager;

/** Packages that npm gets: the name of their folder, its path, their manifest. */
export const publicPackages = readdirSync(join(root, 'packages'))
  .sort()
  .map((short) => ({ short, folder: join(root, 'packages', short) }))
  .map((one) => ({ ...one, manifest: readManifest(one.folder) }))
  .filter(({ manifest }) => !manifest.private);

/** Makes a package's archive, as npm would get it. */
export function pack({ folder }, destination) {
  const before = new Set(readdirSync(destination));
  run('npx', ['-y', PNPM, 'pack', '--pack-destination', destination], folder);
  const [tarball] = readdirSync(destination).filter((file) => !before.has(file));
  return join(destination, tarball);
}
