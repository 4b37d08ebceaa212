/** Date dont l'API ne donne parfois que l'année, ou l'année et le mois. */
export interface PartialDate {
  /** Année. */
  year: number;
  /** Mois, de 1 à 12 ; absent quand il n'est pas connu. */
  month?: number;
  /** Jour, de 1 à 31 ; absent quand il n'est pas connu. */
  day?: number;
}

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const SPOKEN = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/;
const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];

/**
 * Lit une date telle que les fournisseurs l'écrivent, où le jour et le mois peuvent manquer : `2012-04-17`, `2012-04`, `2012`, `2012-04-00`,
 * `2012-00-00`, et les dates en toutes lettres d'Infogreffe, `1ER OCTOBRE 2026`. `new Date` rend « Invalid Date » pour la plupart, ou un
 * premier jour que personne n'a donné.
 *
 * @returns Ce que le texte dit de la date ; null quand il n'en dit rien : `0000-00-00`, texte vide, null, ou forme inconnue.
 * @example
 * ```ts
 * import { partialDate } from '@apigouv/core';
 *
 * console.log(partialDate('1975-00-00')); // { year: 1975 }
 * console.log(partialDate('1ER OCTOBRE 2026')); // { year: 2026, month: 10, day: 1 }
 * console.log(partialDate('0000-00-00')); // null
 * ```
 */
export function partialDate(text: string | null | undefined): PartialDate | null {
  const plain = (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
  const [, year, month, day] = WRITTEN.exec(plain) ?? fromWords(plain) ?? [];
  return year === undefined ? null : known(Number(year), Number(month ?? 0), Number(day ?? 0));
}

function fromWords(text: string): (string | undefined)[] | undefined {
  const [, day, name = '', year] = SPOKEN.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  return month === 0 ? undefined : [text, year, String(month), day];
}

/** What is not zero; null for a date that no calendar has. */
function known(year: number, month: number, day: number): PartialDate | null {
  if (year === 0) return null;
  if (month === 0) return day === 0 ? { year } : null;
  if (month > 12 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return day === 0 ? { year, month } : { year, month, day };
}
