/** Une ligne à ajouter. */
export interface NewLine {
  /** Clé de la ligne. */
  readonly key: string;
  /** Groupe de la ligne. */
  readonly group?: string | undefined;
}

/** Une ligne prise, que personne d'autre n'a. */
export interface TakenLine extends NewLine {
  /** Échecs qu'elle compte déjà. */
  readonly attempts: number;
}

/**
 * Où en est une ligne :
 * - `waiting` : elle attend son tour ; `running` : elle est en cours ; `later` : elle attend son heure ;
 * - `done` : la réponse est enregistrée ;
 * - `refused` : l'API a répondu non, pour de bon (`code` dit pourquoi) ;
 * - `abandoned` : trop d'échecs ; `putBack` la remet en attente.
 */
export type LineState = 'waiting' | 'running' | 'later' | 'done' | 'refused' | 'abandoned';

/** Une ligne, telle qu'elle est gardée : rien d'une personne, rien d'une réponse. */
export interface Line extends NewLine {
  /** Où elle en est. */
  readonly state: LineState;
  /** Échecs. */
  readonly attempts: number;
  /** Code, ou nature, de la dernière erreur ; absent quand il n'y en a pas eu. */
  readonly code?: string | undefined;
  /** Moment où elle revient, pour `later`. */
  readonly at?: Date | undefined;
}

/** Lignes, par état. */
export type LineCounts = Readonly<Record<LineState, number>>;

/** Ce que devient une ligne prise. */
export type Outcome =
  | { readonly state: 'done' }
  | { readonly state: 'refused' | 'abandoned'; readonly code: string; readonly attempts: number }
  /** Elle revient après tant de millisecondes ; sans `code`, elle n'a pas échoué. */
  | { readonly state: 'later'; readonly ms: number; readonly attempts: number; readonly code?: string };

/** Ce que tous les processus d'un traitement doivent savoir : une pause, un quota appris. Du JSON. */
export type Notes = Readonly<Record<string, unknown>>;

/** Moteur : où se gardent les traitements, et qui donne les lignes. Le paquet en a deux, `sqlite` et `bullmq`. */
export interface BatchStore {
  /** Ouvre un traitement, ou le crée. */
  open(name: string): Promise<BatchLines>;
}

/** Les lignes d'un traitement. */
export interface BatchLines {
  /** Ajoute des lignes ; celles dont la clé est connue sont ignorées. Rend le nombre de nouvelles. */
  add(lines: readonly NewLine[]): Promise<number>;
  /** Prend au plus `count` lignes dont c'est l'heure, sauf, si possible, celles des groupes `except`. */
  take(count: number, except: ReadonlySet<string>): Promise<TakenLine[]>;
  /** Dit ce que devient une ligne prise. */
  settle(line: TakenLine, outcome: Outcome): Promise<void>;
  /** Compte les lignes. */
  counts(): Promise<LineCounts>;
  /** Compte les lignes refusées ou abandonnées, par code. */
  codes(): Promise<Readonly<Record<string, number>>>;
  /** Millisecondes avant l'heure de la prochaine ligne ; 0 quand une est prête, `Infinity` quand il n'en reste pas. */
  nextIn(): Promise<number>;
  /** Parcourt les lignes d'un état. */
  list(state: LineState): AsyncIterable<Line>;
  /** Remet en attente des lignes refusées ou abandonnées, toutes celles d'un état ou celles-là ; leurs échecs sont oubliés. Rend leur nombre. */
  putBack(which: 'refused' | 'abandoned' | readonly string[]): Promise<number>;
  /** Ce qui a été noté. */
  notes(): Promise<Notes>;
  /** Note quelque chose ; `undefined` l'efface. */
  note(name: string, value: unknown): Promise<void>;
  /** Rend les lignes prises et ferme. */
  close(): Promise<void>;
}
