/** The two documents to compare: the official one, from a file or an address, and the one of ours that speaks of the same paths. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Document } from '../model.ts';

const DEADLINE_MS = 60_000;

export async function readOfficial(source: string): Promise<Document> {
  const text = /^https?:/.test(source) ? await download(source) : await readText(source);
  // JSON is YAML too.
  const document: unknown = parse(text);
  if (typeof document !== 'object' || document === null || !('paths' in document))
    throw new Error(`${source} n'est pas un document OpenAPI.`);
  return document as Document;
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`fichier illisible, ${path} (${error.code}).`);
  });
}

async function download(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(DEADLINE_MS) });
  if (!response.ok) throw new Error(`${url} : HTTP ${response.status}.`);
  return response.text();
}

/** Ours is the specification that shares most paths with the official one. */
export async function findOwn(dist: string, theirs: Document): Promise<{ api: string; document: Document }> {
  const files = (await readdir(dist)).filter((name) => /^[\w-]+\.json$/.test(name));
  const candidates = await Promise.all(
    files.map(async (name) => {
      const document = JSON.parse(await readFile(join(dist, name), 'utf8')) as Document;
      const common = Object.keys(theirs.paths).filter((path) => path in document.paths).length;
      return { api: name.replace(/\.json$/, ''), document, common };
    }),
  );
  const [best] = candidates.sort((a, b) => b.common - a.common);
  if (!best?.common) throw new Error('aucune de nos spécifications ne partage un chemin avec ce document.');
  return best;
}
