import type { Values } from '../table/types.ts';

/** Trace d'un appel reçu par le moteur. Elle ne dit rien de la personne, sauf si l'option `recordParams` le demande. */
export interface MockCall {
  /** `operationId`, ou `null` si la route est inconnue. */
  readonly operation: string | null;
  /** Statut de la réponse ; 0 si l'appel n'en a pas eu. */
  readonly status: number;
  /** Premier code d'erreur, s'il y en a un. */
  readonly code?: string;
  /** Durée, en millisecondes. */
  readonly duration: number;
  /** Paramètres de l'appel, par clé TypeScript ; seulement avec l'option `recordParams`. */
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
}

const MAX_CALLS = 1000;

/** The last calls, oldest first. */
export function createCalls(
  recordParams: boolean,
  onCall: (call: MockCall) => void = () => {},
): {
  readonly list: MockCall[];
  add(call: MockCall, values?: Values): void;
} {
  const list: MockCall[] = [];
  return {
    list,
    add(call, values) {
      const kept = recordParams && values ? { ...call, params: Object.fromEntries(values) } : call;
      list.push(kept);
      if (list.length > MAX_CALLS) list.shift();
      onCall(kept);
    },
  };
}
