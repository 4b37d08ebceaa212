import type { Auth } from './auth/auth.ts';
import type { FranceConnectGrant } from './types.ts';

/** Contrôle d'une valeur : ce qui ne va pas, sans la répéter ; `undefined` quand tout va bien. */
export type Format = (value: string) => string | undefined;

/**
 * Ligne d'une table de routes générée : chemin, paramètres, groupe de quota, drapeaux, et ce qui remplace une opération retirée.
 *
 * Un chemin sans barre au début a des numéros à la place des noms de l'opération qu'il répète : `v3/0/siren/1`.
 *
 * Un paramètre s'écrit `[*|@|+]clé[[]][!][=nom][:contrôle]` : `*` contexte, `@` en-tête, `+` un UUID fait pour chaque appel qui n'en donne
 * pas, `[]` liste, `!` obligatoire ; le contrôle est un nom de format, `int`, un intervalle `1..12` ou des valeurs `M|F`. Ceux du chemin
 * sont obligatoires, et ceux qui ne sont pas écrits ont le format de leur nom. Drapeaux : `f` jeton FranceConnect, `p` public, `b` corps
 * nu, `s` bac à sable seulement, `o` sans le contexte de l'API, `g:date` retirée.
 */
export type Route = readonly [
  path: string,
  params: string,
  group?: string,
  flags?: string,
  replacedBy?: string,
];

/** `/v3/dss/quotient_familial/identite` for `v3/0/1/2` and `dss.quotientFamilial.identite`. */
export function pathOf(operation: string, [path]: Route): string {
  if (path[0] === '/') return path;
  const names = operation
    .replace(/^v\d+\./, '')
    .replace(/[A-Z]/g, '_$&')
    .toLowerCase()
    .split('.');
  return `/${path.replace(/\b\d\b/g, (index) => names[+index] as string)}`;
}

/** Ce qu'un paquet généré dit de son API. */
export interface ApiDefinition {
  /** Nom, tel que les messages l'écrivent : `API Particulier`. */
  readonly name: string;
  /** Préfixe des variables d'environnement : `API_PARTICULIER`. */
  readonly env: string;
  /** Adresses ; vide quand elles ne sont pas publiques : l'appelant donne alors la sienne. */
  readonly hosts: Readonly<Partial<Record<'production' | 'staging', string>>>;
  /** Quotas par groupe : appels, période en secondes, et `operation` quand chaque opération a le sien. */
  readonly limits: Readonly<
    Record<string, readonly [limit: number, periodSeconds: number, per?: 'operation']>
  >;
  /** Paramètres de contexte, communs à toutes les routes. */
  readonly context?: string;
  /** Routes, par nom d'opération. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Contrôles, par nom de format. */
  readonly formats: Readonly<Record<string, Format>>;
  /** Comment part le jeton d'un citoyen, à la place de celui du service ou à côté ; absent : pas de client pour un citoyen. */
  readonly grant?: (grant: string | FranceConnectGrant, service: () => Auth) => Auth;
  /** Statuts qui ont ici le sens d'un autre : `{ 410: 404 }`. */
  readonly statuses?: Readonly<Record<number, number>>;
  /** Forme des corps d'erreur : JSON:API par défaut, ou `{ erreur: { code, message } }`. */
  readonly errorFormat?: 'erreur';
}
