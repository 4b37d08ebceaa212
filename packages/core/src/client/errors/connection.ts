import { ApigouvError, type ErrorFields, type Retry, systemCodeOf } from './base.ts';

/** Où la connexion a échoué : certificat, nom de serveur, port fermé, proxy, en-tête impossible à envoyer, votre propre `fetch`. */
export type ConnectionProblem = 'tls' | 'dns' | 'refused' | 'proxy' | 'header' | 'fetch';

interface Failure {
  /** System codes: of Node, then of Bun and Deno. */
  on: RegExp;
  code?: ConnectionProblem;
  what: string;
  retry: Retry;
}

/** The first that fits. */
const FAILURES: readonly Failure[] = [
  {
    on: /CERT|TLS|SSL|UNABLE_TO/,
    code: 'tls',
    what: "Certificat du serveur refusé : vérifiez l'adresse, l'heure, et l'autorité de votre proxy (NODE_EXTRA_CA_CERTS)",
    retry: 'never',
  },
  {
    on: /ENOTFOUND|EAI_/,
    code: 'dns',
    what: "Nom du serveur introuvable : vérifiez l'adresse et le DNS",
    retry: 'now',
  },
  {
    on: /refused|UNREACH/i,
    code: 'refused',
    what: "Connexion refusée : vérifiez l'adresse, le port et le pare-feu",
    retry: 'now',
  },
  {
    on: /PRX|ERR_ABORTED|PROXY/,
    code: 'proxy',
    what: 'Le proxy refuse la connexion : vérifiez ses réglages',
    retry: 'never',
  },
];

const CUT: Omit<Failure, 'on'> = { what: 'Connexion coupée', retry: 'now' };

/** Le serveur n'a pas pu être joint, ou la connexion a été coupée. */
export class ConnectionError extends ApigouvError<
  ErrorFields & { code: ConnectionProblem | undefined; systemCode: string | undefined }
> {
  static override readonly type = 'ConnectionError';
  /** Où la connexion a échoué ; absent quand elle a été coupée. */
  declare readonly code?: ConnectionProblem;
  /** Code du système : `ECONNREFUSED`, `ENOTFOUND`… */
  declare readonly systemCode?: string;
}

const OWN_FETCH: Omit<Failure, 'on'> = {
  code: 'fetch',
  what: "La fonction donnée pour « fetch » a échoué d'elle-même (voir « cause »)",
  retry: 'never',
};

/** What `fetch` threw; `isOwn`: it was the caller's own function. */
export function connectionError(operation: string, cause: unknown, isOwn = false): ConnectionError {
  const systemCode = systemCodeOf(cause);
  const failure = FAILURES.find(({ on }) => on.test(systemCode ?? ''));
  return made(operation, isOwn && !systemCode ? OWN_FETCH : (failure ?? CUT), cause, systemCode);
}

/** `fetch` would throw with the header's value in its message. */
export const headerError = (operation: string, name: string): ConnectionError =>
  made(operation, {
    code: 'header',
    what: `En-tête « ${name} » impossible à envoyer, rien n'a été envoyé`,
    retry: 'never',
  });

function made(
  operation: string,
  { code, what, retry }: Omit<Failure, 'on'>,
  cause?: unknown,
  systemCode?: string,
): ConnectionError {
  const userMessage = 'Le service est injoignable. Réessayez dans quelques minutes.';
  const fields = { kind: 'connection' as const, retry, operation, userMessage, code, systemCode };
  return new ConnectionError(`${what} (${operation}${systemCode ? `, ${systemCode}` : ''}).`, fields, cause);
}
