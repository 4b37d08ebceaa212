/** A place as users are given it. */
import { isoOf } from './dates.ts';
import { UNKNOWN_DATE } from './generated/communes.ts';
import type { Period } from './store.ts';

/** Une commune, sous le nom et le code qu'elle a eus de `from` à `to`. */
export interface Place {
  /** Code officiel géographique (COG) : `75036`. */
  code: string;
  /** Nom officiel. */
  nom: string;
  /** Département du code : `75`, `2A`, `974`, `20` pour la Corse d'avant 1976. */
  departement: string;
  /**
   * Faux pour la Corse d'avant 1976 : les API refusent un code `20xxx`. Envoyez alors le nom, le département `20` et l'année de naissance,
   * dont le serveur tire le code.
   */
  sendable: boolean;
  /** Premier jour, s'il est connu et postérieur à 1943. */
  from?: string;
  /** Jour où un autre nom ou un autre code a pris la suite, s'il est connu. */
  to?: string;
}

export const departementOf = (code: string): string => code.slice(0, /^9[78]/.test(code) ? 3 : 2);

export function placeOf({ code, nom, from, to }: Period): Place {
  return {
    code,
    nom,
    departement: departementOf(code),
    sendable: !code.startsWith('20'),
    ...(from > 0 && from !== UNKNOWN_DATE && { from: isoOf(from) }),
    ...(to < UNKNOWN_DATE && { to: isoOf(to) }),
  };
}

/** By code, the first of each. */
export function placesOf(periods: readonly Period[]): Place[] {
  const byCode = new Map(periods.toReversed().map((period) => [period.code, placeOf(period)]));
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
