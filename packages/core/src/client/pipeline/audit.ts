import type { ApiErrorFields } from '../errors/api.ts';
import { ApigouvError, type ErrorKind } from '../errors/base.ts';
import type { RateLimit } from '../response.ts';
import type { Call, Step } from './call.ts';
import { readUsage } from './headers.ts';

/** Compte rendu d'un appel : qui, pourquoi, quoi, et l'issue ; jamais la donnée ni l'identité demandée. */
export interface AuditEvent {
  /** Opération appelée : `dss.quotientFamilial.identite`. */
  operation: string;
  /** Modèle du chemin, sans valeur. */
  path: string;
  /** SIRET du destinataire. */
  recipient?: string;
  /** Cadre de la demande. */
  context?: string;
  /** Raison de l’appel. */
  object?: string;
  /** Délégation de l’éditeur. */
  delegationId?: string;
  /** `ok`, `aborted`, ou la nature de l'erreur. */
  outcome: 'ok' | 'aborted' | ErrorKind;
  /** Statut HTTP ; absent quand aucune réponse n’est arrivée. */
  httpStatus?: number;
  /** Code d’erreur de l’API. */
  code?: string;
  /** Durée de l’appel, attentes et nouveaux essais compris. */
  durationMs: number;
  /** Requêtes envoyées ; 0 quand l'appel a partagé celle d'un autre. */
  attempts: number;
  /** Vrai quand la réponse vient du cache de la plateforme. */
  cached?: boolean;
  /** Quota restant, quand le serveur le dit. */
  rateLimit?: RateLimit;
  /** Identifiant de la requête, à donner au support. */
  requestId?: string;
}

/** Tells `listener` how each call ended. A listener that throws breaks nothing. */
export function audit(listener: (event: AuditEvent) => void): Step {
  return (next) => async (call) => {
    const started = performance.now();
    const report = (end: Partial<AuditEvent> & Pick<AuditEvent, 'outcome'>): void => {
      try {
        listener({ ...basics(call), durationMs: performance.now() - started, ...end });
      } catch {
        // A broken listener must not cost the caller an answer that was paid for.
      }
    };
    try {
      const answer = await next(call);
      report({ outcome: 'ok', httpStatus: answer.status, ...readUsage(answer.headers) });
      return answer;
    } catch (error) {
      report(error instanceof ApigouvError ? refusal(error) : { outcome: 'aborted' });
      throw error;
    }
  };
}

const basics = ({ operation, path, context, attempts, shared }: Call) => ({
  operation,
  path,
  ...context,
  attempts: shared ? 0 : attempts,
});

/** What the error has to say: only those that an answer gave know a status. */
function refusal({ kind, httpStatus, code, requestId }: ApigouvError & Partial<ApiErrorFields>) {
  return {
    outcome: kind,
    ...(httpStatus ? { httpStatus } : {}),
    ...(code ? { code } : {}),
    ...(requestId ? { requestId } : {}),
  };
}
