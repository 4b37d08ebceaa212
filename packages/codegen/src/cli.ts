#!/usr/bin/env node
/** `apigouv-codegen .` writes the code of the package of this folder; the longer form says all it needs. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { generationOf } from './apis.ts';
import { generate } from './generate.ts';
import { generateIdentity } from './identity.ts';
import type { CaseFile } from './model/types.ts';
import type { Document } from './openapi.ts';
import { SpecError } from './problems.ts';
import { writeFiles } from './write.ts';

const [first, casesFile, out, name] = process.argv.slice(2);
const { specPath, casesPath, folder, typeName, version } =
  first && !casesFile
    ? generationOf(first)
    : { specPath: first, casesPath: casesFile, folder: out, typeName: name, version: undefined };

if (!specPath || !casesPath || !folder) {
  console.error(
    'Usage : apigouv-codegen <spec.json> <cases.json> <dossier de sortie> [NomDeLApi], ou <dossier du paquet>',
  );
  process.exit(2);
}

async function readJson<T>(path: string): Promise<T> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new SpecError([
      `${path} : fichier introuvable ; construisez d'abord les spécifications (npm run specs)`,
    ]);
  });
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new SpecError([`${path} : ce n'est pas du JSON`]);
  }
}

/** `specs/dist/particulier.json`, wherever the command was run from. */
const shown = (path: string): string => path.replace(/^.*?(?=specs\/dist\/)/, '');

try {
  const name = basename(specPath, '.json');
  const [document, cases] = await Promise.all([readJson<Document>(specPath), readJson<CaseFile>(casesPath)]);
  const source = { specFile: shown(specPath), casesFile: shown(casesPath), document, cases };
  const isIdentity = 'x-platforms' in document;
  const files = await (isIdentity
    ? generateIdentity(source)
    : generate({ name, ...source, typeName, version }));
  const { changed, removed } = await writeFiles(folder, files);
  const operations = Object.values(document.paths ?? {}).filter(
    (item) => 'get' in item || 'post' in item,
  ).length;
  console.log(
    `✓ ${name} : ${operations} opérations, ${files.size} fichiers (${changed.length} écrits, ${removed.length} supprimés)`,
  );
} catch (error) {
  if (!(error instanceof SpecError)) throw error;
  console.error(`✗ ${error.message}`);
  process.exitCode = 1;
}
