import type { Limit, Route } from '../../client/definition.ts';

/**
 * Table générée qui décrit une API au moteur de simulation : routes, paramètres, scopes, erreurs et cas de test.
 * Elle est produite par le générateur du dépôt (`packages/<api>/src/generated/mocks.ts`) ; rien n'empêche d'en écrire une à la main.
 */
export interface MockTable {
  /** Nom de l'API, tel qu'affiché : `'API Particulier'`. */
  readonly name: string;
  /**
   * Origines servies (production et bac à sable), sans barre finale : `'https://particulier.api.gouv.fr'`. Vide quand elles ne sont
   * pas publiques : toute origine convient alors.
   */
  readonly hosts: readonly string[];
  /** Quotas, par groupe. */
  readonly limits: Readonly<Record<string, Limit>>;
  /** Plafond des appels d'une adresse, tous jetons réunis. */
  readonly addressLimit?: Limit | undefined;
  /** Opérations, par `operationId`. */
  readonly operations: Readonly<Record<string, MockOperation>>;
  /** Citoyens fictifs de FranceConnect ; la clé est le mot qui tient lieu de jeton d'accès. */
  readonly usagers: Readonly<Record<string, MockUsager>>;
  /** Tous les scopes de l'API. */
  readonly scopes: readonly string[];
  /** Textes d'erreur communs à plusieurs opérations, par code. Ceux d'une opération (`MockOperation.errors`) passent avant. */
  readonly errors?: Readonly<Record<string, MockError>>;
  /** Textes d'erreur d'un fournisseur, par nature (les trois derniers chiffres du code), où `<fournisseur>` tient lieu de son nom. */
  readonly kinds?: Readonly<Record<string, MockError>>;
  /** Dans quel ordre le serveur regarde une requête. Absent : le verrou, puis les paramètres, chacun selon sa route. */
  readonly server?: ServerOrder;
  /** Début facultatif de tous les chemins, que portent les adresses réelles : `'/impotparticulier/1.0'`. */
  readonly basePath?: string;
  /** Chemin qui délivre des jetons OAuth2 « client credentials », s'il y en a un : `'/token'`. */
  readonly tokenPath?: string;
  /** En-tête du jeton FranceConnect, s'il accompagne le jeton du service au lieu de le remplacer. */
  readonly grantHeader?: string;
  /** Forme des erreurs : JSON:API par défaut, ou `{ erreur: { code, message } }`, sans les codes propres à la plateforme. */
  readonly errorFormat?: 'erreur';
  /** Noms des fournisseurs, par préfixe de code : `{ '37': 'CNAV' }`. */
  readonly providers?: Readonly<Record<string, string>>;
}

/** L'ordre du serveur, une fois le jeton admis. */
export interface ServerOrder {
  /**
   * `lock` : 409 d'un appel identique en cours ; `version` : 404 d'une version inconnue ; `maintenance` : 503 ; `parameters` : les contrôles de
   * l'opération. Une liste : ces contrôles-là, dont toutes les fautes se disent ensemble.
   */
  readonly steps: readonly (string | readonly string[])[];
  /** Contrôles de l'identité que porte un jeton FranceConnect. */
  readonly identity?: readonly string[];
  /** Un chemin peut finir par une extension (`.json`), qui ne compte pas. */
  readonly extensions?: boolean;
  /** Paramètres qui valent ensemble ceux d'une autre écriture : une commune par son nom et son département, ou par son code. */
  readonly places?: readonly Readonly<Record<string, string>>[];
  /** Contrôles, par nom. De chacun la première faute seule se dit. */
  readonly rules: Readonly<Record<string, readonly ServerRule[]>>;
}

