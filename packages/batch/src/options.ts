import type { CallOptions } from '@apigouv/core';
import type { Hours } from './hours.ts';
import type { BatchStore } from './store.ts';

/** Réglages à passer à l'appel : son signal d'annulation, sa priorité basse et sa part du quota. */
export type BatchCallOptions = Required<Pick<CallOptions, 'signal' | 'priority' | 'share'>>;

/** Ce que `save` peut rendre. */
export interface Again {
  /** La ligne n'est pas finie : elle revient à ce moment, sans compter d'échec. */
  again: Date;
}

/** Réglages d'un traitement. `T` : ce que rend l'appel. */
export interface BatchOptions<T> {
  /** Moteur : `sqlite('fichier.db')`, ou `bullmq({ connection })` pour plusieurs machines. */
  store: BatchStore;
  /**
   * Fait l'appel d'une ligne. L'identité se lit ici, à partir de la clé, et n'est gardée nulle part. Passez les `options` à la méthode du
   * client : le traitement ne tient que par elles sa part du quota et son arrêt.
   */
  call: (key: string, options: BatchCallOptions) => Promise<T>;
  /**
   * Enregistre la réponse. Appelée au moins une fois par ligne : deux fois pour la même clé doit donner le même résultat. Rendre
   * `{ again: date }` fait revenir la ligne ce jour-là.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing is the usual one.
  save: (key: string, answer: T) => void | Again | Promise<void | Again>;
  /** Heures pendant lesquelles des appels partent ; toutes par défaut. */
  hours?: Hours;
  /** Part du quota, dans ]0, 1], que le traitement ne dépasse pas : le service en ligne garde le reste. 1 par défaut. */
  share?: number;
  /** Lignes en cours en même temps, dans ce processus ; 100 par défaut. Le quota décide, ce nombre ne fait que borner l'attente. */
  concurrency?: number;
  /** Échecs d'une ligne après lesquels elle est abandonnée ; 12 par défaut, soit environ six heures de panne. */
  attempts?: number;
  /** Millisecondes avant qu'une ligne en échec revienne, doublées à chaque échec ; et entre deux essais d'un groupe en panne. 60 000 par défaut. */
  retryDelay?: number;
  /** Quota annoncé, `[appels, secondes]` : sert aux estimations jusqu'à ce que les réponses le disent, jamais à retenir un appel. */
  limit?: readonly [calls: number, seconds: number];
}

/** Réglages d'une exécution. */
export interface RunOptions {
  /** Arrête l'exécution : les lignes en cours sont rendues, une réponse déjà reçue est enregistrée. */
  signal?: AbortSignal;
  /** Rend la main quand rien ne peut partir avant tant de millisecondes ; par défaut, attend : la nuit suivante, ou deux jours. */
  maxIdle?: number;
  /** Reçoit chaque avancement, une fois par seconde au plus : de quoi nourrir un tableau de bord. */
  onProgress?: (progress: Progress) => void;
}

/** Pourquoi un traitement s'est mis en pause : quelqu'un doit corriger quelque chose, puis relancer. */
export interface Pause {
  /**
   * `authentication`, `permission`, `configuration`, `connection` : nature de l'erreur de l'API ; `call` ou `save` : vos fonctions ont échoué
   * dix fois de suite.
   */
  reason: 'authentication' | 'permission' | 'configuration' | 'connection' | 'call' | 'save';
  /** Code de l'erreur de l'API ; absent quand elle n'en a pas. */
  code?: string;
  /** Que faire, en une phrase. */
  message: string;
  /** Quand. */
  at: Date;
  /** L'erreur elle-même, dans le processus qui l'a eue : ni énumérable, ni gardée. */
  readonly error?: unknown;
}

/** Où en est un traitement. */
export interface Progress {
  /** Lignes, toutes. */
  total: number;
  /** Réponses enregistrées. */
  done: number;
  /** Refus définitifs. */
  refused: number;
  /** Lignes abandonnées après trop d'échecs. */
  abandoned: number;
  /** Lignes qui restent à demander : `waiting`, `running` et `later`. */
  left: number;
  /** Lignes qui attendent leur tour. */
  waiting: number;
  /** Lignes en cours. */
  running: number;
  /** Lignes qui attendent leur heure. */
  later: number;
  /** Appels finis par seconde dans ce processus, sur la dernière minute. */
  rate: number;
  /** Fin estimée, d'après le quota (ou le débit) et les heures ; absente quand rien ne la dit encore. */
  endsAt?: Date;
  /** Erreurs vues par cette exécution, par code ou par nature. */
  errors: Readonly<Record<string, number>>;
  /** Ce qui retient les appels : heures, quota refusé ou bannissement, panne ; absent quand ils partent. */
  held?: { by: 'hours' | 'quota' | 'outage'; until: Date };
}

/** Fin d'une exécution. */
export interface Report extends Progress {
  /** `done` : il ne reste rien ; `paused` : voir `pause` ; `stopped` : arrêtée ; `idle` : rien ne peut partir avant `maxIdle`. */
  outcome: 'done' | 'paused' | 'stopped' | 'idle';
  /** Pourquoi le traitement est en pause. */
  pause?: Pause;
  /** Appels faits par cette exécution. */
  calls: number;
  /** Durée, en millisecondes. */
  durationMs: number;
  /** Lignes refusées ou abandonnées, par code, depuis le début du traitement. */
  codes: Readonly<Record<string, number>>;
}

/** Ce qu'un traitement demanderait. */
export interface Estimate {
  /** Appels, un par ligne qui reste. */
  calls: number;
  /** Quota : celui des dernières réponses, à défaut l'option `limit` ; absent quand ni l'un ni l'autre n'est connu. */
  limit?: readonly [calls: number, seconds: number];
  /** Durée des appels sous le quota et sa part, en millisecondes ; absente quand le quota n'est pas connu. */
  durationMs?: number;
  /** Fin, heures comprises, si tout partait maintenant. */
  endsAt?: Date;
}

/** Une exécution, commencée : à parcourir, ou à attendre. */
export interface Run extends AsyncIterable<Progress>, PromiseLike<Report> {}
