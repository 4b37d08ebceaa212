import type { Auth } from './auth/auth.ts';
import type { AuditEvent } from './pipeline/audit.ts';
import type { QuotaOptions } from './pipeline/quota.ts';

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
  /** En-têtes ajoutés à la requête. */
  headers?: Readonly<Record<string, string>>;
}

/** Réglages d'un client. */
export interface ClientOptions {
  /** Jeton, fonction qui le rend, ou stratégie d'authentification ; à défaut, la variable d'environnement de l'API. */
  token?: string | (() => string | Promise<string>) | Auth;
  /** `production` (par défaut), `staging`, ou l'adresse d'un serveur (HTTPS, ou HTTP sur la machine locale). */
  environment?: 'production' | 'staging' | (string & {}) | URL;
  /** SIRET de l'administration destinataire. */
  recipient?: string;
  /** Identifiant de la délégation, pour un éditeur. */
  delegationId?: string;
  /** Cadre de la demande (API Entreprise). */
  context?: string;
  /** Raison de l'appel ou identifiant interne (API Entreprise). */
  object?: string;
  /** Scopes du jeton ; ne servent qu'au typage des réponses. */
  scopes?: readonly string[];
  /** Délai total en millisecondes, ou les deux délais. */
  timeout?: number | Timeouts;
  /** Nouveaux essais au plus (2 par défaut) ; `false` : aucun. */
  retries?: number | false;
  /** Respect du quota ; `false` pour ne pas s'en occuper (déconseillé : un client trop souvent refusé est banni). */
  quota?: QuotaOptions | false;
  /** Remplace `fetch`. */
  fetch?: typeof fetch;
  /** Reçoit un compte rendu de chaque appel, sans donnée personnelle : de quoi tenir le journal que la loi demande. */
  audit?: (event: AuditEvent) => void;
  /** En-têtes ajoutés à chaque requête. */
  headers?: Readonly<Record<string, string>>;
  /** Permet l'usage dans une page web, où le jeton est visible de tous. */
  dangerouslyAllowBrowser?: boolean;
}

/**
 * Réglages `O` d'un client dont tous les réglages possibles sont `T` : ses fonctions sont typées, un réglage inconnu est refusé.
 */
// Intersecting with the whole of `T` would say the same at three times the compiler's cost.
export type Settings<O, T extends ClientOptions> = O &
  Pick<T, 'audit' | 'fetch' | 'token'> & { [K in Exclude<keyof O, keyof T>]: never };

/** Jeton d'accès FranceConnect d'un citoyen. */
export interface FranceConnectGrant {
  /** Jeton d'accès. */
  accessToken: string;
  /** Moment de l'expiration (date, ou millisecondes depuis 1970) ; à défaut, 60 secondes après la création du client. */
  expiresAt?: Date | number;
}

/** Masque d'un champ qui en contient d'autres. */
export interface Nested<S extends string | undefined, M> {
  /** Scope du champ lui-même ; `undefined` : jamais masqué. */
  scope: S;
  /** Masques des champs qu'il contient. */
  mask: M;
}

type ScopeOf<E> = E extends Nested<infer S, unknown> ? S : E;
type Inner<T, E, S> = E extends Nested<string | undefined, infer M> ? Reveal<T, M, S> : T;

type Reveal<T, M, S> = T extends readonly (infer I)[]
  ? Reveal<I, M, S>[]
  : T extends object
    ? { [K in keyof T as K extends keyof M ? never : K]: T[K] } & {
        [K in keyof T & keyof M as ScopeOf<M[K]> extends S | undefined ? K : never]-?: Inner<
          Exclude<T[K], undefined>,
          M[K],
          S
        >;
      }
    : T;

type IdentityScope = `${string}_identite${string}`;

/** `T` tel que le voit un jeton qui a les scopes `S` : leurs champs sont sûrs, les autres absents. Des scopes inconnus n'y changent rien. */
export type Unmask<T, M, S extends string> = string extends S ? T : Reveal<T, M, S>;

/** Comme {@link Unmask}, sur une route FranceConnect : les champs qu'ouvre un scope `_identite` n'y reviennent jamais. */
export type UnmaskFranceConnect<T, M, S extends string> = string extends S
  ? { [K in keyof T as K extends keyof M ? (ScopeOf<M[K]> extends IdentityScope ? never : K) : K]: T[K] }
  : Reveal<T, M, Exclude<S, IdentityScope>>;

/** Paramètres d'un appel : `P`, le contexte obligatoire `R` et le facultatif `O` ; ce que `D` nomme est déjà donné au client. */
export type WithContext<P, R extends string, O extends string, D extends string> = P & {
  [K in Exclude<R, D>]: string;
} & { [K in O | Extract<R, D>]?: string };

/** Scopes donnés au client en liste littérale ; `string` quand ils ne sont pas connus. */
export type ScopesOf<O> = O extends { scopes: infer L extends readonly string[] }
  ? number extends L['length']
    ? string
    : L[number]
  : string;

/** Paramètres que l'on peut donner une fois pour toutes au client. */
export type ContextKey = 'recipient' | 'delegationId' | 'context' | 'object';

/** Paramètres de contexte donnés à coup sûr au client. */
// A conditional type, for what it answers goes by no name: an editor would show `ContextKeysOf<…>` with all of `O`, token included.
export type ContextKeysOf<O> = O extends unknown
  ? { [K in ContextKey]: O extends { [P in K]: string } ? K : never }[ContextKey]
  : never;
