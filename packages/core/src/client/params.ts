import type { Param } from './definition.ts';
import { type InvalidParameter, InvalidParameterError } from './errors/local.ts';

/** Name on the wire, without brackets. */
export const wireName = ({ key, name = key }: Param): string => name;

function problemOf(param: Param, value: unknown): string | undefined {
  const { list, integer, min, max } = param;
  if (list) return listProblem(param, value);
  if (integer) return integerProblem(value, min, max);
  return textProblem(param, value);
}

function textProblem({ values, format, greedy, in: place }: Param, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'texte attendu';
  if (!value.trim()) return 'texte non vide attendu';
  if (values) return values.includes(value) ? undefined : `${values.join(', ')} attendu`;
  // A URL would lose such a segment, and lead elsewhere.
  const lost = greedy ? /(^|\/)\.{0,2}(\/|$)/ : /^\.\.?$/;
  if (place === 'path' && lost.test(value)) return 'inutilisable dans une adresse';
  return format?.(value);
}

function listProblem(param: Param, value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'liste attendue';
  if (value.length === 0) return param.required && !param.empty ? 'liste vide' : undefined;
  return value.map((item) => textProblem(param, item)).find(Boolean);
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && !value.trim();

/** The value as the server takes it, where its meaning is sure. */
function cleaned({ list, clean }: Param, value: unknown): unknown {
  if (!clean) return value;
  if (!list) return typeof value === 'string' ? clean(value) : value;
  if (!Array.isArray(value)) return value;
  return value.flatMap((item) => {
    if (typeof item !== 'string') return item;
    const parts = item.split(',').map(clean);
    return parts.length > 1 ? parts.filter(Boolean) : parts;
  });
}

function integerProblem(value: unknown, min = -Infinity, max = Infinity): string | undefined {
  const number = typeof value === 'string' && value ? +value : value;
  if (!Number.isSafeInteger(number)) return 'nombre entier attendu';
  return (number as number) < min || (number as number) > max ? `entre ${min} et ${max}` : undefined;
}

const encode = encodeURIComponent;

/** The slashes of a greedy value are the route's own. */
const segments = ({ greedy }: Param, text: string): string =>
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
    const raw = values[key] ?? (context ? defaults[key] : generated && crypto.randomUUID());
    const absent = raw === undefined || raw === null || (!param.required && isBlank(raw));
    const given = cleaned(param, raw);
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
      encoded.target = encoded.target.replace(`{${wire}}`, () => segments(param, text));
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
  // A value that serves as a key by mistake may be somebody's name.
  const given = Object.values(values).flat();
  return Object.keys(values)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      parameter: given.includes(key) ? '[masqué]' : key,
      reason: `inconnu ; paramètres admis : ${known.join(', ') || 'aucun'}`,
    }));
}
