import { ApigouvError, type ErrorFields } from '@apigouv/core';
import type { Signal } from '@apigouv/core/internal';

/** Pourquoi un document n'a pas pu être téléchargé. */
export type DocumentProblem = 'address' | 'absent' | 'expired' | 'unreachable' | 'not-pdf' | 'too-large';

/** Document impossible à télécharger ; `problem` dit pourquoi. L'adresse, qui donne accès au document, n'y figure pas. */
export class DocumentError extends ApigouvError {
  static override readonly type = 'DocumentError';
  /** Ce qui a manqué. */
  declare readonly problem: DocumentProblem;

  constructor(problem: DocumentProblem, retryAfter?: number) {
    const { message, ...situation } = SITUATIONS[problem];
    const fields: ErrorFields & { problem: DocumentProblem } = { ...situation, retryAfter, problem };
    super(message, fields);
  }
}

interface Situation extends Pick<ErrorFields, 'kind' | 'retry' | 'userMessage'> {
  message: string;
}

const LATER = 'Le document ne peut pas être obtenu pour le moment. Réessayez plus tard.';
const ASK = "Le document n'est pas disponible : demandez-le à l'entreprise.";

const SITUATIONS: Readonly<Record<DocumentProblem, Situation>> = {
  address: {
    kind: 'configuration',
    retry: 'never',
    message:
      "Adresse de document refusée : HTTPS et un hôte de l'API, de « client » ou de « hosts » sont attendus. Rien n'a été envoyé.",
    userMessage: LATER,
  },
  absent: {
    kind: 'not-found',
    retry: 'never',
    message: "La réponse ne porte pas d'adresse de document : le fournisseur ne l'a pas délivré.",
    userMessage: ASK,
  },
  expired: {
    kind: 'gone',
    retry: 'later',
    message:
      'Le lien du document a expiré, ou ne mène à rien : redemandez la donnée avec « cache: no-cache ».',
    userMessage: LATER,
  },
  unreachable: {
    kind: 'connection',
    retry: 'later',
    message: 'Le document ne répond pas, ou pas en entier : réseau, redirection refusée ou panne.',
    userMessage: LATER,
  },
  'not-pdf': {
    kind: 'invalid-response',
    retry: 'never',
    message: "Ce qui a été téléchargé n'est pas un PDF.",
    userMessage: LATER,
  },
  'too-large': {
    kind: 'invalid-response',
    retry: 'never',
    message: 'Le document dépasse la taille admise (option « maxBytes »).',
    userMessage: ASK,
  },
};

/** Ends a content that is refused, and says why. */
export function refuse(
  content: { cancel(): Promise<void> } | null,
  problem: DocumentProblem,
  retryAfter?: number,
): never {
  content?.cancel().catch(() => {});
  throw new DocumentError(problem, retryAfter);
}

/** What `fetch` throws of a connection that fails or is cut may name the address: said without it, unless the time is over. */
export function failConnection(stop: Signal, error: unknown): never {
  if (stop.aborted) throw stop.reason;
  throw error instanceof ApigouvError ? error : new DocumentError('unreachable');
}
