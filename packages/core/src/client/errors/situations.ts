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
  LoginAgainError,
  NotDeliverableError,
  NotEligibleError,
  NotFoundError,
  NotRecognisedError,
  NotUpToDateError,
  PermissionError,
  ProviderDownError,
  ProviderMaintenanceError,
  QuotaError,
  SeveralFoundError,
} from './api.ts';
import type { ErrorKind, Retry } from './base.ts';

export interface Situation {
  /** Statuses (`4`, `5`: all that begin so), each with its codes, or their last three digits; none: any code; `''`: no code. */
  readonly on: Readonly<Record<number, readonly string[]>>;
  /** A code that means something else on other operations. */
  readonly operations?: RegExp;
  /** Only for a citizen's client. */
  readonly citizen?: true;
  /** Only when the body holds an error that can be read. */
  readonly written?: true;
  readonly Class: typeof ApiError;
  readonly kind: ErrorKind;
  /** For the developer: the beginning of the message. */
  readonly what: string;
  /** For the agent. */
  readonly userMessage: string;
  /**
   * What the caller is told; `never`, when it says nothing. `by-code`: a failure says by its code whether it passes; `when-told`: later, if
   * the answer says when.
   */
  readonly retry?: Retry | 'by-code' | 'when-told';
  /** What the client does by itself; when it says nothing, as it tells: asks again when `now`, gives up at once otherwise. */
  readonly client?: 'waits-for-lock' | 'waits-its-turn';
}

/** Kinds (last three digits) and platform codes that pass by themselves. */
export const PASSING = /^(\d\d(000|001|002|004|008|011|052|053)|0050[12])$/;

/** Waits longer than this, in seconds, are the caller's to plan, not ours to sleep. */
export const LONGEST_WAIT = 30;

