import type { DatabaseSync } from 'node:sqlite';
import { ConfigurationError } from '@apigouv/core';

/** Format of the file; another one is refused rather than misread. */
const FORMAT = 1;

const TABLES = `
CREATE TABLE IF NOT EXISTS batches (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  -- The latest moment seen: a clock that shows less was set back.
  seen INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS lines (
  batch INTEGER NOT NULL,
  key TEXT NOT NULL,
  "group" TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Milliseconds since 1970 before which it is not taken; 0 when it never had to wait.
  at INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  PRIMARY KEY (batch, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS due ON lines (batch, at) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS ended ON lines (batch, state) WHERE state <> 'waiting';
CREATE TABLE IF NOT EXISTS notes (
  batch INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (batch, name)
) STRICT, WITHOUT ROWID;
`;

/** Opens the file and locks it for as long as this process lives. */
export function open(Database: typeof DatabaseSync, file: string): DatabaseSync {
  const database = new Database(file);
  try {
    // The lock is SQLite's own: the system gives it back when the process dies, however it dies.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec('BEGIN EXCLUSIVE; COMMIT;');
    const { user_version: format } = database.prepare('PRAGMA user_version').get() as {
      user_version: number;
    };
    if (format > FORMAT)
      throw new ConfigurationError(
        `sqlite : « ${file} » vient d'une version plus récente de @apigouv/batch (format ${format}).`,
      );
    database.exec(`${TABLES} PRAGMA user_version = ${FORMAT};`);
    return database;
  } catch (error) {
    database.close();
    const { errcode } = error as { errcode?: number };
    const BUSY = 5;
    if (errcode === BUSY)
      throw new ConfigurationError(
        `sqlite : un autre processus tient « ${file} ». Un fichier, un processus ; pour plusieurs, @apigouv/batch/bullmq.`,
      );
    throw error;
  }
}
