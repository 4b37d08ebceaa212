import type { DssQuotientFamilialFranceConnectParams, ValeurQuotientFamilial } from './generated/types.ts';

/**
 * Rend un quotient s'il est bien du mois demandé, `undefined` s'il est d'un autre. Par FranceConnect, la plateforme garde une réponse
 * 24 heures sans distinguer les mois : un second mois demandé pour la même personne reçoit la réponse du premier. Redemandez-la alors avec
 * `cache: 'no-cache'`.
 *
 * @param quotient le quotient reçu ; absent quand le scope manque au jeton, et `undefined` est alors rendu
 * @param asked ce qui a été demandé ; sans année ni mois, le mois en cours
 * @param today la date du jour
 * @example
 * ```ts
 * import { quotientOfMonth } from '@apigouv/particulier';
 *
 * const asked = { annee: 2026, mois: 10 };
 * // La réponse à cette demande, quand septembre vient d'être demandé pour la même personne.
 * const received = { valeur: 731, annee: 2026, mois: 9 };
 * console.log(quotientOfMonth(received, asked)); // undefined
 * ```
 */
export function quotientOfMonth<Q extends Pick<ValeurQuotientFamilial, 'annee' | 'mois'>>(
  quotient: Q | undefined,
  asked: Pick<DssQuotientFamilialFranceConnectParams, 'annee' | 'mois'> = {},
  today: Date = new Date(),
): Q | undefined {
  const { annee, mois } = { ...monthOf(today), ...asked };
  return quotient && quotient.annee === annee && quotient.mois === mois ? quotient : undefined;
}

/** The month of a date, as the fund's calendar has it. */
function monthOf(date: Date): { annee: number; mois: number } {
  const paris = date.toLocaleDateString('en', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: 'numeric',
  });
  const [mois = 0, annee = 0] = paris.split('/').map(Number);
  return { annee, mois };
}
