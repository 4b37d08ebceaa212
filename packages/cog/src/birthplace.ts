/** From what a form asks, a name, a department and a date, to the code of that day. */
import { arrondissementsOf } from './arrondissements.ts';
import { BEGINNING, type Moment, type Range, rangeOf } from './dates.ts';
import { hasArticle, keyOf, wordsOf } from './key.ts';
import { overlaps, thereIn, todayOf } from './lineage.ts';
import { departementOf, type Place, placesOf } from './place.ts';
import { forerunnersOf, type Period, periodsNamed, periodsOf } from './store.ts';

/** Ce qu'un formulaire sait d'un lieu de naissance en France. */
export type BirthplaceQuery = Moment & {
  /** Nom de la commune, d'alors ou d'aujourd'hui, comme on l'écrit : `St Remy`, `Teich (Le)`, `Paris 12e`, `La Rochette (05)`. */
  nom: string;
  /** Numéro du département, d'alors ou d'aujourd'hui : `75`, `2A`, `974`. */
  departement?: string | undefined;
};

/** Un lieu trouvé : son code est celui du jour de la naissance. */
export interface FoundPlace extends Place {
  ok: true;
  /** Nom par lequel elle a été reconnue, quand elle ne le portait pas ce jour-là. */
  foundBy?: string;
  /** Paris, Lyon, Marseille : leurs arrondissements, plus précis, s'il y en avait déjà. */
  arrondissements?: Place[];
}

/** Aucun code n'est sûr : à la personne de choisir, ou de corriger. */
export interface UnsurePlace {
  ok: false;
  /**
   * - `homonyms` : plusieurs codes conviennent, ou le code a changé à une date que la demande ne départage pas ;
   * - `unknown` : rien ne convient à la fois au nom, au département et à la date ; les candidats, s'il y en a, s'en approchent ;
   * - `before1943` : l'histoire des communes n'est pas connue avant 1943 ; les candidats sont les codes de cette année-là.
   */
  reason: 'homonyms' | 'unknown' | 'before1943';
  candidates: Place[];
}

/** Réponse de {@link findBirthplace}. */
export type Birthplace = FoundPlace | UnsurePlace;

/** A commune of that day, and the name that led to it. */
interface Match {
  by: Period;
  there: Period;
}

interface Asked {
  words: string;
  departement: string | undefined;
  range: Range;
}

/**
 * Trouve le code COG d'une commune au jour de la naissance ; dans le doute, ne choisit pas.
 *
 * @example
 * ```ts
 * import { findBirthplace } from '@apigouv/cog';
 *
 * const lieu = findBirthplace({ nom: 'Gennevilliers', departement: '92', annee: 1960 });
 * console.log(lieu.ok && lieu.code); // 75036
 * const autre = findBirthplace({ nom: 'La Rochette', annee: 2000 });
 * console.log(autre.ok || autre.reason); // homonyms
 * ```
 */
export function findBirthplace(query: BirthplaceQuery): Birthplace {
  const range = rangeOf(query);
  const asked = range && askedOf(query, range);
  if (!asked) return { ok: false, reason: 'unknown', candidates: [] };
  if (asked.range.last >= BEGINNING) return answer(asked);
  const answered = answer({ ...asked, range: { first: BEGINNING, last: BEGINNING } });
  if (!answered.ok) return answered.reason === 'homonyms' ? { ...answered, reason: 'before1943' } : answered;
  return { ok: false, reason: 'before1943', candidates: placesOf(thereNow(answered.code, BEGINNING)) };
}

function answer(asked: Asked): Birthplace {
  const named = withoutOthersOfCode(periodsNamed(keyOf(asked.words)), asked.range);
  const matches = named.flatMap((by) => thereIn(by, asked.range).map((there): Match => ({ by, there })));
  const inDepartement = matches.filter((match) => isIn(asked.departement, match));
  if (inDepartement.length === 0)
    return { ok: false, reason: 'unknown', candidates: placesOf(nearest(named, matches, asked)) };
  const kept = narrowed(inDepartement, asked);
  const candidates = placesOf(theresOf(kept));
  const [place, ...others] = candidates;
  if (!place || others.length > 0) return { ok: false, reason: 'homonyms', candidates };
  if (theresOf(kept).every((one) => beginsIn(one, asked.range)))
    return { ok: false, reason: 'unknown', candidates };
  return found(place, kept, asked.range);
}

/** No code is known of its territory at the start of the range. */
const beginsIn = (period: Period, { first }: Range): boolean =>
  first < period.from && forerunnersOf(period).length === 0;

/** What bore the name in that department at another time, or that day elsewhere. */
function nearest(named: Period[], matches: readonly Match[], { departement }: Asked): Period[] {
  const near = named.filter((one) => isIn(departement, { by: one, there: one }));
  if (near.length > 0) return near;
  return matches.length > 0 ? theresOf(matches) : named;
}

function found(place: Place, matches: readonly Match[], range: Range): FoundPlace {
  const isItsName = matches.some(({ by, there }) => by.nom === there.nom || overlaps(by, range));
  const by = matches[0]?.by.nom;
  const arrondissements = arrondissementsOf(place.code, range);
  return {
    ok: true,
    ...place,
    ...(!isItsName && by && { foundBy: by }),
    ...(arrondissements.length > 0 && { arrondissements }),
  };
}

/** A code that bore the name in the range is not looked for by the other times it bore it. */
function withoutOthersOfCode(periods: readonly Period[], range: Range): Period[] {
  const bearers = new Set(periods.filter((one) => overlaps(one, range)).map(({ code }) => code));
  return periods.filter((one) => overlaps(one, range) || !bearers.has(one.code));
}

/** The official name of that day, in the department, goes before what was called so at another time; then the name to the letter. */
function narrowed(matches: Match[], { words, departement, range }: Asked): Match[] {
  const official = ({ by }: Match) => overlaps(by, range);
  const literal = ({ by }: Match) => wordsOf(by.nom) === words;
  const sure = departement === undefined ? matches : preferred(matches, official);
  return departement === undefined && !hasArticle(words) ? sure : preferred(sure, literal);
}

function preferred(matches: Match[], test: (match: Match) => boolean): Match[] {
  const kept = matches.filter(test);
  return kept.length > 0 ? kept : matches;
}

const theresOf = (matches: readonly Match[]): Period[] => matches.map(({ there }) => there);

const thereNow = (code: string, day: number): Period[] =>
  periodsOf(code).filter((one) => overlaps(one, { first: day, last: day }));

function askedOf({ nom, departement }: BirthplaceQuery, range: Range): Asked {
  const [, name = nom, hint] = /^(.*\S)\s*\((\d{2,3}|2[ab])\)$/i.exec(nom.trim()) ?? [];
  const given = departement?.trim() || hint;
  return { words: wordsOf(name), departement: given?.toUpperCase().padStart(2, '0'), range };
}

/** By its code of then, of the name that was given, or of today. Corsica is 20 too. */
function isIn(departement: string | undefined, { by, there }: Match): boolean {
  const fits = ({ code }: Period): boolean => {
    const own = departementOf(code);
    return own === departement || (departement === '20' && /^2[AB]$/.test(own));
  };
  return departement === undefined || fits(there) || fits(by) || todayOf(there).some(fits);
}
