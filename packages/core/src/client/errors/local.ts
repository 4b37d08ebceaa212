import { ApigouvError, type ErrorFields } from './base.ts';

/** La réponse n'est pas arrivée, corps compris, dans le délai fixé. */
export class TimeoutError extends ApigouvError<ErrorFields & { phase: 'attempt' | 'total' }> {
  static override readonly type = 'TimeoutError';
  /** `attempt` : un essai ; `total` : l'appel entier, attentes comprises. */
  declare readonly phase: 'attempt' | 'total';

  constructor(operation: string, phase: 'attempt' | 'total', ms: number) {
    const scope = phase === 'total' ? "de l'appel" : "d'un essai";
    super(`Délai ${scope} dépassé après ${ms} ms (${operation}). Réessayez, ou augmentez « timeout ».`, {
      kind: 'timeout',
      retry: 'now',
      operation,
      userMessage: 'Le service met trop de temps à répondre. Réessayez dans quelques minutes.',
      phase,
    });
  }
}

/** Une réponse que le client ne peut pas lire : page HTML, JSON coupé, corps vide, redirection. */
export class InvalidResponseError extends ApigouvError<ErrorFields & { httpStatus: number }> {
  static override readonly type = 'InvalidResponseError';
  /** Statut HTTP. */
  declare readonly httpStatus: number;

  constructor(operation: string, status: number, reason: string) {
    super(`Réponse illisible (${operation}, HTTP ${status}) : ${reason}. Un proxy en est souvent la cause.`, {
      kind: 'invalid-response',
      retry: 'later',
      operation,
      userMessage: 'Le service a répondu de façon inattendue. Réessayez plus tard ou prévenez le support.',
      httpStatus: status,
    });
  }
}

/** Un paramètre refusé avant tout envoi. */
export interface InvalidParameter {
  /** Nom du paramètre, tel qu’il s’écrit en TypeScript. */
  parameter: string;
  /** Pourquoi, sans la valeur. */
  reason: string;
}

/** Paramètres manquants ou mal formés : rien n'a été envoyé. */
export class InvalidParameterError extends ApigouvError<
  ErrorFields & { parameters: readonly InvalidParameter[] }
> {
  static override readonly type = 'InvalidParameterError';
  /** Tous les paramètres en cause. */
  declare readonly parameters: readonly InvalidParameter[];

  constructor(parameters: readonly InvalidParameter[], operation?: string) {
    const list = parameters.map(({ parameter, reason }) => `${parameter} (${reason})`).join(', ');
    super(`Paramètre invalide${operation ? ` pour ${operation}` : ''} : ${list}. Rien n'a été envoyé.`, {
      kind: 'invalid',
      retry: 'never',
      operation,
      userMessage: `À corriger : ${list}.`,
      parameters,
    });
  }
}

/** Client mal réglé : jeton absent, adresse refusée, page web. Rien n'a été envoyé. */
export class ConfigurationError extends ApigouvError {
  static override readonly type = 'ConfigurationError';

  constructor(message: string) {
    super(message, {
      kind: 'configuration',
      retry: 'never',
      userMessage: "Le logiciel n'est pas correctement configuré. Prévenez votre administrateur.",
    });
  }
}
