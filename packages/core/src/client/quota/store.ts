/** Compteur de quota auquel un appel appartient. */
export interface Bucket {
  /** Nom du compteur : empreinte du jeton et groupe, ou opération. */
  readonly key: string;
  /** Appels permis dans la période. */
  readonly limit: number;
  /** Période, en millisecondes. */
  readonly periodMs: number;
}

/** Ce que les en-têtes d'une réponse disent du quota. */
export interface Seen {
  /** Appels permis dans la période. */
  limit?: number;
  /** Appels qui restent. */
  remaining?: number;
  /** Millisecondes avant la fin de la période, selon l'horloge du serveur. */
  resetMs?: number;
  /** Appel refusé (429) : millisecondes pendant lesquelles ne rien envoyer. */
  refusedMs?: number;
}

/** Où le quota se compte : en mémoire pour un processus, ailleurs quand plusieurs serveurs partagent un jeton. */
export interface QuotaStore {
  /**
   * Prend une place (0), ou dit combien de millisecondes attendre ; `Infinity` : jusqu'à la fin d'un appel en cours. Une erreur d'ici devient
   * celle de l'appel : rien n'est envoyé sans place.
   */
  take(bucket: Bucket): number | Promise<number>;
  /** Rend la place, avec ce que la réponse a dit du quota. Une erreur d'ici n'empêche pas la réponse d'être rendue. */
  release(bucket: Bucket, seen: Seen): void | Promise<void>;
}

type State = {
  limit: number;
  inFlight: number;
  /** When each place given back may be taken again, in order. */
  held: number[];
  /** What the server says remains, until its window ends. */
  cap: number;
  capUntil: number;
  blockedUntil: number;
  refusals: number;
};

const BAN_AFTER = 5;
const BAN_FIRST_MS = 60_000;
export const BAN_LONGEST_MS = 12 * 3_600_000;

/** Whoever keeps calling while refused gets the whole server's address banned: how long to stop after so many refusals in a row. */
export const banAfter = (refusals: number): number =>
  refusals < BAN_AFTER ? 0 : Math.min(BAN_LONGEST_MS, BAN_FIRST_MS * 2 ** (refusals - BAN_AFTER));

/**
 * Compte en mémoire, pour un seul processus.
 *
 * Une place est tenue de l'envoi jusqu'à une période après la réponse : où que commencent les périodes du serveur, aucune ne voit plus
 * d'appels que permis.
 */
export function memoryQuotaStore(): QuotaStore {
  const states = new Map<string, State>();

  function stateOf({ key, limit }: Bucket): State {
    let state = states.get(key);
    if (!state) {
      state = { limit, inFlight: 0, held: [], cap: 0, capUntil: 0, blockedUntil: 0, refusals: 0 };
      states.set(key, state);
    }
    return state;
  }

  return {
    take(bucket) {
      const state = stateOf(bucket);
      const now = performance.now();
      while ((state.held[0] ?? Infinity) <= now) state.held.shift();
      if (state.blockedUntil > now) return state.blockedUntil - now;
      if (state.capUntil > now && state.cap <= 0) return state.capUntil - now;
      if (state.inFlight + state.held.length >= state.limit) return (state.held[0] ?? Infinity) - now;
      state.inFlight++;
      state.cap--;
      return 0;
    },

    release(bucket, { limit, remaining, resetMs, refusedMs }) {
      const state = stateOf(bucket);
      const now = performance.now();
      state.inFlight--;
      state.held.push(now + bucket.periodMs);
      if (limit) state.limit = limit;
      if (remaining !== undefined && resetMs !== undefined) {
        // Calls in flight may or may not be counted in `remaining` already: taken as not.
        state.cap = remaining - state.inFlight;
        state.capUntil = now + resetMs;
      }
      if (refusedMs === undefined) {
        if (limit) state.refusals = 0;
        return;
      }
      const pause = Math.max(refusedMs, banAfter(++state.refusals));
      state.blockedUntil = Math.max(state.blockedUntil, now + pause);
    },
  };
}
