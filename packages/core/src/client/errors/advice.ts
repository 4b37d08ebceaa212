/** What a developer does about each class of error: for documentation alone, so that no bundle carries it. */
export const ADVICE: Readonly<Record<string, string>> = {
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
  InvalidParameterError: "Corriger la saisie : `parameters` dit tout ce qui ne va pas, rien n'a été envoyé.",
  ConnectionError: 'Le client a réessayé ; redemander plus tard, et vérifier le réseau si cela dure.',
  TimeoutError: 'Redemander plus tard, ou augmenter `timeout`.',
  InvalidResponseError: 'Redemander plus tard ; chercher le proxy qui répond à la place du service.',
  ConfigurationError: 'Corriger le réglage que dit le message.',
};
