/**
 * Compte de quota commun à plusieurs serveurs, dans Redis.
 *
 * @packageDocumentation
 */
import { ConfigurationError } from './client/errors/local.ts';
import { RELEASE, TAKE } from './client/quota/redis-scripts.ts';
import type { Bucket, QuotaStore } from './client/quota/store.ts';

/** Fait exécuter un script Lua par Redis (`EVAL`) et rend sa réponse : une ligne avec ioredis ou node-redis. */
export type RedisScriptRunner = (script: string, keys: string[], args: string[]) => Promise<unknown>;

/** Réglages de {@link redisQuotaStore}. */
export interface RedisQuotaOptions {
  /**
   * Début des clés dans Redis ; `apigouv:quota` par défaut. Prenez-en un par service et par environnement : les appels au nom d'un citoyen
   * (FranceConnect) se comptent ensemble, sans l'empreinte d'un jeton.
   */
  prefix?: string;
  /**
   * Millisecondes après lesquelles revient la place d'un processus mort pendant son appel ; 120 000 par défaut. À tenir au-dessus du délai
   * d'un essai et de la période du quota réunis.
   */
  lease?: number;
}

/** Some thirty years: Redis refuses an expiry that no integer holds. */
const LONGEST_MS = 1e12;

/**
 * Compte dans Redis (5 et suivants) le quota de tous les processus qui partagent un jeton, avec les règles du compte en mémoire.
 *
 * Une place est tenue de l'envoi jusqu'à une période après la réponse ; ce que les en-têtes disent à un processus, un refus (429) compris,
 * vaut aussitôt pour tous. L'heure est celle de Redis.
 *
 * Redis ne reçoit ni le jeton, ni une adresse, ni un paramètre : la clé porte une empreinte du jeton et le nom du groupe ou de l'opération,
 * et les valeurs ne sont que des nombres, des heures et des numéros de place. Toutes les clés expirent. Un jeton donné par une fonction n'a
 * pas d'empreinte connue : nommez-le, `token: { ...bearer(lireJeton), key: 'mairie' }`, du même nom sur tous les serveurs.
 *
 * Redis injoignable, l'appel échoue avec l'erreur de `run` et rien n'est envoyé. Un Redis vidé, ou redémarré sans sauvegarde, oublie les
 * places tenues : arrêtez les appels une période, ou admettez quelques refus.
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
  const owner = crypto.randomUUID();
  const taken = new Map<string, string[]>();
  let count = 0;

  const send = ({ key }: Bucket, script: string, args: (string | number | undefined)[]): Promise<unknown> => {
    // The braces put both keys on the same node of a cluster.
    const bucket = `${prefix}:{${key}}`;
    const texts = args.map((arg) => `${arg ?? ''}`);
    return run(script, [`${bucket}:places`, `${bucket}:state`], texts);
  };

  return {
    async take(bucket) {
      const id = `${owner}:${++count}`;
      const reply = await send(bucket, TAKE, [id, bucket.limit, bucket.periodMs, lease]);
      const wait = Number.parseInt(String(reply), 10);
      // Without an answer, nothing would be counted and all be sent.
      if (Number.isNaN(wait))
        throw new ConfigurationError(
          'redisQuotaStore : la fonction donnée ne rend pas la réponse du script.',
        );
      if (wait > 0) return wait;
      const ids = taken.get(bucket.key);
      if (ids) ids.push(id);
      else taken.set(bucket.key, [id]);
      return 0;
    },

    async release(bucket, { limit, remaining, resetMs, refusedMs }) {
      // Which call took it does not matter; the oldest, whose lease ends first.
      const id = taken.get(bucket.key)?.shift() ?? `${owner}:${++count}`;
      const refused = refusedMs === undefined ? undefined : Math.min(refusedMs, LONGEST_MS);
      await send(bucket, RELEASE, [id, bucket.periodMs, limit || undefined, remaining, resetMs, refused]);
    },
  };
}
