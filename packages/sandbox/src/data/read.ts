/** Reads a folder of cases in the official form: one folder an operation, one YAML file a case. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { MockCase, MockData, MockTable, MockUsager } from '@apigouv/core/mocks';
// A YAML reader is no job of ours; this one has no dependency and knows the line of each node.
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { SandboxError } from '../errors.ts';
import { usagerOf } from './usagers.ts';

const CITIZENS = 'france_connect';

/** What a folder holds, and the folders that name no operation served here. */
export interface FolderData extends Required<MockData> {
  readonly count: number;
  readonly ignored: readonly string[];
}

export async function readFolder(folder: string, tables: readonly MockTable[]): Promise<FolderData> {
  const operations = operationNames(tables);
  const cases: Record<string, MockCase[]> = {};
  const usagers: Record<string, MockUsager> = {};
  const ignored: string[] = [];
  let count = 0;
  for (const name of await listFolders(folder)) {
    const id = operations.get(name);
    if (id === undefined && name !== CITIZENS) {
      ignored.push(name);
      continue;
    }
    for (const file of await listFiles(join(folder, name))) {
      const found = await readCase(folder, join(folder, name, file));
      count++;
      if (id === undefined) Object.assign(usagers, usagerOf(found));
      else cases[id] = [...(cases[id] ?? []), { ...found, nom: file.replace(/\.ya?ml$/, '') }];
    }
  }
  return { cases, usagers, count, ignored };
}

/** An operation's folder may carry its official name or ours. */
function operationNames(tables: readonly MockTable[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { operations } of tables) {
    for (const [id, { officialId }] of Object.entries(operations)) {
      names.set(id, id);
      if (officialId) names.set(officialId, id);
    }
  }
  return names;
}

async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new SandboxError(`Dossier de données illisible : ${folder} (${error.code}).`);
  });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names.filter((name) => /\.ya?ml$/.test(name)).sort();
}

export type FoundCase = Omit<MockCase, 'nom'>;

async function readCase(root: string, path: string): Promise<FoundCase> {
  const lines = new LineCounter();
  const document = parseDocument(await readFile(path, 'utf8'), { lineCounter: lines });
  const fail = (offset: number, why: string): never => {
    throw new SandboxError(`${relative(root, path)}, ligne ${lines.linePos(offset).line} : ${why}`);
  };
  const [first] = document.errors;
  if (first) fail(first.pos[0], `YAML mal formé (${first.code}).`);
  if (!isMap(document.contents)) fail(0, 'params, status et payload sont attendus.');
  const content = document.toJS() as Record<string, unknown>;
  const at = (key: string): number => offsetOf(document, key);

  const { params = {}, status, payload } = content;
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    fail(at('params'), 'params doit être une table de paramètres.');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    fail(at('status'), 'status doit être un statut HTTP, de 200 à 599.');
  const reponse = typeof payload === 'string' ? parsePayload(payload, () => at('payload'), fail) : payload;
  if (reponse === undefined) fail(at('payload'), 'payload manque : le corps de la réponse, en JSON.');
  return { params: params as Record<string, unknown>, status: status as number, reponse };
}

function parsePayload(text: string, at: () => number, fail: (offset: number, why: string) => never): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(at(), "payload n'est pas du JSON valide.");
  }
}

function offsetOf(document: Document, key: string): number {
  const node = document.get(key, true) as { range?: readonly number[] } | undefined;
  return node?.range?.[0] ?? 0;
}