/** Un contrôle du serveur. Les paramètres s'y écrivent comme sur le fil, crochets compris. */
export interface ServerRule {
  /** Paramètre contrôlé ; tous les éléments d'une liste le sont. */
  readonly param?: string;
  /** Code de la faute. */
  readonly code?: string;
  /** Code d'une valeur bien écrite, hors des bornes. */
  readonly rangeCode?: string;
  /** Une valeur est demandée. */
  readonly required?: boolean;
  /** Des espaces seules ne sont pas une valeur. */
  readonly blank?: boolean;
  /** Forme attendue ; absente : celle que la route dit du paramètre. */
  readonly pattern?: string;
  /** Forme attendue quelle que soit la casse. */
  readonly anyCase?: boolean;
  /** Nombre entier, et ses bornes. */
  readonly whole?: readonly number[];
  /** Seuls les premiers chiffres du nombre sont lus. */
  readonly lenient?: boolean;
  /** Année de quatre chiffres, et ses bornes ; de -50 à 0 : par rapport à l'année en cours. */
  readonly years?: readonly number[];
  /** Année, mois et jour d'une date. */
  readonly date?: readonly string[];
  /** Codes de l'année, du mois, du jour, de la date ; absents : `code`, et les parties peuvent manquer. */
  readonly codes?: readonly string[];
  /** Dernière date admise : `today` ou `yesterday`. */
  readonly until?: string;
  /** Âges admis à la date du jour. */
  readonly age?: readonly number[];
  /** Année et mois d'une période, qui ne remonte pas à plus de `months` mois. */
  readonly period?: readonly string[];
  readonly months?: number;
  /** Paramètre de l'année dont le mois contrôlé ne doit pas être à venir. */
  readonly notAfter?: string;
  /** Le contrôle ne se fait que si tous ceux-ci sont donnés… */
  readonly given?: readonly string[];
  /** … aucun de ceux-ci… */
  readonly without?: readonly string[];
  /** … et l'un au moins de ceux-ci. */
  readonly some?: readonly string[];
  /** Ne se fait que si rien n'est faux avant lui. */
  readonly alone?: boolean;
  /** Sa faute se dit à la place de celles d'avant. */
  readonly wipes?: boolean;
}

/** Citoyen fictif désigné par un jeton d'accès FranceConnect de test. */
export interface MockUsager {
  /** Identité, avec les noms de paramètres de l'API : `nomNaissance`, `prenoms`, `anneeDateNaissance`… */
  readonly identite: Readonly<Record<string, unknown>>;
  /** Scopes accordés par le citoyen ; tous ceux de l'API si la liste manque. */
  readonly scopes?: readonly string[];
}

/** Réponse que le moteur fait lui-même : elle décrit l'appelant ou la simulation, qu'aucun cas enregistré ne peut connaître. */
export type Simulation =
  | 'privileges'
  | 'introspection'
  | 'introspection-v2'
  | 'ping'
  | 'provider-state'
  | 'nomenclature';

/**
 * Ce qui sert un document : le stockage de la plateforme (`storage`) ; son mandataire (`proxy`), dont le lien est fait à chaque réponse, même
 * gardée en cache ; un relais (`relay`), qui ne répond pas le fichier mais `{ data: { document_url } }`, son adresse chez le mandataire.
 */
export type DocumentPlace = 'storage' | 'proxy' | 'relay';