export const SITUATIONS: readonly Situation[] = [
  {
    on: { 401: [], 422: ['564'] },
    citizen: true,
    Class: LoginAgainError,
    kind: 'login-again',
    what: 'Jeton ou identité FranceConnect refusés',
    userMessage: "L'usager doit se reconnecter avec FranceConnect, ou fournir un justificatif.",
  },
  {
    on: { 401: [] },
    Class: AuthenticationError,
    kind: 'authentication',
    what: 'Jeton refusé : vérifiez sa valeur, sa date et son environnement',
    userMessage: "Le logiciel n'est plus autorisé à interroger ce service. Prévenez votre administrateur.",
  },
  {
    on: { 400: ['00401'], 422: ['00201', '00202', '00203', '00210', '00212', '00308', '00316', '00401'] },
    Class: InvalidRequestError,
    kind: 'configuration',
    what: "Réglage du logiciel refusé par l'API",
    userMessage: "Le logiciel n'est pas correctement configuré. Prévenez votre administrateur.",
  },
  {
    on: { 403: ['00213'] },
    Class: PermissionError,
    kind: 'configuration',
    what: "Réglage du logiciel refusé par l'API",
    userMessage: "Le logiciel n'est pas correctement configuré. Prévenez votre administrateur.",
  },
  {
    on: { 403: [] },
    Class: PermissionError,
    kind: 'permission',
    what: "Le jeton n'ouvre pas cette opération : demandez le scope sur DataPass",
    userMessage: "Le logiciel n'a pas le droit de demander cette donnée. Prévenez votre administrateur.",
  },
  {
    on: { 422: ['560'] },
    Class: NotRecognisedError,
    kind: 'not-recognised',
    what: 'Personne inconnue du fournisseur',
    userMessage:
      "Personne non reconnue : essayez tous les prénoms et le nom de naissance, ou demandez un justificatif à l'usager.",
  },
  {
    on: { 404: ['37003'] },
    operations: /eaje/i,
    Class: NotEligibleError,
    kind: 'not-eligible',
    what: 'Famille connue, sans droit à cette prestation',
    userMessage: 'Famille connue, sans droit à cette prestation.',
  },
  {
    on: { 404: ['38422'] },
    Class: NotUpToDateError,
    kind: 'not-up-to-date',
    what: 'Entreprise connue, cotisations impayées',
    userMessage: 'Entreprise connue, cotisations impayées.',
  },
  {
    on: { 404: ['00402'], 410: [] },
    Class: GoneError,
    kind: 'gone',
    what: 'Opération retirée pour de bon : voyez celle qui la remplace',
    userMessage: "Ce service n'existe plus. Prévenez votre administrateur.",
  },
  {
    on: { 404: [] },
    Class: NotFoundError,
    kind: 'not-found',
    what: 'Rien ne correspond chez le fournisseur',
    userMessage: "Aucun dossier trouvé : vérifiez la saisie, ou demandez un justificatif à l'usager.",
  },
  {
    on: { 409: ['00015', ''] },
    Class: ConflictError,
    kind: 'locked',
    what: 'Un appel identique est en cours',
    userMessage: 'La même demande est déjà en cours. Réessayez dans quelques minutes.',
    retry: 'later',
    client: 'waits-for-lock',
  },
  {
    on: { 409: [], 422: ['563'] },
    Class: SeveralFoundError,
    kind: 'several-found',
    what: "Plusieurs personnes correspondent : précisez l'identité",
    userMessage: "Plusieurs personnes correspondent : précisez l'état civil.",
  },
  {
    on: { 422: ['565', '00355'] },
    Class: InvalidRequestError,
    kind: 'invalid',
    what: 'Période refusée',
    userMessage: 'La période demandée est refusée : choisissez-en une autre.',
  },
  {
    on: { 400: [], 422: [] },
    written: true,
    Class: InvalidRequestError,
    kind: 'invalid',
    what: "Paramètre refusé par l'API",
    userMessage: 'Une information saisie est refusée : vérifiez-la.',
  },
  {
    on: { 429: [] },
    Class: QuotaError,
    kind: 'quota',
    what: "Quota d'appels atteint : attendez avant tout nouvel essai",
    userMessage: 'Trop de demandes à la fois. Réessayez dans quelques minutes.',
    retry: 'later',
    client: 'waits-its-turn',
  },
  {
    on: { 451: [] },
    Class: LegallyUnavailableError,
    kind: 'legally-unavailable',
    what: 'La loi interdit de transmettre cette donnée',
    userMessage: "Cette donnée ne peut pas être transmise : demandez un justificatif à l'usager.",
  },
  {
    on: { 4: [] },
    Class: ApiError,
    kind: 'server',
    what: "Refus de l'API",
    userMessage: 'Le service a refusé la demande. Prévenez votre administrateur.',
  },
  {
    on: { 502: ['01501', '02502', '04501', '04503', '31503'] },
    Class: NotDeliverableError,
    kind: 'not-deliverable',
    what: 'Le fournisseur ne délivre pas cette donnée',
    userMessage: "Le fournisseur ne délivre pas cette donnée : demandez un justificatif à l'usager.",
    retry: 'when-told',
  },
  {
    on: { 5: ['020'] },
    Class: ProviderMaintenanceError,
    kind: 'maintenance',
    what: 'Le fournisseur de la donnée est en maintenance',
    userMessage: 'Le fournisseur de la donnée est en maintenance. Réessayez plus tard.',
    retry: 'by-code',
  },
  {
    on: { 502: [], 503: [], 504: [] },
    Class: ProviderDownError,
    kind: 'provider-down',
    what: 'Le fournisseur de la donnée est en défaut',
    userMessage: 'Le fournisseur de la donnée est indisponible. Réessayez dans quelques minutes.',
    retry: 'by-code',
  },
  {
    on: { 5: [] },
    Class: ApiError,
    kind: 'server',
    what: "Erreur de l'API",
    userMessage: 'Le service est en erreur. Réessayez dans quelques minutes.',
    retry: 'by-code',
  },
];
