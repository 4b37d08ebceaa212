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
  /** For the agent; the developer's message begins so too, unless `what` has more to say. */
  readonly userMessage: string;
  readonly what?: string;
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
    userMessage: "L'usager doit se reconnecter avec FranceConnect, ou fournir un justificatif.",
  },
  {
    on: { 401: [] },
    Class: AuthenticationError,
    kind: 'authentication',
    userMessage: "Le logiciel n'est plus autorisé à interroger ce service. Prévenez votre administrateur.",
    what: 'Jeton refusé : vérifiez sa valeur, sa date et son environnement.',
  },
  {
    on: { 400: ['00401'], 422: ['00201', '00202', '00203', '00210', '00212', '00308', '00316', '00401'] },
    Class: InvalidRequestError,
    kind: 'configuration',
    userMessage: "Le logiciel n'est pas correctement configuré. Prévenez votre administrateur.",
  },
  {
    on: { 403: ['00213'] },
    Class: PermissionError,
    kind: 'configuration',
    userMessage: "Le logiciel n'est pas correctement configuré. Prévenez votre administrateur.",
  },
  {
    on: { 403: [] },
    Class: PermissionError,
    kind: 'permission',
    userMessage: "Le logiciel n'a pas le droit de demander cette donnée. Prévenez votre administrateur.",
    what: "Le jeton n'ouvre pas cette opération : demandez le scope sur DataPass.",
  },
  {
    on: { 422: ['560'] },
    Class: NotRecognisedError,
    kind: 'not-recognised',
    userMessage:
      "Personne non reconnue : essayez tous les prénoms et le nom de naissance, ou demandez un justificatif à l'usager.",
  },
  {
    on: { 404: ['37003'] },
    operations: /eaje/i,
    Class: NotEligibleError,
    kind: 'not-eligible',
    userMessage: 'Famille connue, sans droit à cette prestation.',
  },
  {
    on: { 404: ['38422'] },
    Class: NotUpToDateError,
    kind: 'not-up-to-date',
    userMessage: 'Entreprise connue, cotisations impayées.',
  },
  {
    on: { 404: ['00402'], 410: [] },
    Class: GoneError,
    kind: 'gone',
    userMessage: "Ce service n'existe plus. Prévenez votre administrateur.",
    what: 'Opération retirée pour de bon : voyez celle qui la remplace.',
  },
  {
    on: { 404: [] },
    Class: NotFoundError,
    kind: 'not-found',
    userMessage: "Aucun dossier trouvé : vérifiez la saisie, ou demandez un justificatif à l'usager.",
  },
  {
    on: { 409: ['00015', ''] },
    Class: ConflictError,
    kind: 'locked',
    userMessage: 'La même demande est déjà en cours. Réessayez dans quelques minutes.',
    retry: 'later',
    client: 'waits-for-lock',
  },
  {
    on: { 409: [], 422: ['563'] },
    Class: SeveralFoundError,
    kind: 'several-found',
    userMessage: "Plusieurs personnes correspondent : précisez l'état civil.",
  },
  {
    on: { 422: ['565', '00355'] },
    Class: InvalidRequestError,
    kind: 'invalid',
    userMessage: 'La période demandée est refusée : choisissez-en une autre.',
  },
  {
    on: { 400: [], 422: [] },
    written: true,
    Class: InvalidRequestError,
    kind: 'invalid',
    userMessage: 'Une information saisie est refusée : vérifiez-la.',
  },
  {
    on: { 429: [] },
    Class: QuotaError,
    kind: 'quota',
    userMessage: 'Trop de demandes à la fois. Réessayez dans quelques minutes.',
    retry: 'later',
    client: 'waits-its-turn',
  },
  {
    on: { 451: [] },
    Class: LegallyUnavailableError,
    kind: 'legally-unavailable',
    userMessage: "Cette donnée ne peut pas être transmise : demandez un justificatif à l'usager.",
  },
  {
    on: { 4: [] },
    Class: ApiError,
    kind: 'server',
    userMessage: 'Le service a refusé la demande. Prévenez votre administrateur.',
  },
  {
    on: { 502: ['01501', '02502', '04501', '04503', '31503'] },
    Class: NotDeliverableError,
    kind: 'not-deliverable',
    userMessage: "Le fournisseur ne délivre pas cette donnée : demandez un justificatif à l'usager.",
    retry: 'when-told',
  },
  {
    on: { 5: ['020'] },
    Class: ProviderMaintenanceError,
    kind: 'maintenance',
    userMessage: 'Le fournisseur de la donnée est en maintenance. Réessayez plus tard.',
    retry: 'by-code',
  },
  {
    on: { 502: [], 503: [], 504: [] },
    Class: ProviderDownError,
    kind: 'provider-down',
    userMessage: 'Le fournisseur de la donnée est indisponible. Réessayez dans quelques minutes.',
    retry: 'by-code',
  },
  {
    on: { 5: [] },
    Class: ApiError,
    kind: 'server',
    userMessage: 'Le service est en erreur. Réessayez dans quelques minutes.',
    retry: 'by-code',
  },
];
