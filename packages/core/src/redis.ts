/**
 * Compte de quota commun à plusieurs serveurs, dans Redis.
 *
 * @packageDocumentation
 */
import { ConfigurationError } from './client/errors/local.ts';
import { RELEASE, TAKE } from './client/quota/redis-scripts.ts';
import { refusing } from './client/quota/state.ts';
import type { QuotaStore, Turn } from './client/quota/store.ts';

/** Fait exécuter un script Lua par Redis (`EVAL`) et rend sa réponse : une ligne avec ioredis ou node-redis. */
export type RedisScriptRunner = (script: string, keys: string[], args: string[]) => Promise<unknown>;

/** Réglages de {@link redisQuotaStore}. */
export interface RedisQuotaOptions {
  /**
   * Début des clés dans Redis ; `apigouv:quota` par défaut. Prenez-en un par adresse IP : le plafond d'une adresse se compte entre tous les
   * processus de même préfixe. Sans option `account`, les appels au nom d'un citoyen (FranceConnect) s'y comptent ensemble aussi.
   */
  prefix?: string;
  /**
   * Millisecondes après lesquelles revient la place d'un processus mort pendant son appel ; 120 000 par défaut. À tenir au-dessus du délai
   * d'un essai et de la période du quota réunis.
   */
  lease?: number;
}

/**
 * Compte dans Redis (5 et suivants) le quota de tous les processus qui partagent un jeton, avec les règles du compte en mémoire.
 *
 * Ce que les en-têtes disent à un processus, un refus (429) compris, vaut aussitôt pour tous ; la priorité et la part d'un appel aussi. L'heure
 * est celle de Redis.
 *
 * Redis ne reçoit ni jeton, ni adresse demandée, ni paramètre : les clés portent l'hôte de l'API, une empreinte de l'habilitation et le nom du
 * groupe ou de l'opération, et les valeurs ne sont que des nombres, des heures et des numéros d'appel. Toutes les clés expirent, et tiennent
 * sur un seul nœud d'un cluster. Un jeton donné par une fonction n'a pas d'empreinte connue : nommez l'habilitation, option `account`.
 *
 * Redis injoignable, l'appel échoue avec l'erreur de `run` et rien n'est envoyé ; muet, l'appel échoue dans son délai. Une réponse déjà reçue
 * n'attend jamais Redis. Un Redis vidé, ou redémarré sans sauvegarde, apprend de chaque processus ce que le serveur disait.
 *
 * @param run Fait exécuter le script par Redis et en rend la réponse.
 *
 * @example
 * ```ts
 * import { redisQuotaStore } from '@apigouv/core/redis';
 * import { createParticulier } from '@apigouv/particulier';
 * import type { Redis } from 'ioredis';
 *
 * // Avec node-redis : (script, keys, args) => redis.eval(script, { keys, arguments: args }).
 * export function clientPartage(redis: Redis) {
 *   const store = redisQuotaStore((script, keys, args) => redis.eval(script, keys.length, ...keys, ...args));
 *   return createParticulier({ quota: { store } });
 * }
 * ```
 */
export function redisQuotaStore(
  run: RedisScriptRunner,
  { prefix = 'apigouv:quota', lease = 120_000 }: RedisQuotaOptions = {},
): QuotaStore {
  /** What Redis said last of each window of the server. */
  const windows = new Map<string, Known>();

  const send = (
    script: string,
    { buckets }: Turn,
    args: readonly (string | number | undefined)[],
  ): Promise<unknown> => {
    // The braces put all keys on the same node of a cluster.
    const keys = buckets.flatMap(({ key }) =>
      ['places', 'state'].map((kind) => `{${prefix}}:${key}:${kind}`),
    );
    return run(
      script,
      keys,
      args.map((arg) => `${arg ?? ''}`),
    );
  };

  return {
    async take(turn) {
      const { id, buckets, share, low } = turn;
      const told = buckets.flatMap(({ key, limit, periodMs }) => {
        const known = windows.get(key);
        const left = known && known.ends - performance.now();
        return left && left > 0
          ? [known.limit, known.periodMs, known.window || undefined, known.left, left]
          : [limit, periodMs, undefined, undefined, undefined];
      });
      const reply = await send(TAKE, turn, [id, lease, share, low ? 1 : 0, ...told]);
      const [ms = Number.NaN, limit = 1, periodMs = 0] = numbersIn(reply);
      // Without an answer, nothing would be counted and all be sent.
      if (Number.isNaN(ms))
        throw new ConfigurationError(
          'redisQuotaStore : la fonction donnée ne rend pas la réponse du script.',
        );
      return ms === 0 ? 0 : { ms: ms < 0 ? Infinity : ms, limit, periodMs };
    },

    async release(turn, seen) {
      const { id, buckets } = turn;
      const { outcome, limit, remaining, windowEnd, serverTime, pauseMs } = seen;
      const guilty = refusing(buckets, seen);
      const [first] = buckets;
      const reply = await send(RELEASE, turn, [
        ...[id, outcome, limit, remaining, windowEnd, serverTime, pauseMs],
        guilty ? buckets.indexOf(guilty) + 1 : undefined,
        first?.kind === 'habilitation' ? 1 : 0,
        ...buckets.flatMap(({ limit: seed, periodMs }) => [seed, periodMs]),
      ]);
      const [rate, periodMs, window, left, ms] = numbersIn(reply);
      if (!first || ms === undefined) return;
      const known = { limit: rate, periodMs, window, left, ends: performance.now() + ms } as Known;
      if (ms > 0) windows.set(first.key, known);
      else windows.delete(first.key);
    },
  };
}

interface Known {
  limit: number;
  periodMs: number;
  window: number;
  left: number;
  /** Moment, by this process's clock. */
  ends: number;
}

const numbersIn = (reply: unknown): number[] =>
  Array.isArray(reply) ? reply.map((value) => Number.parseFloat(String(value))) : [];
