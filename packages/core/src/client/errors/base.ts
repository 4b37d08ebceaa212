const LINEAGE = Symbol.for('@apigouv/lineage');

type ErrorClass = { type?: string };

function lineageOf(Class: ErrorClass | null): string[] {
  return Class?.type ? [Class.type, ...lineageOf(Object.getPrototypeOf(Class))] : [];
}

/** Ce que l'appelant peut faire : recommencer tout de suite, plus tard (voir `retryAfter`), ou jamais. */
export type Retry = 'now' | 'later' | 'never';

/**
 * Nature d'une erreur, à utiliser dans un `switch` :
 * - `authentication` : jeton du service absent, inconnu, expiré ou révoqué ;
 * - `login-again` : connexion FranceConnect expirée ou insuffisante, le citoyen doit se reconnecter ;
 * - `permission` : le jeton n'ouvre pas cette opération ;
 * - `configuration` : ce que le logiciel a mal réglé (jeton, adresse, destinataire, délégation), jamais ce que l'agent a saisi ;
 * - `not-recognised` : personne inconnue du fournisseur ; un état civil plus complet peut suffire ;
 * - `not-found` : personne ou entité connue, sans dossier chez le fournisseur ;
 * - `not-eligible` : famille connue, sans droit à cette prestation ; une réponse, pas une absence ;
 * - `not-up-to-date` : entreprise connue, cotisations impayées ; une réponse, pas une absence ;
 * - `not-deliverable` : le fournisseur ne délivrera pas la donnée (`retry` vaut `never`), ou pas encore (`later`) ;
 * - `several-found` : plusieurs personnes correspondent ;
 * - `invalid` : saisie refusée, par le client ou par l'API ; `parameters` dit laquelle ;
 * - `locked` : appel identique déjà en cours ;
 * - `quota` : trop d'appels ;
 * - `legally-unavailable` : la loi interdit la transmission ;
 * - `gone` : opération, ou version, retirée ;
 * - `provider-down` : fournisseur en panne ; `maintenance` : en maintenance ;
 * - `server` : erreur ou refus inattendu de l'API, sans rapport avec la saisie ;
 * - `connection`, `timeout` : serveur injoignable, ou trop lent ;
 * - `invalid-response` : réponse que l'API n'a pas écrite, ou illisible ; elle ne dit rien de la personne.
 *
 * D'autres peuvent s'ajouter : gardez un cas par défaut.
 */
export type ErrorKind =
  | 'authentication'
  | 'login-again'
  | 'permission'
  | 'not-recognised'
  | 'not-found'
  | 'not-eligible'
  | 'not-up-to-date'
  | 'not-deliverable'
  | 'locked'
  | 'several-found'
  | 'invalid'
  | 'legally-unavailable'
  | 'gone'
  | 'quota'
  | 'provider-down'
  | 'maintenance'
  | 'server'
  | 'connection'
  | 'timeout'
  | 'invalid-response'
  | 'configuration';

/** Ce que portent toutes les erreurs ; aucune donnée personnelle n'y figure. */
export interface ErrorFields {
  /** Nature de l’erreur. */
  kind: ErrorKind;
  /** Phrase à montrer à l'agent. */
  userMessage: string;
  /** Faut-il redemander. */
  retry: Retry;
  /** Délai conseillé avant un nouvel essai, en secondes. */
  retryAfter?: number | undefined;
  /** Opération appelée, par exemple `dss.quotientFamilial.identite`. */
  operation?: string | undefined;
}

/**
 * Racine de toutes les erreurs ; `Fields` : ce que porte celle-ci. `instanceof` et `error.name` fonctionnent aussi entre deux copies du paquet.
 */
export class ApigouvError<Fields extends ErrorFields = ErrorFields> extends Error implements ErrorFields {
  static readonly type: string = 'ApigouvError';
  /** Nature de l’erreur. */
  declare readonly kind: ErrorKind;
  /** Phrase à montrer à l'agent. */
  declare readonly userMessage: string;
  /** Faut-il redemander. */
  declare readonly retry: Retry;
  /** Délai conseillé avant un nouvel essai, en secondes. */
  declare readonly retryAfter?: number;
  /** Opération appelée, par exemple `dss.quotientFamilial.identite`. */
  declare readonly operation?: string;

  constructor(message: string, fields: Fields, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause: bareCause(cause) });
    Object.assign(this, fields);
    Object.defineProperty(this, 'name', { value: new.target.type });
    Object.defineProperty(this, LINEAGE, { value: lineageOf(new.target) });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the subclass on the right of `instanceof`.
    return ((value as { [LINEAGE]?: string[] } | undefined)?.[LINEAGE] ?? []).includes(this.type);
  }

  /** Représentation sans donnée personnelle, propre à un journal. */
  toJSON(): Record<string, unknown> {
    const fields = { ...this } as Record<string, unknown>;
    return { ...fields, name: this.name, message: this.message };
  }
}

/** A cause from `fetch` may hold the URL: only its name and code are kept. */
function bareCause(cause: unknown): { name: string; code?: string } {
  const { name } = Object(cause) as { name?: unknown };
  const code = systemCodeOf(cause);
  const known = isWord(name) ? name : 'Error';
  return code === undefined ? { name: known } : { name: known, code };
}

/** What names a failure; anything else may hold what was sent. */
const isWord = (value: unknown): value is string => typeof value === 'string' && /^\w{2,60}$/.test(value);

// A cycle of causes would have no end.
const DEEPEST_CAUSE = 4;

/** The system's code for a failure, its own or that of what caused it; only what looks like one. */
export function systemCodeOf(error: unknown, depth = 0): string | undefined {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown };
  if (isWord(code)) return code;
  return cause && depth < DEEPEST_CAUSE ? systemCodeOf(cause, depth + 1) : undefined;
}
