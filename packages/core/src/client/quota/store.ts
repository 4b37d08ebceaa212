/** Compteur auquel un appel appartient. */
export interface Bucket {
  /** Nom du compteur, sans rien qui se lise d'un jeton. */
  readonly key: string;
  /** Appels permis dans la période ; pour `habilitation`, jusqu'à ce que les en-têtes le disent. */
  readonly limit: number;
  /** Période, en millisecondes ; pour `habilitation`, jusqu'à ce que les en-têtes la disent. */
  readonly periodMs: number;
  /**
   * `habilitation` : celui du serveur, dont parlent les en-têtes ; `address` : les appels d'une adresse, tous jetons réunis ; `own` : la limite
   * que l'appelant s'est donnée.
   */
  readonly kind: 'habilitation' | 'address' | 'own';
}

/** Un appel qui demande à partir. */
export interface Turn {
  /** Nom de l'appel, unique entre tous les processus. */
  readonly id: string;
  /** Compteurs où il prend une place : dans tous, ou dans aucun. */
  readonly buckets: readonly Bucket[];
  /** Part de chaque limite, dans ]0, 1], au-delà de laquelle il ne part pas. */
  readonly share: number;
  /** Il laisse passer ceux qui n'en disent pas autant. */
  readonly low: boolean;
}

/** Pourquoi un appel ne part pas encore. */
export interface Wait {
  /** Millisecondes avant de redemander ; `Infinity` : la fin d'un appel en cours le dira. */
  readonly ms: number;
  /** Au plus tant d'appels comme lui partent… */
  readonly limit: number;
  /** … en tant de millisecondes. */
  readonly periodMs: number;
}

/** Ce que la fin d'un appel a dit du quota. */
export interface Seen {
  /**
   * `answered` : une réponse est venue ; `refused` : c'est un refus (429) ; `lost` : aucune n'est venue, le serveur l'a peut-être compté ;
   * `abandoned` : personne ne l'attend plus, le serveur peut encore le compter ; `unsent` : rien n'est parti.
   */
  readonly outcome: 'answered' | 'refused' | 'lost' | 'abandoned' | 'unsent';
  /** Appels permis dans la période, un au moins. */
  readonly limit?: number;
  /** Appels qui restent. */
  readonly remaining?: number;
  /** Fin de la période à l'horloge du serveur, en millisecondes depuis 1970. */
  readonly windowEnd?: number;
  /** Heure de la réponse à l'horloge du serveur, en millisecondes depuis 1970, à la seconde près. */
  readonly serverTime?: number;
  /** Millisecondes pendant lesquelles le serveur demande de ne rien envoyer. */
  readonly pauseMs?: number;
}

/** Où le quota se compte : en mémoire pour un processus, ailleurs quand plusieurs serveurs partagent une habilitation. */
export interface QuotaStore {
  /** Prend une place dans chaque compteur (0), ou dit quand redemander. Une erreur d'ici devient celle de l'appel : rien n'est envoyé sans place. */
  take(turn: Turn): 0 | Wait | Promise<0 | Wait>;
  /** Rend les places, avec ce que la fin de l'appel a dit. Personne n'attend cette promesse, et une erreur d'ici n'ôte pas la réponse. */
  release(turn: Turn, seen: Seen): void | Promise<void>;
}
