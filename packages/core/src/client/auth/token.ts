/** Ce qu'un jeton d'habilitation dit de lui-même. */
export interface TokenClaims {
  /** Identifiant du jeton. */
  jti?: string;
  /** Identifiant de l'habilitation. */
  uid?: string;
  /** Scopes ; vide quand le jeton n'en dit rien. */
  scopes: string[];
  /** Date d'émission. */
  issuedAt?: Date;
  /** Date d'expiration annoncée ; seul le serveur fait foi. */
  expiresAt?: Date;
}

const toDate = (seconds: unknown): Date | undefined =>
  typeof seconds === 'number' ? new Date(seconds * 1000) : undefined;

/** Lit un jeton sans le vérifier ; `undefined` pour un jeton opaque, qui peut être tout à fait valable. */
export function readToken(token: string): TokenClaims | undefined {
  const payload = token.split('.')[1];
  if (!payload) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (unit) =>
      unit.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const scopes = claims.scopes ?? claims.roles;
    const [issuedAt, expiresAt] = [toDate(claims.iat), toDate(claims.exp)];
    return {
      scopes: Array.isArray(scopes) ? scopes.map(String) : [],
      ...(claims.jti ? { jti: String(claims.jti) } : {}),
      ...(claims.uid ? { uid: String(claims.uid) } : {}),
      ...(issuedAt ? { issuedAt } : {}),
      ...(expiresAt ? { expiresAt } : {}),
    };
  } catch {
    return undefined;
  }
}
