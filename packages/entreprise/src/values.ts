/**
 * Lit une quantité ou un pourcentage d'une liasse fiscale, que la DGFIP écrit avec deux décimales et sans virgule. Les montants d'une
 * liasse ne s'écrivent pas ainsi : ne les donnez pas.
 *
 * @returns Le nombre ; null pour une répétition sautée (null) et pour ce qui n'est pas un nombre (`NS`, non significatif).
 * @example
 * ```ts
 * import { dgfipDecimal } from '@apigouv/entreprise';
 *
 * console.log(dgfipDecimal('51000'), dgfipDecimal('5125'), dgfipDecimal('NS')); // 510 51.25 null
 * ```
 */
export function dgfipDecimal(value: string | null | undefined): number | null {
  const text = value?.trim() ?? '';
  return /^[+-]?\d+$/.test(text) ? Number(text) / 100 : null;
}
