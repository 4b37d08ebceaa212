/** The errors of an operation: what happened, and what its caller does about it. */
import { situationsOf } from '../emit/error-classes.ts';
import type { Api, Operation } from '../model/types.ts';
import { code, table } from './markdown.ts';

const ADVICE: Record<string, string> = {
  AuthenticationError:
    "Vérifier le jeton : valeur, date d'expiration, environnement. Citoyen connecté : le faire reconnecter.",
  PermissionError: 'Demander le scope sur DataPass ; accepter une pièce en attendant.',
  NotFoundError: 'Faire vérifier la saisie, puis accepter une pièce.',
  ConflictError: "Rien : le client attend la fin de l'appel identique.",
  SeveralFoundError: "Faire préciser l'état civil ; ne pas redemander tel quel.",
  InvalidRequestError: 'Corriger les paramètres que nomme `errors[].parameter`.',
  LegallyUnavailableError: 'Demander la pièce ; ne pas redemander.',
  GoneError: "Passer à l'opération qui la remplace.",
  QuotaError: 'Rien : le client espace ses appels. Si elle vous parvient, redemander après `retryAfter`.',
  ProviderDownError:
    "Le client a réessayé ce qui peut passer ; redemander plus tard, sauf si `retry` vaut `'never'`.",
  ProviderMaintenanceError: 'Redemander après `retryAfter`.',
  ApiError: 'Lire `retry` ; si cela dure, donner `requestId` au support.',
};

export function errorTable(api: Api, operation: Operation): string {
  return table(
    ['statut', 'erreur', 'codes', 'que faire'],
    situationsOf(api, operation).map(({ status, name, errors }) => [
      String(status),
      code(name),
      errors.map((error) => `${code(error.code)} ${error.title}`).join(' · '),
      ADVICE[name] ?? '',
    ]),
  );
}
