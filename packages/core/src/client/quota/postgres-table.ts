/** The table where PostgreSQL keeps one row a bucket, and all that it is asked. */
import { ConfigurationError } from '../errors/local.ts';

/** Longer than any ban; what headers said is worth no more. */
const FORGOTTEN = '1 day';
const NAME = /^[a-z_][a-z0-9_]{0,62}(\.[a-z_][a-z0-9_]{0,62})?$/;

export interface Row {
  key: string;
  /** Of the row, as long as it is not deleted. */
  born: string;
  /** Of what it holds. */
  version: string;
  /** Empty when it was just added; absent when it was just written. */
  state: string | null;
  /** Milliseconds since 1970. */
  now: number;
  /** Everything was written. */
  isWritten?: boolean;
}

const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now';

/** The name between quotes, as PostgreSQL keeps it. */
function quoted(table: string): string {
  if (!NAME.test(table))
    throw new ConfigurationError(
      'postgresQuotaStore : option « table » mal formée. Attendu : minuscules, chiffres et _, après un schéma au besoin (quotas.apigouv).',
    );
  return `"${table.replace('.', '"."')}"`;
}

/** Unlogged: nothing waits for a disk, and nothing is worth keeping through a crash. Half of each page is left for the next version of a row. */
export const creation = (table: string): string => `CREATE UNLOGGED TABLE IF NOT EXISTS ${quoted(table)} (
  key text PRIMARY KEY,
  born uuid NOT NULL DEFAULT gen_random_uuid(),
  version uuid NOT NULL DEFAULT gen_random_uuid(),
  state text NOT NULL DEFAULT '',
  used_at timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50)`;

/** Gives the rows of these keys, those that exist. */
export const reading = (table: string): string =>
  `SELECT key, born, version, state, ${NOW} FROM ${quoted(table)} WHERE key = ANY ($1::text[])`;

/** Adds those that miss. */
export const adding = (table: string): string =>
  `INSERT INTO ${quoted(table)} (key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`;

/**
 * Writes all rows, or none when one of them is not of its version any more; then gives what they hold. Locks last no longer than this: no process
 * keeps one while it thinks.
 */
export const writing = (table: string): string => `
WITH given AS (
  SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[]) AS given (key, version, state)
), locked AS (
  SELECT key, born, version, state FROM ${quoted(table)} WHERE key = ANY ($1) ORDER BY key FOR UPDATE
), verdict AS (
  SELECT count(*) = cardinality($1) AS "isWritten" FROM locked JOIN given USING (key, version)
), written AS (
  UPDATE ${quoted(table)} AS old SET state = given.state, version = gen_random_uuid(), used_at = clock_timestamp()
  FROM given WHERE old.key = given.key AND old.key = ANY ($1) AND (SELECT "isWritten" FROM verdict)
)
SELECT key, born, version, CASE WHEN "isWritten" THEN NULL ELSE state END AS state, "isWritten", ${NOW} FROM locked, verdict`;

/** Deletes what nobody used for a day; a row that somebody holds is being used. */
export const sweeping = (table: string): string => `
DELETE FROM ${quoted(table)} WHERE key IN (
  SELECT key FROM ${quoted(table)} WHERE used_at < clock_timestamp() - interval '${FORGOTTEN}' FOR UPDATE SKIP LOCKED
)`;
