import { InvalidParameterError } from '../client/errors/local.ts';
import { type DateNaissance, dateNaissance } from './birth-date.ts';

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

const refuse = (parameter: string, reason: string): never => {
  throw new InvalidParameterError([{ parameter, reason }]);
};

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
