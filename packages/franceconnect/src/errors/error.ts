import { ApigouvError } from '@apigouv/core';
import { type LoginFault, SITUATIONS } from './situations.ts';

/** Ce qui précise un refus, sans donnée personnelle. */
export interface FaultDetails {
  /** Opération de la spécification, par exemple `oidc.jetons`. */
  operation?: string | undefined;
  /** Code `Y…` de FranceConnect, à donner à son support ; {@link explainPage} en dit le sens. */
  code?: string | undefined;
  /** Noms des données ou des scopes en cause, jamais leurs valeurs. */
  names?: readonly string[] | undefined;
}

/**
 * Connexion refusée. `reason` dit pourquoi, `userMessage` que montrer au citoyen, `retry` si recommencer a un sens : une connexion se
 * recommence toujours depuis `startLogin`, jamais en rejouant le retour.
 */
export class FranceConnectError extends ApigouvError {
  static override readonly type = 'FranceConnectError';
  /** Ce qui a échoué. */
  declare readonly reason: LoginFault;
  /** Code `Y…` de FranceConnect. */
  declare readonly code?: string;
  /** Noms des données ou des scopes en cause. */
  declare readonly names?: readonly string[];

  constructor(reason: LoginFault, { operation, code, names }: FaultDetails = {}) {
    const { message, userMessage, kind = 'authentication', retry = 'never' } = SITUATIONS[reason];
    const where = [operation, code, names?.join(', ')].filter(Boolean).join(' ; ');
    super(`${message}${where ? ` (${where})` : ''}.`, { kind, userMessage, retry, operation });
    Object.assign(this, { reason, ...(code ? { code } : {}), ...(names ? { names } : {}) });
  }
}