/** Une opération de l'API, vue par le moteur de simulation : la route du client, et ce que le serveur en sait. */
export interface MockOperation extends Route {
  /** Nom officiel de l'opération, que portent les dossiers de cas de test publiés par l'État. */
  readonly officialId?: string;
  /** Réponse faite par le moteur au lieu d'un cas. */
  readonly simulation?: Simulation;
  /** Fournisseurs (préfixes de code) que surveille chaque sonde, pour une opération qui dit leur état. */
  readonly probes?: Readonly<Record<string, readonly string[]>>;
  /** Scopes dont un seul suffit à ouvrir l'opération ; liste vide ou absente : tout jeton valide convient. */
  readonly scopes?: readonly string[];
  /** Contrôles du serveur, dans son ordre ; absents : ceux que disent les paramètres de la route. */
  readonly checks?: readonly string[];
  /** Champs masqués selon le scope, à partir de `data` (ou du corps entier si celui-ci est nu). */
  readonly masks?: MaskTree;
  /** Type du contenu des réponses JSON ; `application/json` par défaut. */
  readonly contentType?: string;
  /** Préfixe de code de son fournisseur. Absent : celui qui a le plus de codes dans la liste. */
  readonly provider?: string;
  /** Durée du cache du serveur, en secondes. Absente : l'opération n'a pas de cache. */
  readonly cacheTtl?: number;
  /** Heure du lendemain, à Paris, jusqu'à laquelle le serveur garde sa réponse ; 0 : jusqu'à la fin du jour. Remplace `cacheTtl`. */
  readonly cacheUntil?: number;
  /** Durée de vie des adresses de documents de la réponse, en secondes. Absente : l'opération ne donne aucun document. */
  readonly documentTtl?: number;
  /** Ce qui sert les documents de la réponse ; `'storage'` par défaut. */
  readonly documentPlace?: DocumentPlace;
  /** Codes d'erreur possibles, du plus petit statut au plus grand. Par défaut : les clés de `errors`. */
  readonly codes?: readonly string[];
  /** Textes d'erreur propres à l'opération, par code. */
  readonly errors?: Readonly<Record<string, MockError>>;
  /** Cas de test enregistrés. */
  readonly cases: readonly MockCase[];
}

/** Masques, par nom de champ. */
export interface MaskTree {
  readonly [champ: string]: MaskedField;
}

/** Masque d'un champ. */
export interface MaskedField {
  /** Scopes dont un seul démasque le champ ; absents : il n'est jamais masqué. */
  readonly scopes?: readonly string[];
  /** Masques des champs qu'il contient ; de ses éléments quand c'est une liste. */
  readonly fields?: MaskTree;
}

/** Texte d'une erreur JSON:API. */
export interface MockError {
  /** Statut HTTP. */
  readonly status: number;
  /** Titre court. */
  readonly title: string;
  /** Explication. */
  readonly detail: string;
  /** Ce que le corps de l'erreur nomme, s'il nomme quelque chose : un paramètre ou un en-tête. */
  readonly source?: { readonly parameter: string } | { readonly header: string } | null;
  /** Paramètre que ce code refuse, quand le corps ne le nomme pas, ou en nomme un autre. */
  readonly parameter?: string;
  /** Autres paramètres que ce code refuse. */
  readonly alsoFor?: readonly string[];
  /** Ce que le code dit de son paramètre, quand plusieurs codes se le partagent : il manque, il est mal formé, il est hors des bornes. */
  readonly when?: 'missing' | 'malformed' | 'range';
  /** Complément : `provider`, `retry_in` (secondes)… */
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Cas de test : à ces paramètres, cette réponse. */
export interface MockCase {
  /** Nom du cas, unique dans l'opération. */
  readonly name: string;
  /** Ce que le cas illustre. */
  readonly description?: string;
  /**
   * Citoyen auquel le cas s'applique (clé de `MockTable.usagers`). Ne compte que sur une route FranceConnect, où il vaut son identité
   * entière : tout jeton d'un citoyen de cette identité trouve le cas.
   */
  readonly usager?: string;
  /**
   * Paramètres attendus, par clé TypeScript ou par nom sur le fil. Ceux que la requête porte en plus ne comptent pas. Sur une route
   * FranceConnect, l'identité du citoyen se compare comme si la requête la portait.
   */
  readonly params: Readonly<Record<string, unknown>>;
  /** Statut HTTP de la réponse. */
  readonly status: number;
  /** Corps de la réponse, avant masquage. */
  readonly response?: unknown;
  /** Codes d'erreur de la réponse, cherchés dans les erreurs de l'opération. */
  readonly codes?: readonly string[];
}

/** Values of a request, by TypeScript key. An empty value counts as absent. */
export type Values = ReadonlyMap<string, string | readonly string[]>;
