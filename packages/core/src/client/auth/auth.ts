/** Requête telle qu'une stratégie d'authentification la voit. */
export interface AuthRequest {
  /** Adresse complète ; elle porte l'identité de la personne : ne l'écrivez nulle part. */
  url: string;
  /** En-têtes, à compléter. */
  headers: Record<string, string>;
  /** Annulation et délai de l'essai en cours. */
  signal: AbortSignal;
  /** Textes que rien ne doit jamais montrer ; ajoutez-y vos jetons. */
  secrets: string[];
}

/** Envoie la requête et rend la réponse, quel que soit son statut. */
export type Send = (request: AuthRequest) => Promise<Response>;

/** Stratégie d'authentification : elle voit toute la requête et la réponse. */
export interface Auth {
  /** Ce qui distingue deux jetons sans en montrer aucun : deux appels semblables de même clé partagent une requête. */
  readonly key: string | (() => string);
  /** La même stratégie, pour un appel dont le jeton est désormais connu ; à donner quand le jeton change d'un appel à l'autre. */
  resolve?(): Auth | Promise<Auth>;
  /** Ajoute ce qu'il faut à la requête, l'envoie, et peut recommencer après un refus. */
  apply(request: AuthRequest, send: Send): Promise<Response>;
}
