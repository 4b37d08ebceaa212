import { ApigouvError, type ErrorKind } from './errors/base.ts';
import type { InvalidParameter } from './errors/local.ts';

/** Natures d'échec que tout appel peut rencontrer, quelle que soit l'opération. */
export type CommonKind =
  | 'authentication'
  | 'permission'
  | 'configuration'
  | 'invalid'
  | 'gone'
  | 'locked'
  | 'quota'
  | 'provider-down'
  | 'maintenance'
  | 'server'
  | 'connection'
  | 'timeout'
  | 'invalid-response';

/** Those that say nothing of whom a call asks about: the others are said of each operation by its specification. */
export const COMMON_KINDS: Readonly<Record<CommonKind, true>> = {
  authentication: true,
  permission: true,
  configuration: true,
  invalid: true,
  gone: true,
  locked: true,
  quota: true,
  'provider-down': true,
  maintenance: true,
  server: true,
  connection: true,
  timeout: true,
  'invalid-response': true,
};

declare const KINDS: unique symbol;

/**
 * Ce que rend une méthode : une promesse, dont le type retient de quelles natures (`Kinds`) l'opération peut échouer, en plus de
 * {@link CommonKind}. {@link result} les fait traiter.
 */
export interface Call<Answer, Kinds extends ErrorKind = ErrorKind> extends Promise<Answer> {
  /** N'existe que pour le compilateur. */
  readonly [KINDS]?: Kinds;
}

/** Les échecs, par nature : le compilateur n'en fait la table qu'une fois. */
export type Failures = {
  [Kind in ErrorKind]: {
    kind: Kind;
    /** L'erreur qui aurait été levée. */
    error: Kind extends 'invalid'
      ? ApigouvError & { readonly parameters?: readonly InvalidParameter[] }
      : ApigouvError;
  };
};

/** Un appel réussi. */
export interface Success<Answer> {
  kind: 'ok';
  /** Ce que l'appel a rendu. */
  answer: Answer;
}

/** La réponse, ou l'erreur : `kind` dit laquelle. */
export type Result<Answer, Kinds extends ErrorKind = ErrorKind> =
  | Success<Answer>
  | Failures[Kinds | CommonKind];

/**
 * La réponse d'un appel, ou son erreur, comme une valeur : un `switch` sur `kind` que le compilateur refuse s'il oublie une branche. Les natures
 * proposées sont celles de l'opération ; enveloppé dans une fonction à vous qui dit rendre une `Promise`, l'appel peut échouer de toutes. Ce qui
 * n'est pas une `ApigouvError` (annulation, défaut de votre programme) est levé.
 *
 * @example
 * ```ts
 * import { result } from '@apigouv/particulier';
 *
 * const citoyen = particulier.withFranceConnect('jeanne-roux');
 * const quotient = await result(citoyen.dss.quotientFamilial.franceConnect());
 * if (quotient.kind === 'ok') console.log(quotient.answer.data.quotient_familial?.valeur); // 650
 * else console.error(quotient.kind, quotient.error.userMessage);
 * ```
 */
export async function result<Answer, Kinds extends ErrorKind = ErrorKind>(
  call: Call<Answer, Kinds>,
): Promise<Result<Answer, Kinds>> {
  try {
    return { kind: 'ok', answer: await call };
  } catch (error) {
    if (!(error instanceof ApigouvError)) throw error;
    return { kind: error.kind, error } as Result<Answer, Kinds>;
  }
}
