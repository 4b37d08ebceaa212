import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './root.ts';
import { run } from './steps.ts';

/** A door of a package, with its types, for `import` and for `require`. */
interface Entry {
  import?: { types: string; default: string };
}

export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  scripts?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  exports: Record<string, Entry | string>;
  bin?: Record<string, string>;
}

export interface PublicPackage {
  /** Name of its folder. */
  short: string;
  folder: string;
  manifest: Manifest;
}

const readManifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** What npm gets. */
export const publicPackages: PublicPackage[] = readdirSync(at('packages'))
  .sort()
  .map((short) => ({ short, folder: at('packages', short) }))
  .map((one) => ({ ...one, manifest: readManifest(one.folder) as Manifest }))
  .filter(({ manifest }) => !manifest.private);

/** The doors with code: `mocks/node`, its types and its program; the path of the first one is empty. */
export function entriesOf({ exports }: Manifest): { path: string; types: string; code: string }[] {
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.import
      ? [{ path: path.replace(/^\.\/?/, ''), types: target.import.types, code: target.import.default }]
      : [],
  );
}

/** Makes a package's archive, as npm would get it. The door of the root commands puts the right pnpm first in the path. */
export function pack({ folder }: PublicPackage, destination: string): string {
  const before = new Set(readdirSync(destination));
  run('pnpm', ['pack', '--pack-destination', destination], folder);
  const tarball = readdirSync(destination).find((file) => !before.has(file));
  if (!tarball) throw new Error(`pas d'archive de ${folder}`);
  return join(destination, tarball);
}
