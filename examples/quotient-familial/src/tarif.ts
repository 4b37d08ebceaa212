/** Tranches de tarif d'une commune : le premier plafond, en euros de quotient familial, que le foyer ne dépasse pas. */
const TRANCHES = [
  { plafond: 400, prix: 1 },
  { plafond: 800, prix: 2.4 },
  { plafond: 1500, prix: 3.9 },
] as const;

/** Prix du repas quand le quotient dépasse toutes les tranches, ou n'est pas connu. */
export const PLEIN_TARIF = 5.6;

export function prixDuRepas(quotient: number): number {
  return TRANCHES.find(({ plafond }) => quotient <= plafond)?.prix ?? PLEIN_TARIF;
}
