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
  /** Groupes de quota : `[limite, période en secondes]`, et `'operation'` si chaque opération a son propre compteur. */
  readonly limits: Readonly<Record<string, MockLimit>>;
  /** Opérations, par `operationId`. */
  readonly operations: Readonly<Record<string, MockOperation>>;
  /** Citoyens fictifs de FranceConnect ; la clé est le mot qui tient lieu de jeton d'accès. */
  readonly usagers: Readonly<Record<string, MockUsager>>;
  /** Tous les scopes de l'API. */
  readonly scopes: readonly string[];
  /** Textes d'erreur communs à plusieurs opérations, par code. Ceux d'une opération (`MockOperation.errors`) passent avant. */
  readonly errors?: Readonly<Record<string, MockError>>;
  /** Début facultatif de tous les chemins, que portent les adresses réelles : `'/impotparticulier/1.0'`. */
  readonly basePath?: string;
  /** Chemin qui délivre des jetons OAuth2 « client credentials », s'il y en a un : `'/token'`. */
  readonly tokenPath?: string;
  /** En-tête du jeton FranceConnect, s'il accompagne le jeton du service au lieu de le remplacer. */
  readonly grantHeader?: string;
  /** Forme des erreurs : JSON:API par défaut, ou `{ erreur: { code, message } }`, sans les codes propres à la plateforme. */
  readonly errorFormat?: 'erreur';
  /** Noms des providers, par préfixe de code : `{ '37': 'CNAV' }`. */
  readonly providers?: Readonly<Record<string, string>>;
}

/** Quota d'un groupe : limite, période en secondes, et `'operation'` si chaque opération est comptée à part. */
export type MockLimit = readonly [limit: number, periodSeconds: number, per?: 'operation' | 'group'];

/** Citoyen fictif désigné par un jeton d'accès FranceConnect de test. */
export interface MockUsager {
  /** Identité, avec les noms de paramètres de l'API : `nomNaissance`, `prenoms`, `anneeDateNaissance`… */
  readonly identite: Readonly<Record<string, unknown>>;
  /** Scopes accordés par le citoyen ; tous ceux de l'API si la liste manque. */
  readonly scopes?: readonly string[];
}

/** Une opération de l'API, vue par le moteur de simulation. */
export interface MockOperation {
  /** Chemin, avec ses paramètres entre accolades : `/v3/insee/sirene/unites_legales/{siren}`. */
  readonly path: string;
  /** Nom officiel de l'opération, que portent les dossiers de cas de test publiés par l'État. */
  readonly officialId?: string;
  /**
   * Paramètres sous forme compacte, séparés par des espaces, dans l'ordre où le serveur les vérifie. Un paramètre s'écrit
   * `[préfixe]clé[[]][!][=nom][:contrôle]` :
   * - préfixe `*` : paramètre de contexte (`recipient`, `context`, `object`, `delegation_id`) ; `@` : en-tête ; `+` : que le client
   *   fabrique lui-même ;
   * - `clé` : nom en TypeScript ; `[]` : liste (`prenoms[]=A&prenoms[]=B`) ; `!` : obligatoire ;
   * - `=nom` : nom sur le fil (sans crochets), s'il diffère de la clé ;
   * - `:contrôle` : `siret`, `siren`, `ine`, `cog-commune`, `cog-pays`, `immatriculation`, `uuid`, `int`, `1..12`, `M|F`…
   *   Un contrôle inconnu est ignoré.
   *
   * Un paramètre de chemin est reconnu à son nom entre accolades dans `path` ; il peut manquer ici s'il n'a rien de particulier.
   * Exemple : `*recipient!:siret *delegationId=delegation_id:uuid nomNaissance! prenoms[]! moisDateNaissance:1..12`.
   */
  readonly params: string;
  /** Groupe de quota : une clé de `MockTable.limits`. Sans groupe, l'opération n'est pas comptée. */
  readonly group?: string;
  /**
   * Particularités, séparées par des espaces : `f` route FranceConnect (le `Bearer` est un jeton d'accès FranceConnect), `p` publique,
   * `b` corps nu (sans enveloppe `data`), `g:AAAA-MM-JJ` retirée à cette date (répond 410 en texte).
   */
  readonly flags?: string;
  /** Scopes dont un seul suffit à ouvrir l'opération ; liste vide ou absente : tout jeton valide convient. */
  readonly scopes?: readonly string[];
  /** Champs masqués selon le scope, à partir de `data` (ou du corps entier si celui-ci est nu). */
  readonly masks?: MaskTree;
  /** Type du contenu des réponses JSON ; `application/json` par défaut. */
  readonly contentType?: string;
  /** Durée du cache du serveur, en secondes. Absente : l'opération n'a pas de cache. */
  readonly cacheTtl?: number;
  /** Durée de vie des adresses de documents de la réponse, en secondes. Absente : l'opération ne donne aucun document. */
  readonly documentTtl?: number;
  /** Codes d'erreur possibles, séparés par des espaces, du plus petit statut au plus grand. Par défaut : les clés de `errors`. */
  readonly codes?: string;
  /** Textes d'erreur propres à l'opération, par code. */
  readonly errors?: Readonly<Record<string, MockError>>;
  /** Cas de test enregistrés. */
  readonly cases: readonly MockCase[];
}

/** Champ → `[scope qui le démasque (null : jamais masqué), masques des champs qu'il contient]`. */
export interface MaskTree {
  readonly [champ: string]: readonly [scope: string | readonly string[] | null, subtree?: MaskTree];
}

/** Texte d'une erreur JSON:API. */
export interface MockError {
  /** Statut HTTP. */
  readonly status: number;
  /** Titre court. */
  readonly title: string;
  /** Explication. */
  readonly detail: string;
  /** Paramètre en cause, s'il y en a un ; plusieurs, séparés par des espaces, quand ils partagent un code. */
  readonly source?: { readonly parameter: string } | null;
  /** Complément : `provider`, `retry_in` (secondes)… */
  readonly meta?: Readonly<Record<string, unknown>>;
}

/** Cas de test : à ces paramètres, cette réponse. */
export interface MockCase {
  /** Nom du cas, unique dans l'opération. */
  readonly nom: string;
  /** Ce que le cas illustre. */
  readonly description?: string;
  /** Citoyen auquel le cas s'applique (clé de `MockTable.usagers`). Ne compte que sur une route FranceConnect. */
  readonly usager?: string;
  /**
   * Paramètres attendus, par clé TypeScript ou par nom sur le fil. Ceux que la requête porte en plus ne comptent pas. Sur une route
   * FranceConnect, l'identité du citoyen se compare comme si la requête la portait.
   */
  readonly params: Readonly<Record<string, unknown>>;
  /** Statut HTTP de la réponse. */
  readonly status: number;
  /** Corps de la réponse, avant masquage. */
  readonly reponse?: unknown;
  /** Codes d'erreur de la réponse, cherchés dans les erreurs de l'opération. */
  readonly codes?: readonly string[];
}
