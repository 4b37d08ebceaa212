import type { Param } from './definition.ts';
import { type InvalidParameter, InvalidParameterError } from './errors/local.ts';

/** Name on the wire, without brackets. */
export const wireName = ({ key, name = key }: Param): string => name;

function problemOf(
  { list, integer, min, max, values, format, greedy }: Param,
  value: unknown,
): string | undefined {
  if (list) return listProblem(value);
  if (integer) return integerProblem(value, min, max);
  if (typeof value !== 'string' || !value.trim()) return 'texte non vide attendu';
  if (values) return values.includes(value) ? undefined : `${values.join(', ')} attendu`;
  if (greedy && value.split('/').some((segment) => ['', '.', '..'].includes(segment)))
    return 'chemin attendu, sans segment vide ni points seuls';
  return format?.(value);
}

function listProblem(value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'liste attendue';
  if (value.length === 0) return 'liste vide';
  return value.every((item) => typeof item === 'string' && item.trim())
    ? undefined
    : 'un élément est vide ou n’est pas du texte';
}

function integerProblem(value: unknown, min = -Infinity, max = Infinity): string | undefined {
  const number = typeof value === 'string' && value ? +value : value;
  if (!Number.isSafeInteger(number)) return 'nombre entier attendu';
  return (number as number) < min || (number as number) > max ? `entre ${min} et ${max}` : undefined;
}

const encode = encodeURIComponent;

const encodePath = (text: string, { greedy }: Param): string =>
  greedy ? text.split('/').map(encode).join('/') : encode(text);

export interface Encoded {
  /** Path and query: holds personal data. */
  target: string;
  headers: Record<string, string>;
  context: Record<string, string>;
  /** Values that identify somebody. */
  secrets: string[];
  /** What this request calls itself, for the server's support. */
  requestId?: string;
  /** Headers made for each call. */
  perCall: string[];
}

// A small number (a month, a page) names nobody, and would mask half of what a server says.
const mayIdentify = ({ integer, min }: Param, text: string): boolean =>
  text.length > 1 && !(integer && min === undefined && Number(text) <= 999);

/**
 * Checks everything (`defaults`: the client's, for its context), says all that is wrong at once without repeating a value, then builds
 * the request's address.
 */
export function encodeParams(
  operation: string,
  { path, params }: { path: string; params: readonly Param[] },
  values: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Encoded {
  const problems: InvalidParameter[] = [];
  const encoded: Encoded = { target: path, headers: {}, context: {}, secrets: [], perCall: [] };
  const query: string[] = [];
  for (const param of params) {
    const { key, list, context, generated } = param;
    const given = values[key] ?? (context ? defaults[key] : generated && crypto.randomUUID());
    const absent = given === undefined || given === null;
    const reason = absent ? param.required && 'manquant' : problemOf(param, given);
    if (reason) problems.push({ parameter: key, reason });
    if (reason || absent) continue;
    const texts = list ? (given as string[]) : [String(given)];
    const [text = ''] = texts;
    if (context) encoded.context[key] = text;
    else if (generated) encoded.requestId = text;
    else encoded.secrets.push(...texts.filter((one) => mayIdentify(param, one)));
    const wire = wireName(param);
    if (param.in === 'header') {
      encoded.headers[wire.toLowerCase()] = text;
      if (generated) encoded.perCall.push(wire.toLowerCase());
    } else if (param.in === 'path')
      encoded.target = encoded.target.replace(`{${wire}}`, encodePath(text, param));
    else query.push(...texts.map((one) => `${wire}${list ? '[]' : ''}=${encode(one)}`));
  }
  problems.push(...unknownParams(params, values));
  if (problems.length > 0) throw new InvalidParameterError(problems, operation);
  if (query.length > 0) encoded.target += `?${query.join('&')}`;
  return encoded;
}

function unknownParams(
  params: readonly Param[],
  values: Readonly<Record<string, unknown>>,
): InvalidParameter[] {
  const known = params.map(({ key }) => key);
  return Object.keys(values)
    .filter((key) => !known.includes(key))
    .map((parameter) => ({
      parameter,
      reason: `inconnu ; paramètres admis : ${known.join(', ') || 'aucun'}`,
    }));
}
