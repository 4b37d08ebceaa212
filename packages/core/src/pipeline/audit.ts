import { ApigouvError, type ErrorKind } from '../errors/base.ts';
import type { RateLimit } from '../types.ts';
import type { Call, Step } from './call.ts';
import { readUsage } from './headers.ts';

/** Compte rendu d'un appel : qui, pourquoi, quoi, et l'issue ; jamais la donnée ni l'identité demandée. */
export interface AuditEvent {
  operation: string;
  /** Modèle du chemin, sans valeur. */
  path: string;
  recipient?: string;
  context?: string;
  object?: string;
  delegationId?: string;
  /** `ok`, `aborted`, ou la nature de l'erreur. */
  outcome: 'ok' | 'aborted' | ErrorKind;
  status?: number;
  code?: string;
  durationMs: number;
  /** Requêtes envoyées ; 0 quand l'appel a partagé celle d'un autre. */
  attempts: number;
  cached?: boolean;
  rateLimit?: RateLimit;
  requestId?: string;
}

/** Tells `listener` how each call ended. A listener that throws breaks nothing. */
export function audit(listener: ((event: AuditEvent) => void) | undefined): Step {
  return async (call, next) => {
    if (!listener) return next(call);
    const started = performance.now();
    const report = (rest: Partial<AuditEvent> & Pick<AuditEvent, 'outcome'>): void => {
      try {
        listener({ ...basics(call), durationMs: performance.now() - started, ...rest });
      } catch {
        // A broken listener must not cost the caller an answer that was paid for.
      }
    };
    try {
      const answer = await next(call);
      report({ outcome: 'ok', status: answer.status, ...readUsage(answer.headers) });
      return answer;
    } catch (error) {
      const { kind, status, code, requestId } = error as {
        kind?: ErrorKind;
        status?: number;
        code?: string;
        requestId?: string;
      };
      report(
        error instanceof ApigouvError
          ? {
              outcome: kind as ErrorKind,
              ...(status ? { status } : {}),
              ...(code ? { code } : {}),
              ...(requestId ? { requestId } : {}),
            }
          : { outcome: 'aborted' },
      );
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
