/**
 * What a refusal means: from its status and code to its class, its kind, its sentences, and whether to ask again. The first that fits wins.
 *
 * Sentences are whole: a bundler keeps a template, which it cannot know to be pure, in programs that have no use for the table.
 */
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  GoneError,
  InvalidRequestError,
  LegallyUnavailableError,
  NotFoundError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  SeveralFoundError,
} from './api.ts';
import type { ErrorKind, Retry } from './base.ts';

export interface Situation {
  /** Statuses it comes with; any, when it names none. */
  readonly statuses?: readonly number[];
  /** The lowest of them, when it names none. */
  readonly statusFrom?: number;
  /** Codes it comes with; `''`: none. */
  readonly codes?: readonly string[];
  readonly codeEnds?: string;
  readonly Class: typeof ApiError;
  readonly kind: ErrorKind;
  /** For the developer: the beginning of the message. */
  readonly what: string;
  /** For the agent. */
  readonly userMessage: string;
  /** What the caller is told; `never`, when it says nothing. `by-code`: a failure says by its code whether it passes. */
  readonly retry?: Retry | 'by-code';
  /** What the client does by itself; when it says nothing, as it tells: asks again when `now`, gives up at once otherwise. */
  readonly client?: 'waits-for-lock' | 'waits-its-turn';
}

/** Kinds (last three digits) and platform codes that pass by themselves. */
export const PASSING = /^(\d\d(000|001|002|004|008|011|052|053)|0050[12])$/;

/** Waits longer than this, in seconds, are the caller's to plan, not ours to sleep. */
export const LONGEST_WAIT = 30;

/** Also what any other 4xx is taken for. */
export const INVALID: Situation = {
  statuses: [400, 422],
  Class: InvalidRequestError,
  kind: 'invalid',
  what: "Paramètre refusé par l'API",
  userMessage: 'Une information saisie est refusée : vérifiez-la.',
};

export const SITUATIONS: readonly Situation[] = [
  INVALID,
  {
    statuses: [401],
    Class: AuthenticationError,
    kind: 'authentication',
    what: 'Jeton refusé : vérifiez sa valeur, sa date et son environnement',
    userMessage: "Le logiciel n'est plus autorisé à interroger ce service. Prévenez votre administrateur.",
  },
  {
    statuses: [403],
    Class: PermissionError,
    kind: 'permission',
    what: "Le jeton n'ouvre pas cette opération : demandez le scope sur DataPass",
    userMessage: "Le logiciel n'a pas le droit de demander cette donnée. Prévenez votre administrateur.",
  },
  {
    statuses: [404],
    Class: NotFoundError,
    kind: 'not-found',
    what: 'Rien ne correspond chez le fournisseur',
    userMessage: "Aucun dossier trouvé : vérifiez la saisie, ou demandez un justificatif à l'usager.",
  },
  {
    statuses: [409],
    codes: ['00015', ''],
    Class: ConflictError,
    kind: 'locked',
    what: 'Un appel identique est en cours',
    userMessage: 'La même demande est déjà en cours. Réessayez dans quelques minutes.',
    retry: 'later',
    client: 'waits-for-lock',
  },
  {
    statuses: [409],
    Class: SeveralFoundError,
    kind: 'several-found',
    what: "Plusieurs personnes correspondent : précisez l'identité",
    userMessage: "Plusieurs personnes correspondent : précisez l'état civil.",
  },
  {
    statuses: [410],
    Class: GoneError,
    kind: 'gone',
    what: 'Opération retirée pour de bon : voyez celle qui la remplace',
    userMessage: "Ce service n'existe plus. Prévenez votre administrateur.",
  },
  {
    statuses: [429],
    Class: QuotaError,
    kind: 'quota',
    what: "Quota d'appels atteint : attendez avant tout nouvel essai",
    userMessage: 'Trop de demandes à la fois. Réessayez dans quelques minutes.',
    retry: 'later',
    client: 'waits-its-turn',
  },
  {
    statuses: [451],
    Class: LegallyUnavailableError,
    kind: 'legally-unavailable',
    what: 'La loi interdit de transmettre cette donnée',
    userMessage: "Cette donnée ne peut pas être transmise : demandez un justificatif à l'usager.",
  },
  {
    statusFrom: 500,
    codeEnds: '020',
    Class: ProviderMaintenanceError,
    kind: 'maintenance',
    what: 'Le fournisseur de la donnée est en maintenance',
    userMessage: 'Le fournisseur de la donnée est en maintenance. Réessayez plus tard.',
    retry: 'by-code',
  },
  {
    statuses: [502, 503, 504],
    Class: ProviderDownError,
    kind: 'provider-down',
    what: 'Le fournisseur de la donnée est en défaut',
    userMessage: 'Le fournisseur de la donnée est indisponible. Réessayez dans quelques minutes.',
    retry: 'by-code',
  },
  {
    statusFrom: 500,
    Class: ApiError,
    kind: 'server',
    what: "Erreur de l'API",
    userMessage: 'Le service est en erreur. Réessayez dans quelques minutes.',
    retry: 'by-code',
  },
];
