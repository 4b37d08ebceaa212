// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

/** Scopes d'API Guichet : ceux qui ouvrent une opération et ceux qui démasquent un champ. */
export type Scope = 'FOYER';

/** Paramètres que l'on peut donner une fois pour toutes au client. */
export interface GuichetContext {
  /** Nom du téléservice. */
  idTeleservice?: string | undefined;
}

/** Un foyer. */
export interface Foyer {
  /** Revenu fiscal de référence, en euros. */
  rfr?: number;
}

/** Corps d'une réponse en échec. */
export interface Erreurs {
  /** L'erreur. */
  erreur: {
    /** Code. */
    code?: string;
    /** Explication. */
    message?: string;
  };
}

/** Paramètres de `foyer.numero`. */
export interface FoyerNumeroParams {
  /**
   * Nom de l'appel.
   *
   * Format : `uuid`.
   */
  correlationId?: string | undefined;
  /**
   * Numéro fiscal.
   *
   * Format : `numero-fiscal`. Exemple : `1234567890123`.
   */
  numero: string;
  /**
   * Année.
   *
   * Exemple : `2023`.
   */
  annee: number;
}

/** Paramètres de `foyer.franceConnect`. */
export interface FoyerFranceConnectParams {
  /**
   * Nom de l'appel.
   *
   * Format : `uuid`.
   */
  correlationId?: string | undefined;
}
