/**
 * Compte de quota commun à plusieurs serveurs, dans PostgreSQL.
 *
 * @packageDocumentation
 */
import type { PostgresPool } from './client/quota/postgres-session.ts';
import { postgresStore } from './client/quota/postgres-store.ts';
import { creation } from './client/quota/postgres-table.ts';
import type { QuotaStore } from './client/quota/store.ts';

export type { PostgresClient, PostgresPool } from './client/quota/postgres-session.ts';

const TABLE = 'apigouv_quota';

/** Réglages de {@link postgresQuotaStore}. */
export interface PostgresQuotaOptions {
  /**
   * Table des compteurs, après son schéma au besoin ; `apigouv_quota` par défaut. Prenez-en une par adresse IP : le plafond d'une adresse se
   * compte entre tous les processus de même table. Sans option `account`, les appels au nom d'un citoyen (FranceConnect) s'y comptent ensemble
   * aussi.
   */
  table?: string;
  /**
   * Millisecondes après lesquelles revient la place d'un processus mort pendant son appel ; 120 000 par défaut. À tenir au-dessus du délai
   * d'un essai et de la période du quota réunis.
   */
  lease?: number;
  /**
   * Millisecondes pendant lesquelles attendre un PostgreSQL injoignable, qui redémarre par exemple ; 0 par défaut : l'appel échoue aussitôt.
   * L'appel n'attend jamais plus que son propre délai. Pour un traitement de masse : 60 000.
   */
  patience?: number;
}

/**
 * Compte dans PostgreSQL (13 et suivants) le quota de tous les processus qui partagent un jeton, avec les règles du compte en mémoire.
 *
 * Ce que les en-têtes disent à un processus, un refus (429) compris, vaut aussitôt pour tous ; la priorité et la part d'un appel aussi. L'heure
 * est celle de PostgreSQL. Une connexion du pool suffit, sans état de session : PgBouncer convient, en mode transaction aussi.
 *
 * La table est créée au premier appel si elle manque ; {@link quotaTableSql} en donne le texte à qui ne peut pas la créer. Elle ne reçoit ni
 * jeton, ni adresse demandée, ni paramètre : une ligne par compteur porte l'hôte de l'API, une empreinte de l'habilitation, le nom du groupe ou de
 * l'opération, des nombres, des heures et des numéros d'appel. Une ligne que personne n'utilise est supprimée après un jour. Un jeton donné par
 * une fonction n'a pas d'empreinte connue : nommez l'habilitation, option `account`.
 *
 * PostgreSQL injoignable, l'appel échoue avec l'erreur du pool, au bout de `patience`, et rien n'est envoyé ; muet, l'appel échoue dans son délai. Une réponse déjà reçue
 * n'attend jamais PostgreSQL. Une table vidée, comme elle l'est après une panne (`UNLOGGED`), apprend de chaque processus ce que le serveur disait.
 *
 * @param pool Le `Pool` de `pg` (8), ou ce qui lui ressemble.
 *
 * @example
 * ```ts
 * import { postgresQuotaStore } from '@apigouv/core/postgres';
 * import { createParticulier } from '@apigouv/particulier';
 * import { Pool } from 'pg';
 *
 * const pool = new Pool({ connectionTimeoutMillis: 2000 });
 * // Sans cela, une connexion inactive que PostgreSQL coupe arrête le programme.
 * pool.on('error', () => {});
 *
 * export const particulier = createParticulier({ quota: { store: postgresQuotaStore(pool) } });
 * ```
 */
export function postgresQuotaStore(
  pool: PostgresPool,
  { table = TABLE, lease = 120_000, patience = 0 }: PostgresQuotaOptions = {},
): QuotaStore {
  return postgresStore(pool, { table, lease, patience });
}

/** Texte SQL qui crée la table des compteurs. */
export const quotaTableSql = (table = TABLE): string => `${creation(table)};\n`;
