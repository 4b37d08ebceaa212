/** Writes generated files, leaving alone those that have not changed so that build caches hold. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Written {
  changed: string[];
  removed: string[];
}

/** The folder holds nothing but these files afterwards. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<Written> {
  await mkdir(folder, { recursive: true });
  const changed: string[] = [];
  for (const [name, text] of files) {
    const path = join(folder, name);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
    await writeFile(path, text);
    changed.push(name);
  }
  const removed = (await readdir(folder)).filter((name) => !files.has(name));
  for (const name of removed) await rm(join(folder, name), { recursive: true });
  return { changed, removed };
}
