import { ApigouvError, type ErrorKind } from '@apigouv/core';
import { FranceConnectError } from './errors/error.ts';
import type { LoginFault } from './errors/situations.ts';

/**
 * Ce que `audit` reçoit de chaque étape d'une connexion, aux mêmes champs que les comptes rendus des clients d'API (`AuditEvent`) ; ni jeton,
 * ni identité.
 */
export interface LoginEvent {
  /** Méthode appelée. */
  operation: 'startLogin' | 'finishLogin' | 'logoutUrl';
  /** `ok`, ou la nature de l'erreur (`kind`) ; `aborted` pour une erreur qui n'est pas de ce paquet. */
  outcome: 'ok' | 'aborted' | ErrorKind;
  /** Pourquoi la connexion n'a pas abouti : `reason` de `FranceConnectError`. */
  reason?: LoginFault;
  /** Code `Y…` de FranceConnect, à donner à son support. */
  code?: string;
  /** Durée de l'étape, en millisecondes. */
  durationMs: number;
}

/** Tells `listener` how each step of a login ended. A listener that throws breaks nothing. */
export function audited(listener: ((event: LoginEvent) => void) | undefined) {
  return async <T>(operation: LoginEvent['operation'], work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const report = (end: Omit<LoginEvent, 'operation' | 'durationMs'>): void => {
      try {
        listener?.({ operation, ...end, durationMs: Math.round(performance.now() - started) });
      } catch {
        // A faulty log must not break a login.
      }
    };
    try {
      const result = await work();
      report({ outcome: 'ok' });
      return result;
    } catch (error) {
      report(endOf(error));
      throw error;
    }
  };
}

function endOf(error: unknown): Pick<LoginEvent, 'outcome' | 'reason' | 'code'> {
  if (error instanceof FranceConnectError) {
    const { kind, reason, code } = error;
    return { outcome: kind, reason, ...(code ? { code } : {}) };
  }
  return { outcome: error instanceof ApigouvError ? error.kind : 'aborted' };
}
