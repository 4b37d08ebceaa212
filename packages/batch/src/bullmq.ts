/**
 * Moteur réparti : BullMQ, sur Redis ou PostgreSQL, pour des processus sur autant de machines qu'on veut.
 *
 * @packageDocumentation
 */
import { type BackendFactory, Queue, Worker } from 'bullmq';
import { BullLines } from './bullmq/lines.ts';
import type { BatchStore } from './store.ts';

/** Réglages de {@link bullmq}. `C` : ce qu'il faut à BullMQ pour se connecter. */
export interface BullmqOptions<C> {
  /** Connexion, telle que BullMQ la demande : `{ host, port }` pour Redis, une adresse ou un `Pool` de `pg` pour PostgreSQL. */
  connection: C;
  /** Ce qui garde les files : rien pour Redis, `createPostgresBackend` pour PostgreSQL. */
  // biome-ignore lint/suspicious/noExplicitAny: BullMQ's own parameter, which each back-end narrows.
  backend?: BackendFactory<any, C>;
  /** Début des clés dans Redis ; `bull` par défaut, comme BullMQ. */
  prefix?: string;
  /** Millisecondes après lesquelles revient la ligne d'un processus mort ; 30 000 par défaut. */
  lease?: number;
}

/**
 * Garde les traitements dans des files BullMQ 6 : `nom` pour les lignes, `nom-abandoned` pour celles qui ont trop échoué, `nom-notes` pour ce
 * que les processus se disent. bull-board les montre telles quelles.
 *
 * Chaque processus qui ouvre le traitement et appelle `run` en prend sa part. Redis doit garder ses données (`appendonly yes`) et ne rien
 * évincer (`maxmemory-policy noeviction`) : les lignes y vivent. Partagez aussi le quota : `redisQuotaStore` ou `postgresQuotaStore`.
 *
 * @example
 * ```ts
 * import { bullmq } from '@apigouv/batch/bullmq';
 * import { createPostgresBackend } from 'bullmq';
 *
 * const surRedis = () => bullmq({ connection: { host: '127.0.0.1', port: 6379 } });
 * const surPostgres = () =>
 *   bullmq({ connection: 'postgres://lots@127.0.0.1/lots', backend: createPostgresBackend });
 * ```
 */
export function bullmq<C = { host?: string; port?: number }>(options: BullmqOptions<C>): BatchStore {
  const { connection, backend, prefix, lease = 30_000 } = options;
  return {
    async open(name) {
      const shared = { connection, ...(prefix && { prefix }) } as never;
      const factory = backend as undefined;
      const queue = (suffix: string): Queue => new Queue(`${name}${suffix}`, shared, factory);
      const worker = new Worker(
        name,
        null,
        {
          ...(shared as object),
          ...{ autorun: false, lockDuration: lease, stalledInterval: lease },
          // However many processes died over it, a line is not at fault.
          maxStalledCount: Number.MAX_SAFE_INTEGER,
        } as never,
        factory,
      );
      const parts = {
        lines: queue(''),
        abandoned: queue('-abandoned'),
        notes: queue('-notes'),
        worker,
        lease,
      };
      // Said by the commands that fail.
      for (const part of [parts.lines, parts.abandoned, parts.notes]) part.on('error', () => {});
      worker.on('error', () => {});
      await worker.waitUntilReady();
      await worker.startStalledCheckTimer();
      return new BullLines(parts);
    },
  };
}
