import { ApigouvError } from '@apigouv/core';
import { FranceConnectError } from './errors/error.ts';

/** Ce que `audit` reçoit de chaque étape : ni jeton, ni identité. */
export interface LoginEvent {
  step: 'startLogin' | 'finishLogin' | 'logoutUrl';
  /** `ok`, ou la raison du refus (`reason` de `FranceConnectError`, sinon `kind` de l'erreur). */
  outcome: string;
  durationMs: number;
}

/** Tells `listener` how each step of a login ended. A listener that throws breaks nothing. */
export function audited(listener: ((event: LoginEvent) => void) | undefined) {
  return async <T>(step: LoginEvent['step'], work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const report = (outcome: string): void => {
      try {
        listener?.({ step, outcome, durationMs: Math.round(performance.now() - started) });
      } catch {
        // A faulty log must not break a login.
      }
    };
    try {
      const result = await work();
      report('ok');
      return result;
    } catch (error) {
      report(
        error instanceof FranceConnectError
          ? error.reason
          : error instanceof ApigouvError
            ? error.kind
            : 'error',
      );
      throw error;
    }
  };
}
