/**
 * De l'identité rendue par FranceConnect aux paramètres d'API Particulier.
 *
 * @packageDocumentation
 */
import { InvalidParameterError } from './errors/local.ts';

/** Date de naissance telle que l'API la demande, chaque partie à part ; une partie inconnue est absente. */
export interface DateNaissance {
  /** Année, sur quatre chiffres. */
  anneeDateNaissance?: number;
  /** Mois, de 1 à 12. */
  moisDateNaissance?: number;
  /** Jour, de 1 à 31. */
  jourDateNaissance?: number;
}

/** Identité rendue par FranceConnect (`userinfo`), limitée à ce qu'attend API Particulier. */
export interface IdentiteFranceConnect {
  /** Prénoms séparés par une espace. */
  given_name?: string | undefined;
  /** Prénoms, un par élément ; préférés à `given_name` quand ils sont là. */
  given_name_array?: readonly string[] | undefined;
  /** Nom de naissance. */
  family_name?: string | undefined;
  /** Nom d'usage, s'il y en a un. */
  preferred_username?: string | undefined;
  /** Date de naissance, `AAAA-MM-JJ` ; `AAAA-MM` ou `AAAA` quand elle est incomplète. */
  birthdate?: string | undefined;
  /** Date connue du fournisseur d'identité, où `00` dit un jour ou un mois inconnu (scope `idp_birthdate`). */
  idp_birthdate?: string | undefined;
  /** `male` ou `female`. */
  gender?: string | undefined;
  /** Code COG de la commune de naissance ; vide pour une naissance à l'étranger. */
  birthplace?: string | undefined;
  /** Code COG du pays de naissance. */
  birthcountry?: string | undefined;
}

/** Identité dans les paramètres d'API Particulier. */
export interface IdentitePivot extends DateNaissance {
  /** Nom de naissance. */
  nomNaissance: string;
  /** Nom d'usage, s'il y en a un. */
  nomUsage?: string;
  /** Prénoms dans l'ordre de l'état civil. */
  prenoms: string[];
  /** Sexe à l'état civil. */
  sexeEtatCivil: 'M' | 'F';
  /** Code COG du pays de naissance. */
  codeCogInseePaysNaissance: string;
  /** Code COG de la commune de naissance ; absent pour une naissance à l'étranger. */
  codeCogInseeCommuneNaissance?: string;
}

const ISO_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

const refuse = (parameter: string, reason: string): never => {
  throw new InvalidParameterError([{ parameter, reason }]);
};

/**
 * Découpe une date ISO en paramètres de l'API. `AAAA`, `AAAA-MM` et les parties `00` disent une date incomplète.
 *
 * @throws `InvalidParameterError` quand la date n'existe pas au calendrier ou n'a pas cette forme.
 * @example
 * ```ts
 * import { dateNaissance } from '@apigouv/core/identite';
 *
 * console.log(dateNaissance('1987-06-00')); // { anneeDateNaissance: 1987, moisDateNaissance: 6 }
 * console.log(dateNaissance('1987-00-00')); // { anneeDateNaissance: 1987 }
 * ```
 */
export function dateNaissance(iso: string): DateNaissance {
  const match = ISO_DATE.exec(iso);
  if (!match) return refuse('dateNaissance', 'forme AAAA-MM-JJ attendue');
  const [year, month, day] = [match[1], match[2], match[3]].map(Number) as [number, number, number];
  if (!month) return { anneeDateNaissance: year };
  if (month > 12) return refuse('dateNaissance', "ce mois n'existe pas");
  if (!day) return { anneeDateNaissance: year, moisDateNaissance: month };
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return refuse('dateNaissance', "ce jour n'existe pas au calendrier");
  return { anneeDateNaissance: year, moisDateNaissance: month, jourDateNaissance: day };
}

/** Réglages de {@link toIdentite}. */
export interface IdentiteOptions {
  /**
   * Donne toujours un jour et un mois. Hors des opérations `dss`, API Particulier refuse une date incomplète : une date présumée y reste
   * alors `AAAA-01-01` ou `AAAA-MM-01`, comme FranceConnect la rend.
   */
  dateComplete?: boolean;
}

/**
 * Traduit l'identité rendue par FranceConnect (`userinfo`) en paramètres des opérations `identite` d'API Particulier.
 *
 * FranceConnect rend une date présumée sous la forme `AAAA-01-01` ou `AAAA-MM-01`, indiscernable d'une vraie date sans le scope
 * `idp_birthdate`. Avec lui, le jour ou le mois inconnus sont omis ; `dateComplete` les garde.
 *
 * @throws `InvalidParameterError` quand une donnée nécessaire manque ; le message nomme la donnée, jamais sa valeur.
 */
export function toIdentite(
  identite: IdentiteFranceConnect,
  { dateComplete = false }: IdentiteOptions = {},
): IdentitePivot {
  const { family_name, gender, birthcountry, preferred_username, birthplace } = identite;
  if (!family_name) return refuse('family_name', 'manquant');
  const prenoms = (identite.given_name_array ?? identite.given_name?.split(' ') ?? [])
    .filter(Boolean)
    .slice(0, 3);
  if (prenoms.length === 0) return refuse('given_name', 'manquant');
  if (gender !== 'male' && gender !== 'female') return refuse('gender', '« male » ou « female » attendu');
  if (!birthcountry) return refuse('birthcountry', 'manquant');
  return {
    nomNaissance: family_name,
    ...(preferred_username ? { nomUsage: preferred_username } : {}),
    prenoms,
    ...dateNaissance(dateComplete ? (identite.birthdate ?? '') : knownPart(identite)),
    sexeEtatCivil: gender === 'male' ? 'M' : 'F',
    codeCogInseePaysNaissance: birthcountry,
    ...(birthplace ? { codeCogInseeCommuneNaissance: birthplace } : {}),
  };
}

/** The registry's date, without the parts that the identity provider does not know. */
function knownPart({ birthdate = '', idp_birthdate = '' }: IdentiteFranceConnect): string {
  const presumed = /^(\d{4})-(\d{2})-00$/.exec(idp_birthdate);
  if (!presumed?.[1] || !birthdate.startsWith(presumed[1])) return birthdate;
  return birthdate.slice(0, presumed[2] === '00' ? 4 : 7);
}
