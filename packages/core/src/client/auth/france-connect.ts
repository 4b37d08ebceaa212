import { type ApiError, LoginAgainError } from '../errors/api.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Auth } from './auth.ts';
import { checkToken, keyOf, lateAuth } from './bearer.ts';

const LIFETIME_MS = 60_000;

/** Jeton d'accès FranceConnect d'un citoyen. */
export interface FranceConnectGrant {
  /** Jeton d'accès. */
  accessToken: string;
  /** Moment de l'expiration (date, ou millisecondes depuis 1970) ; à défaut, 60 secondes après la création du client. */
  expiresAt?: Date | number;
}

/** Jeton d'accès FranceConnect : valable 60 secondes, jamais envoyé après. */
export function franceConnect(grant: string | FranceConnectGrant): Auth {
  const { token, check } = readGrant(grant);
  return {
    key: `fc-${fingerprint(token)}`,
    async apply(request, send) {
      check();
      request.secrets.push(token);
      request.headers.authorization = `Bearer ${token}`;
      return send(request);
    },
  };
}

/** Jeton d'accès FranceConnect dans un en-tête à lui, à côté du jeton du service. */
export const franceConnectBeside =
  (header: string) =>
  (grant: string | FranceConnectGrant, service: () => Auth): Auth => {
    const { token, check } = readGrant(grant);
    const key = `fc-${fingerprint(token)}`;
    const beside = (own: Auth): Auth => ({
      key: `${key} ${keyOf(own)}`,
      async apply(request, send) {
        check();
        request.secrets.push(token);
        request.headers[header.toLowerCase()] = token;
        return own.apply(request, (ready) => {
          // The service's own token may have been long to come.
          check();
          return send(ready);
        });
      },
    });
    return lateAuth(key, async () => {
      const own = service();
      return beside(own.resolve ? await own.resolve() : own);
    });
  };

function readGrant(grant: string | FranceConnectGrant): { token: string; check: () => void } {
  const { accessToken, expiresAt } = typeof grant === 'string' ? { accessToken: grant } : grant;
  const deadline = expiresAt === undefined ? Date.now() + LIFETIME_MS : Number(expiresAt);
  return {
    token: checkToken(accessToken),
    check() {
      if (Date.now() >= deadline) throw expired();
    },
  };
}

function expired(): ApiError {
  return new LoginAgainError(
    "Jeton FranceConnect expiré (60 secondes) : rien n'a été envoyé. Le citoyen doit se reconnecter.",
    {
      kind: 'login-again',
      retry: 'never',
      userMessage: "La connexion FranceConnect de l'usager a expiré : il doit se reconnecter.",
      httpStatus: 401,
      codes: [],
      sent: false,
    },
  );
}
