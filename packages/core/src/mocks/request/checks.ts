import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import { anneeFormat } from '../../identifiers/checks.ts';
import type { ServerCheck, Values } from '../table/types.ts';

const FORMATS: Readonly<Record<NonNullable<ServerCheck['format']>, (value: string) => boolean>> = {
  nom: (value) => /^[\p{L}' ’-]+$/u.test(value),
  annee: (value) => anneeFormat(value) === undefined,
  'cog-departement': (value) => /^(\d{2,3}|2[AB])$/i.test(value),
};

/** Does the server take this value? It checks what the client does, and what is left to it. */
export function passes(
  value: string,
  param: Param,
  { format, maxLength = Infinity }: ServerCheck = {},
): boolean {
  if (param.integer && !isInteger(value, param)) return false;
  if (param.values && !param.values.includes(value)) return false;
  if (param.format?.(value) !== undefined) return false;
  return value.length <= maxLength && (format === undefined || FORMATS[format](value));
}

/** Is the value well written, but for its being too small or too big? */
export function isOutOfRange(value: string, param: Param, { format }: ServerCheck): boolean {
  if (!param.integer || !/^-?\d+$/.test(value)) return false;
  return !isInteger(value, param) && (format === undefined || FORMATS[format](value));
}

function isInteger(value: string, { min = -Infinity, max = Infinity }: Param): boolean {
  return /^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max;
}

/** Is a parameter missing that another one's value makes necessary, with nothing given in its stead? */
export function isMissingBecauseOf(
  { neededWhen, insteadOf = [] }: ServerCheck,
  params: readonly Param[],
  param: Param,
  values: Values,
): boolean {
  if (!neededWhen || values.has(param.key)) return false;
  const given = (wire: string) => {
    const other = params.find((one) => wireName(one) === wire);
    return other && values.get(other.key);
  };
  const isNeeded = Object.entries(neededWhen).every(([wire, value]) => given(wire) === value);
  return isNeeded && !(insteadOf.length > 0 && insteadOf.every((wire) => given(wire) !== undefined));
}
