import type { MockCall, MockTable, Scenario } from '@apigouv/core/mocks';
import { APIS } from './apis.ts';
import { SandboxError } from './errors.ts';
import { suggestion } from './nearest.ts';

/** Réglages du bac à sable. */
export interface SandboxOptions {
  /** Port d'écoute ; 3001 par défaut, 0 : un port libre. */
  port?: number;
  /** Adresse d'écoute ; `127.0.0.1` par défaut. */
  host?: string;
  /**
   * Noms par lesquels on peut aussi appeler le bac à sable : `['sandbox']` dans un réseau de conteneurs. Par défaut, ceux de la machine
   * locale, celui de `host` et ceux des API servies ; les adresses IP aussi, quand `host` n'est pas local. Tout autre est refusé (403) :
   * une page d'un autre site pourrait le prendre pour elle.
   */
  allowedHosts?: readonly string[];
  /** API servies, par leur nom court ; toutes par défaut. */
  apis?: readonly string[];
  /** Dossier de cas de test dans la forme officielle, relu à chaque changement. */
  data?: string;
  /** Scénarios en vigueur dès le départ. */
  scenarios?: readonly Scenario[];
  /** Masque les champs selon les scopes du jeton, comme la production. Par défaut, comme le bac à sable officiel : non. */
  mask?: boolean;
  /** Compte les quotas et refuse (429) ce qui les dépasse. */
  quotas?: boolean;
  /** Reçoit chaque appel ; il ne dit rien de la personne, sauf si `recordParams` le demande. */
  onCall?: (call: MockCall) => void;
  /** Garde les paramètres de chaque appel dans le journal : à réserver aux données fictives. */
  recordParams?: boolean;
  /** Reçoit ce qui se passe de notable : données relues, dossier ignoré, fichier fautif. */
  onMessage?: (message: string) => void;
}

/** The tables of the APIs asked for, all by default. */
export function tablesOf(names: readonly string[] = [...APIS.keys()]): Map<string, MockTable> {
  return new Map(
    names.map((name) => {
      const table = APIS.get(name);
      if (!table)
        throw new SandboxError(
          `API « ${name} » inconnue.${suggestion(name, [...APIS.keys()])} API servies : ${[...APIS.keys()].join(', ')}.`,
        );
      return [name, table];
    }),
  );
}
