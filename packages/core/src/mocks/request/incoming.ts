import type { Scenario } from '../scenarios/types.ts';

/** Requête adressée à une simulation, telle qu'un serveur la lit : sans les objets de `fetch`, qui coûtent plus que la réponse. */
export interface MockRequest {
  /** Méthode, en capitales. */
  readonly method: string;
  /** Adresse entière. */
  readonly url: URL;
  /** En-têtes, lus quelle que soit leur casse. */
  readonly headers: { get(name: string): string | null };
  /** Abandon par l'appelant. */
  readonly signal?: AbortSignal | undefined;
  /** Corps ; seule une demande de jeton en a un. */
  readonly body?: string;
  /** Adresse de l'appelant ; sans elle, tous les appels viennent de la même. */
  readonly address?: string | undefined;
  /** Scénarios pour cette seule requête. */
  readonly scenarios?: readonly Scenario[] | undefined;
}

/** Réponse d'une simulation, telle qu'un serveur l'écrit. */
export interface MockAnswer {
  /** Statut HTTP. */
  readonly status: number;
  /** En-têtes. */
  readonly headers: Readonly<Record<string, string>>;
  /** Corps. */
  readonly text: string;
  /** Connexion à couper : avant toute réponse, ou au milieu du corps. */
  readonly cut?: 'before' | 'during' | undefined;
}

/** Réglages d'une requête : ceux de `fetch`, et des scénarios pour elle seule. */
export interface MockRequestInit extends RequestInit {
  /** Scénarios de cette requête, devant ceux du moteur. */
  readonly scenarios?: readonly Scenario[];
}

/** Takes the arguments of `fetch` without building a `Request`, which costs more than the whole answer. */
export function readIncoming(input: Request | string | URL, init: MockRequestInit = {}): MockRequest {
  const { scenarios } = init;
  if (typeof input === 'string' || input instanceof URL) {
    return {
      method: init.method?.toUpperCase() ?? 'GET',
      url: new URL(input),
      headers: new Headers(init.headers),
      signal: init.signal ?? undefined,
      scenarios,
      ...bodyOf(init.body),
    };
  }
  return {
    method: init.method?.toUpperCase() ?? input.method,
    url: new URL(input.url),
    headers: init.headers ? new Headers(init.headers) : input.headers,
    // A Request makes its signal when it is first read, at a high price: only a call that waits needs it.
    get signal() {
      return init.signal ?? input.signal;
    },
    scenarios,
    ...bodyOf(init.body),
  };
}

const bodyOf = (body: unknown): { body?: string } =>
  typeof body === 'string' || body instanceof URLSearchParams ? { body: String(body) } : {};
