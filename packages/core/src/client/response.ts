/** Quota du jeton, tel que la dernière réponse l'a dit. */
export interface RateLimit {
  /** Appels permis dans la période. */
  limit: number;
  /** Appels qui restent dans la période. */
  remaining: number;
  /** Fin de la période ; absente quand le serveur ne la dit pas. */
  resetAt?: Date;
}

/** Ce que rend chaque appel réussi. */
export interface ApiResponse<D, L = object, M = object> {
  /** La donnée. */
  data: D;
  /** Liens qui accompagnent la donnée. */
  links: L;
  /** Métadonnées qui accompagnent la donnée. */
  meta: M;
  /** Quota restant ; absent quand le serveur ne le dit pas. */
  rateLimit?: RateLimit;
  /** Vrai quand la réponse vient du cache de la plateforme. */
  cached: boolean;
  /** Secondes avant que cette réponse en cache soit renouvelée. */
  cacheExpiresIn?: number;
  /** Identifiant de la requête, à donner au support. */
  requestId?: string;
  /** Statut et en-têtes HTTP, sans corps ni adresse (l'adresse porterait l'identité de la personne). */
  readonly response: Response;
}
