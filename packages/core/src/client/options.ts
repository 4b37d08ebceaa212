import type { Auth } from './auth/auth.ts';
import type { AuditEvent } from './pipeline/audit.ts';
import type { QuotaOptions } from './pipeline/quota.ts';

/** Délais d'un appel, en millisecondes. */
export interface Timeouts {
  /** Un essai, corps compris ; 15 000 par défaut. */
  attempt?: number;
  /** L'appel entier, attentes et nouveaux essais compris ; 60 000 par défaut. */
  total?: number;
}

/** Réglages d'un seul appel. */
export interface CallOptions {
  /** Pour annuler l'appel. */
  signal?: AbortSignal;
  /** Délai total en millisecondes, ou les deux délais. */
  timeout?: number | Timeouts;
  /** Nouveaux essais au plus ; `false` : aucun. */
  retries?: number | false;
  /** `no-cache` : interroger le fournisseur même si la plateforme a une réponse en cache. */
  cache?: 'no-cache';
  /** `low` : un traitement de masse cède la place à tout appel qui ne le dit pas, comme la page qu'un usager attend. */
  priority?: 'low';
  /** Part du quota, dans ]0, 1], que cet appel et les autres ne dépassent pas pour qu'il parte : à 0,5, la moitié reste libre. */
  share?: number;
  /** En-têtes ajoutés à la requête. */
  headers?: Readonly<Record<string, string>>;
}

/**
 * Réglages communs aux clients de toutes les API. `G` : les groupes de quota de l'API.
 */
export interface ClientOptions<G extends string = string> {
  /** Jeton, fonction qui le rend, ou stratégie d'authentification ; à défaut, la variable d'environnement de l'API. */
  token?: string | (() => string | Promise<string>) | Auth;
  /**
   * Habilitation à laquelle les appels se comptent : son numéro DataPass, ou tout nom que partagent ses jetons ; à défaut, chaque jeton compte
   * à part. Seule une empreinte en est gardée.
   */
  account?: string;
  /** `production` (par défaut), `staging`, ou l'adresse d'un serveur (HTTPS, ou HTTP sur la machine locale ; voir `dangerouslyAllowHttp`). */
  environment?: 'production' | 'staging' | (string & {}) | URL;
  /** Délai total en millisecondes, ou les deux délais. */
  timeout?: number | Timeouts;
  /** Nouveaux essais au plus (2 par défaut) ; `false` : aucun. */
  retries?: number | false;
  /** Respect du quota ; `false` pour ne pas s'en occuper (déconseillé : un client trop souvent refusé est banni). */
  quota?: QuotaOptions<G> | false;
  /** Taille admise d'une réponse, décompressée, en octets ; 16 Mio par défaut. */
  maxBytes?: number;
  /** Remplace `fetch`. */
  fetch?: typeof fetch;
  /** Reçoit un compte rendu de chaque appel, sans donnée personnelle : de quoi tenir le journal que la loi demande. */
  audit?: (event: AuditEvent) => void;
  /** En-têtes ajoutés à chaque requête ; `user-agent` se place devant le nôtre. */
  headers?: Readonly<Record<string, string>>;
  /** Permet une adresse `http:` hors de la machine locale, où jeton et données passent en clair : un bac à sable, jamais la production. */
  dangerouslyAllowHttp?: boolean;
  /** Permet l'usage dans une page web, où le jeton est visible de tous. */
  dangerouslyAllowBrowser?: boolean;
}

/**
 * Les réglages `T`, dont le type `O` de ceux qu'on donne vraiment est retenu.
 */
// The condition never holds: the compiler infers `O` from it, then checks, completes and documents against `T` alone, so that a typo is
// named with what was meant. Cheaper than any form that keeps `O` in the parameter's type.
export type Settings<T, O> = T & (O extends never ? O : unknown);
