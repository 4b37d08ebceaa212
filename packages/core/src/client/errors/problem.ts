import { ApigouvError, type ErrorKind } from './base.ts';
import type { InvalidParameter } from './local.ts';

/** Un champ que l'usager de votre application doit corriger. */
export interface ProblemField {
  /** Nom du champ : celui de {@link ProblemOptions.fields}, sinon celui du paramètre en TypeScript. */
  field: string;
  /** Ce qui ne va pas, sans la valeur. */
  detail: string;
}

/** Corps d'une réponse d'erreur selon la RFC 9457, sans donnée personnelle. */
export interface Problem {
  /** `kind` dit la nature de l'erreur : le type n'a rien à y ajouter. */
  type: 'about:blank';
  /** Ce que veut dire le statut. */
  title: string;
  /** Statut HTTP de votre application. */
  status: number;
  /** Phrase à montrer ; absente d'une erreur inconnue, dont rien n'est dit. */
  detail?: string;
  /** Ce qui désigne cet incident, tel que vous l'avez donné. */
  instance?: string;
  /** Nature de l'erreur ; absente d'une erreur inconnue. */
  kind?: ErrorKind;
  /** Champs à corriger. */
  errors?: ProblemField[];
}

/** Réponse HTTP à une erreur : ce qu'un framework en demande. */
export interface ProblemResponse {
  /** Statut HTTP. */
  status: number;
  /** En-têtes : `content-type`, `cache-control` et, s'il faut revenir plus tard, `retry-after`. */
  headers: Record<string, string>;
  /** Corps, à écrire en JSON. */
  body: Problem;
}

/** Réglages de {@link toProblem}. */
export interface ProblemOptions {
  /**
   * Champs que remplit l'usager : leur nom chez vous, par paramètre de l'opération. Un paramètre refusé qui n'y est pas est alors une faute
   * de l'application, un 500 ; sans cette table, tous sont à corriger par l'usager.
   */
  fields?: Readonly<Record<string, string>>;
  /** Adresse (URI) qui désigne cet incident chez vous, par exemple `urn:uuid:…`. */
  instance?: string;
}

/**
 * Status of the application that made the call, for whom it serves. 401 is for who can log in again, 422 for who can correct; what the
 * application has wrong with the API, its token included, is a 502: another service failed it.
 */
export const STATUSES: Readonly<Record<ErrorKind, number>> = {
  authentication: 502,
  'login-again': 401,
  permission: 502,
  configuration: 500,
  'not-recognised': 404,
  'not-found': 404,
  'not-eligible': 404,
  'not-up-to-date': 404,
  'not-deliverable': 503,
  'several-found': 409,
  invalid: 422,
  locked: 503,
  quota: 503,
  'legally-unavailable': 451,
  gone: 502,
  'provider-down': 503,
  maintenance: 503,
  server: 502,
  connection: 502,
  timeout: 504,
  'invalid-response': 502,
};

const TITLES: Readonly<Record<number, string>> = {
  401: 'Connexion requise',
  404: 'Introuvable',
  409: 'Plusieurs réponses possibles',
  422: 'Saisie à corriger',
  451: 'Indisponible pour raison légale',
  500: "Erreur de l'application",
  502: 'Service distant en défaut',
  503: 'Service indisponible',
  504: 'Délai dépassé',
};

/** Seconds after which to come back, when nobody says. */
const SOON = 60;

/**
 * Réponse HTTP (« problem details », RFC 9457) de votre application à l'erreur d'un appel. Le statut est le sien : un jeton de service expiré est
 * un 502, jamais un 401 ; une saisie fausse, un 422 qui nomme les champs ; une maintenance ou un quota, un 503 qui dit quand revenir. Une
 * erreur qui n'est pas des nôtres donne un 500 qui ne dit rien.
 *
 * @example
 * ```ts
 * import { toProblem } from '@apigouv/core';
 * import { siret } from '@apigouv/core/identifiers';
 *
 * try {
 *   siret.parse('13002526500014');
 * } catch (error) {
 *   const { status, headers, body } = toProblem(error, { fields: { siret: 'établissement' } });
 *   console.log(status, headers['content-type'], body.errors?.[0]?.field); // 422 application/problem+json établissement
 * }
 * ```
 */
export function toProblem(error: unknown, { fields, instance }: ProblemOptions = {}): ProblemResponse {
  const about: { detail?: string; kind?: ErrorKind; errors?: ProblemField[] } = {};
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json',
    // A 404 or a 451 may be kept by who is told nothing.
    'cache-control': 'no-store',
  };
  let status = 500;
  if (error instanceof ApigouvError) {
    const { kind, retry, retryAfter, userMessage } = error;
    const errors = fieldsOf(error, fields);
    status = errors?.length === 0 ? 500 : (STATUSES[kind] ?? 500);
    // 503 asks to come back.
    if (status === 503 && retry === 'never') status = 502;
    if (status === 503) headers['retry-after'] = `${Math.ceil(retryAfter ?? SOON)}`;
    // No registered scheme says FranceConnect; a 401 must name one.
    if (status === 401) headers['www-authenticate'] = 'FranceConnect';
    about.kind = kind;
    about.detail = detailOf(status, errors, userMessage);
    if (errors?.length) about.errors = errors;
  }
  const title = TITLES[status] as string;
  const body: Problem = { type: 'about:blank', title, status, ...about, ...(instance ? { instance } : {}) };
  return { status, headers, body };
}

/** None: what is refused is not the user's to correct. */
function fieldsOf(error: ApigouvError, fields: ProblemOptions['fields']): ProblemField[] | undefined {
  const { kind, parameters = [] } = error as { kind: ErrorKind; parameters?: readonly InvalidParameter[] };
  if (kind !== 'invalid' || parameters.length === 0) return undefined;
  return parameters.flatMap(({ parameter, reason }) => {
    const field = fields ? Object.hasOwn(fields, parameter) && fields[parameter] : parameter;
    return field ? { field, detail: reason } : [];
  });
}

/** Parameters are named in `errors` alone, as the application names them. */
function detailOf(status: number, errors: ProblemField[] | undefined, userMessage: string): string {
  if (!errors) return userMessage;
  if (status === 500) return "Le logiciel n'a pas fait la bonne demande. Prévenez votre administrateur.";
  return errors.length > 1
    ? 'Des informations saisies sont refusées : vérifiez-les.'
    : 'Une information saisie est refusée : vérifiez-la.';
}
