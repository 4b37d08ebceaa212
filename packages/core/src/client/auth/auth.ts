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
  /** Ce qui distingue deux jetons sans en montrer aucun. */
  readonly key: string | (() => string);
  /** Ajoute ce qu'il faut à la requête, l'envoie, et peut recommencer après un refus. */
  apply(request: AuthRequest, send: Send): Promise<Response>;
}

/** 53-bit fingerprint (cyrb53): tells two tokens apart and gives neither back. */
export function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  return (4294967296 * (2097151 & (low ^ (low >>> 15))) + (high >>> 0)).toString(36);
}
