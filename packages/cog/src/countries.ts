/**
 * Les pays et territoires de naissance.
 *
 * @packageDocumentation
 */
import { type Moment, rangeOf } from './dates.ts';
import { COUNTRIES } from './generated/countries.ts';
import { wordsOf } from './key.ts';

export type { Moment } from './dates.ts';

/** Un pays ou un territoire, d'aujourd'hui ou d'autrefois. */
export interface Country {
  /** Code COG, à donner à `codeCogInseePaysNaissance` : `99109`. */
  code: string;
  /** Nom, comme la liste de l'Insee l'écrit. */
  nom: string;
}

/** Réponse de {@link findCountry} : `unknown`, la liste n'a pas ce nom ; `homonyms`, il a plusieurs codes. */
export type CountryAnswer =
  | ({ ok: true } & Country)
  | { ok: false; reason: 'homonyms' | 'unknown'; candidates: Country[] };

const ALGERIE = '99352';

/** Born there before independence, days of July 1962 of which either may be meant. */
const ALGERIE_FRANCAISE = { code: '92352', nom: 'Algérie (avant l’indépendance)' };
const INDEPENDENCE = { first: 1962_07_03, last: 1962_07_05 };

let byName: Map<string, Country[]> | undefined;

/**
 * Trouve le code d'un pays de naissance par son nom, son code ISO (deux ou trois lettres) ou son code COG. Un pays absent de la liste n'est
 * jamais deviné. Seule l'Algérie demande une date : née avant l'indépendance, la personne a le code `92352`, sans commune.
 *
 * @example
 * ```ts
 * import { findCountry } from '@apigouv/cog';
 *
 * const pays = findCountry('Tchécoslovaquie');
 * console.log(pays.ok && pays.code); // 99115
 * const avant = findCountry('Algérie', { annee: 1958 });
 * console.log(avant.ok && avant.code); // 92352
 * ```
 */
export function findCountry(nameOrIso: string, moment?: Moment): CountryAnswer {
  byName ??= indexByName();
  const named = byName.get(nameOrIso.trim().toUpperCase()) ?? byName.get(keyOf(nameOrIso)) ?? [];
  const candidates = named.flatMap((country) => (country.code === ALGERIE ? algerieOf(moment) : [country]));
  const [country, ...others] = candidates;
  if (country && others.length === 0) return { ok: true, ...country };
  return { ok: false, reason: country ? 'homonyms' : 'unknown', candidates };
}

function algerieOf(moment: Moment | undefined): Country[] {
  const range = moment && rangeOf(moment);
  const isBefore = !range || range.first <= INDEPENDENCE.last;
  const isAfter = !range || range.last >= INDEPENDENCE.first;
  return [...(isBefore ? [ALGERIE_FRANCAISE] : []), ...(isAfter ? [{ code: ALGERIE, nom: 'Algérie' }] : [])];
}

/** Articles and order count for little: « MALOUINES (ILES) », « Îles Malouines ». */
const keyOf = (name: string): string => {
  const words = wordsOf(name).split(' ');
  return words
    .filter((word) => words.length === 1 || !/^(?:l|le|la|les|de|d|du|des)$/.test(word))
    .sort()
    .join(' ');
};

/** Codes in capitals, names in small letters. */
function indexByName(): Map<string, Country[]> {
  const index = new Map<string, Country[]>([[ALGERIE_FRANCAISE.code, [ALGERIE_FRANCAISE]]]);
  const add = (key: string, country: Country): void => {
    const known = index.get(key) ?? [];
    if (!known.some(({ code }) => code === country.code)) index.set(key, [...known, country]);
  };
  for (const line of COUNTRIES.split('\n')) {
    const [code = '', nom = '', iso = '', ...others] = line.split(';');
    for (const key of [code, ...iso.split(' ').filter(Boolean)]) add(key, { code, nom });
    for (const name of [nom, ...others]) add(keyOf(name), { code, nom });
  }
  return index;
}
