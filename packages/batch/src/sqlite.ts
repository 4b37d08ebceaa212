/**
 * Moteur embarqué : un fichier SQLite, un processus.
 *
 * @packageDocumentation
 */
import { ConfigurationError } from '@apigouv/core';
import { open } from './sqlite/database.ts';
import { SqliteLines } from './sqlite/lines.ts';
import type { BatchStore } from './store.ts';

/**
 * Garde les traitements dans un fichier SQLite, par `node:sqlite` : rien à installer, Node 22.13 ou plus.
 *
 * Un seul processus à la fois ouvre le fichier : SQLite le verrouille, et la mort du processus, `kill -9` compris, le libère. Le fichier ne
 * contient que vos clés, l'état de chaque ligne et des codes d'erreur.
 *
 * @param file Chemin du fichier, créé au besoin.
 *
 * @example
 * ```ts
 * import { openBatch } from '@apigouv/batch';
 * import { sqlite } from '@apigouv/batch/sqlite';
 *
 * const reponses = new Map<string, string>();
 * const batch = await openBatch('essai', {
 *   store: sqlite(':memory:'),
 *   call: async (key) => `réponse à ${key}`,
 *   save: (key, answer) => void reponses.set(key, answer),
 * });
 * await batch.add(['famille-1']);
 * const { done, outcome } = await batch.run();
 * console.log(outcome, done, reponses.get('famille-1')); // done 1 réponse à famille-1
 * await batch.close();
 * ```
 */
export function sqlite(file: string): BatchStore {
  return {
    async open(name) {
      const Database = databaseClass();
      return new SqliteLines(open(Database, file), name);
    },
  };
}

/** Asked for when it is needed: an earlier Node must be able to load this file, and say what it lacks. */
function databaseClass() {
  const found = process.getBuiltinModule?.('node:sqlite');
  if (!found)
    throw new ConfigurationError(
      `sqlite : Node 22.13 ou plus est nécessaire, celui-ci est ${process.version}. Sinon, @apigouv/batch/bullmq.`,
    );
  return found.DatabaseSync;
}
