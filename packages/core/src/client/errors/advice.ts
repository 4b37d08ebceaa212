import type { ErrorKind } from './base.ts';

/** What a developer does about each kind of error: for documentation alone, so that no bundle carries it. */
export const ADVICE: Readonly<Record<ErrorKind, string>> = {
  authentication: "Vérifier le jeton : valeur, date d'expiration, environnement.",
  'login-again':
    "Renvoyer le citoyen vers FranceConnect ; si cela revient aussitôt, demander les scopes de l'identité pivot.",
  permission: 'Demander le scope sur DataPass ; accepter une pièce en attendant.',
  configuration: 'Corriger le réglage que dit le message ; rien dans la saisie.',
  'not-recognised':
    'Essayer le nom de naissance, tous les prénoms, le lieu de naissance ; puis accepter une pièce.',
  'not-found': 'Faire vérifier la saisie, puis accepter une pièce.',
  'not-eligible': "C'est une réponse : la famille n'a pas droit à cette prestation.",
  'not-up-to-date': "C'est une réponse : l'entreprise n'a pas payé ses cotisations.",
  'not-deliverable':
    "Redemander après `retryAfter` si `retry` vaut `'later'` ; sinon demander la pièce à l'intéressé.",
  'several-found': "Faire préciser l'état civil ; ne pas redemander tel quel.",
  invalid: 'Corriger les champs que nomme `parameters`.',
  locked: "Rien : le client attend la fin de l'appel identique.",
  quota: 'Rien : le client espace ses appels. Si elle vous parvient, redemander après `retryAfter`.',
  'legally-unavailable': 'Demander la pièce ; ne pas redemander.',
  gone: "Passer à l'opération qui la remplace.",
  'provider-down':
    "Le client a réessayé ce qui peut passer ; redemander plus tard, sauf si `retry` vaut `'never'`.",
  maintenance: 'Redemander après `retryAfter`.',
  server: 'Lire `retry` ; si cela dure, donner `requestId` au support.',
  connection: 'Le client a réessayé ; redemander plus tard, et vérifier le réseau si cela dure.',
  timeout: 'Redemander plus tard, ou augmenter `timeout`.',
  'invalid-response':
    "Redemander plus tard ; chercher l'adresse fausse, ou le proxy qui répond à la place du service.",
};
