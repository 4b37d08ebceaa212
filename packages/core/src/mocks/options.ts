import type { Scenario } from './scenarios/types.ts';
import type { MockCall } from './state/calls.ts';
import type { MockCase } from './table/types.ts';

/** Réglages du moteur de simulation. Tous sont facultatifs. */
export interface MockOptions {
  /** Jetons particuliers : scopes réduits, jeton expiré, révoqué… Les autres suivent `opaqueTokens`. */
  readonly tokens?: Readonly<Record<string, MockToken>>;
  /**
   * Sort d'un jeton qui n'est ni un JWT ni une clé de `tokens` : `'accept'` (par défaut) lui donne tous les scopes de l'API ;
   * `'reject'` le refuse (401, code 00106).
   */
  readonly opaqueTokens?: 'accept' | 'reject';
  /** Masque les champs selon les scopes du jeton, comme la production (par défaut). Le bac à sable officiel ne le fait pas : `false`. */
  readonly mask?: boolean;
  /** `false` : aucun quota. Un objet remplace la limite et la période (en secondes) de certains groupes. */
  readonly quotas?: boolean | Readonly<Record<string, readonly [limit: number, periodSeconds: number]>>;
  /** Durée de chaque réponse, en millisecondes (0 par défaut). Le verrou 409/00015 ne se voit que si elle est positive. */
  readonly latency?: number | ((operation: string) => number);
  /**
   * Donne aux documents une adresse qui télécharge un petit PDF, et qui expire (par défaut). `false` : l'adresse enregistrée, que
   * rien ne sert.
   */
  readonly documents?: boolean;
  /** Cas de test de l'appelant, par `operationId` ; à précision égale, ils passent avant ceux de la table. */
  readonly cases?: Readonly<Record<string, readonly MockCase[]>>;
  /**
   * Noms courts des API (`'entreprise'`) qui répondent par un exemple, leur premier cas de test, quand aucun cas ne correspond : c'est ce que
   * fait le bac à sable officiel d'API Entreprise. Par défaut, aucune : la réponse est 404.
   */
  readonly examples?: readonly string[];
  /**
   * `true` : une valeur que porte un cas de test passe les contrôles, un SIRET à la clé fausse par exemple. `false` par défaut : un cas que
   * le vrai serveur refuserait l'est aussi.
   */
  readonly trustCases?: boolean;
  /** Scénarios actifs dès le départ, et de nouveau après `reset()`. */
  readonly scenarios?: readonly Scenario[];
  /** Garde les paramètres de chaque appel dans `calls`. À réserver aux données fictives ; `false` par défaut. */
  readonly recordParams?: boolean;
  /** Reçoit chaque appel à sa fin, tel que `calls` le garde. */
  readonly onCall?: (call: MockCall) => void;
  /** Horloge, en millisecondes depuis 1970 ; `Date.now` par défaut. */
  readonly now?: () => number;
}

/** Ce que le moteur sait d'un jeton d'habilitation, ou d'un jeton d'accès FranceConnect si `usager` est donné. */
export interface MockToken {
  /** Scopes du jeton ; à défaut ceux de son JWT, ou tous ceux de l'API. */
  readonly scopes?: readonly string[];
  /** Jeton expiré : 401, code 00103. */
  readonly expired?: boolean;
  /** Jeton révoqué : 401, code 00105. */
  readonly blacklisted?: boolean;
  /** Jeton inconnu du serveur : 401, code 00106. */
  readonly unknown?: boolean;
  /** Citoyen (clé de `MockTable.usagers`) que ce jeton d'accès FranceConnect représente. */
  readonly usager?: string;
  /** Identité du citoyen quand il n'est pas de ceux du jeu de données : il est alors connu, et sans donnée. */
  readonly identite?: Readonly<Record<string, unknown>>;
}
