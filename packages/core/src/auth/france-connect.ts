import { type ApiError, AuthenticationError } from '../errors/api.ts';
import type { FranceConnectGrant } from '../types.ts';
import { type Auth, fingerprint } from './auth.ts';
import { checkToken } from './bearer.ts';

const LIFETIME_MS = 60_000;

/** Jeton d'accès FranceConnect : valable 60 secondes, jamais envoyé après. */
export function franceConnect(grant: string | FranceConnectGrant): Auth {
  const { accessToken, expiresAt } = typeof grant === 'string' ? { accessToken: grant } : grant;
  const token = checkToken(accessToken);
  const deadline = expiresAt === undefined ? Date.now() + LIFETIME_MS : Number(expiresAt);
  return {
    key: `fc-${fingerprint(token)}`,
    async apply(request, send) {
      if (Date.now() >= deadline) throw expired();
      request.secrets.push(token);
      request.headers.authorization = `Bearer ${token}`;
      return send(request);
    },
  };
}

function expired(): ApiError {
  return new AuthenticationError(
    "Jeton FranceConnect expiré (60 secondes) : rien n'a été envoyé. Le citoyen doit se reconnecter.",
    {
      kind: 'authentication',
      retry: 'never',
      userMessage: "La connexion FranceConnect de l'usager a expiré : il doit se reconnecter.",
      status: 401,
      errors: [],
      sent: false,
    } as never,
  );
}
