import type { Param } from '../../client/definition.ts';

/** Does the value have the form that the route says? */
export function passes(value: string, param: Param): boolean {
  if (param.integer && !isInteger(value, param)) return false;
  if (param.values && !param.values.includes(value)) return false;
  return param.format?.(value) === undefined;
}

/** Is the value well written, but for its being too small or too big? */
export const isOutOfRange = (value: string, param: Param): boolean =>
  !!param.integer && /^-?\d+$/.test(value) && !isInteger(value, param);

function isInteger(value: string, { min = -Infinity, max = Infinity }: Param): boolean {
  return /^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max;
}
