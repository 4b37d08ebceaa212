import type { Format } from '../identifiers/checks.ts';
import type { Clean } from '../identifiers/clean.ts';
import type { Auth } from './auth/auth.ts';
import type { FranceConnectGrant } from './auth/france-connect.ts';

/** Un paramètre d'une opération : où il va, ce que le client vérifie avant de l'envoyer. */
export interface Param {
  /** Nom en TypeScript. */
  readonly key: string;
  /** Nom sur le fil, sans crochets ; celui en TypeScript par défaut. */
  readonly name?: string;
  /** Place ; la chaîne de requête par défaut. */
  readonly in?: 'path' | 'header';
  /** Liste : un élément par valeur, `prenoms[]=A&prenoms[]=B`. */
  readonly list?: true;
  /** La liste peut être vide : rien n'est envoyé. */
  readonly empty?: true;
  readonly required?: true;
  /** Peut être donné une fois pour toutes au client. */
  readonly context?: true;
  /** UUID que le client fait pour chaque appel qui n'en donne pas. */
  readonly generated?: true;
  /** Nombre entier, de `min` à `max` quand ils sont dits. */
  readonly integer?: true;
  readonly min?: number;
  readonly max?: number;
  /** Seules valeurs admises. */
  readonly values?: readonly string[];
  /** Contrôle de la valeur. */
  readonly format?: Format;
  /** Réécriture de la valeur, avant son contrôle et son envoi ; une liste est coupée aux virgules aussi. */
  readonly clean?: Clean;
  /** Codes d'erreur, ou leurs trois derniers chiffres, par lesquels le serveur refuse ce paramètre. */
  readonly codes?: readonly string[];
  /** Prend le reste du chemin, barres comprises : `insee/sirene`. */
  readonly greedy?: true;
}

/** Une opération, telle que le client l'appelle. */
export interface Route {
  /** Chemin, avec ses paramètres entre accolades : `/v3/insee/sirene/unites_legales/{siren}`. */
  readonly path: string;
  readonly params: readonly Param[];
  /** Groupe de quota ; absent : l'opération n'est pas comptée. */
  readonly group?: string;
  /** Parle pour un citoyen : le jeton est celui de FranceConnect. */
  readonly citizen?: true;
  /** Ne demande aucun jeton. */
  readonly public?: true;
  /** Répond sans l'enveloppe `{ data, links, meta }`. */
  readonly bare?: true;
  /** N'existe qu'en bac à sable. */
  readonly stagingOnly?: true;
  /** Date depuis laquelle l'opération ne répond plus que 410. */
  readonly retired?: string;
  /** Sera retirée : son premier appel en avertit. */
  readonly deprecated?: true;
  /** Ce qui remplace une opération retirée. */
  readonly replacedBy?: string;
}

/** Quota d'un groupe. */
export interface Limit {
  /** Appels permis dans la période. */
  readonly limit: number;
  /** Période, en secondes. */
  readonly period: number;
  /** Chaque opération a son propre compteur. */
  readonly perOperation?: true;
}

/** Ce qu'un paquet généré dit de son API. */
export interface ApiDefinition {
  /** Nom, tel que les messages l'écrivent : `API Particulier`. */
  readonly name: string;
  /** Ce que le client dit de lui au serveur : `apigouv-particulier/1.0.0`. */
  readonly agent: string;
  /** Préfixe des variables d'environnement : `API_PARTICULIER`. */
  readonly env: string;
  /** Adresses ; vide quand elles ne sont pas publiques : l'appelant donne alors la sienne. */
  readonly hosts: Readonly<Partial<Record<'production' | 'staging', string>>>;
  /** Quotas, par groupe. */
  readonly limits: Readonly<Record<string, Limit>>;
  /** Plafond des appels d'une adresse, tous jetons réunis. */
  readonly addressLimit?: Limit;
  /** Routes, par nom d'opération. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Un même client sert plusieurs administrations : il a `forRecipient`. */
  readonly recipients?: true;
  /** Comment part le jeton d'un citoyen, à la place de celui du service ou à côté ; absent : pas de client pour un citoyen. */
  readonly grant?: (grant: string | FranceConnectGrant, service: () => Auth) => Auth;
  /** Statuts qui ont ici le sens d'un autre : `{ 410: 404 }`. */
  readonly statuses?: Readonly<Record<number, number>>;
  /** Fournisseurs, par les deux premiers chiffres de leurs codes d'erreur. */
  readonly providers?: Readonly<Record<string, string>>;
  /** Forme des corps d'erreur : JSON:API par défaut, ou `{ erreur: { code, message } }`. */
  readonly errorFormat?: 'erreur';
}
