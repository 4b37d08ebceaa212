/** `npm run contrat -- FILE|URL`: prints what an official OpenAPI document changes; fails when something breaks. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compare, type Difference } from './contrat.ts';
import type { Document } from './model.ts';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

async function readSource(source: string): Promise<Document> {
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
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} : HTTP ${response.status}.`);
  return response.text();
}

/** Ours is the specification that shares most paths with the official one. */
async function ownFor(theirs: Document): Promise<{ api: string; document: Document }> {
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

function print(api: string, differences: readonly Difference[]): void {
  const broken = differences.filter(({ breaking }) => breaking).length;
  for (const { breaking, where, what } of differences)
    console.log(`${breaking ? '✗' : '·'} ${where} — ${what}`);
  console.log(`${api} : ${differences.length} différence(s), dont ${broken} qui cassent un client.`);
  if (broken) process.exitCode = 1;
}

const [source] = process.argv.slice(2).filter((arg) => arg !== '--');
if (!source) {
  console.error('Donnez un fichier ou une adresse : npm run contrat -- openapi.yaml');
  process.exitCode = 2;
} else {
  try {
    const theirs = await readSource(source);
    const { api, document } = await ownFor(theirs);
    print(api, compare(document, theirs));
  } catch (error) {
    console.error(`Comparaison impossible : ${(error as Error).message}`);
    process.exitCode = 2;
  }
}
