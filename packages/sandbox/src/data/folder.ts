/** A folder of cases in the official form: one folder an operation, one YAML file a case. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MockCase, MockData, MockTable, MockUsager } from '@apigouv/core/mocks';
import { SandboxError } from '../errors.ts';
import { readCase } from './case-file.ts';
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
      else cases[id] = [...(cases[id] ?? []), { ...found, name: file.replace(/\.ya?ml$/, '') }];
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
