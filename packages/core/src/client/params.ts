import type { Format, Route } from './definition.ts';
import { type InvalidParameter, InvalidParameterError } from './errors/local.ts';

/** One parameter, read from a route's compact text. */
export interface Param {
  readonly key: string;
  readonly wire: string;
  /** `*` context, `@` header, `+` made for each call. */
  readonly kind: string;
  readonly list: boolean;
  readonly required: boolean;
  readonly check: string;
}

const TOKEN = /([*@+]*)(\w+)(\[\])?(!)?(?:=([^: ]+))?(?::(\S+))?/g;

/** Reads a route's parameters: the API's context, those that the path names, then its own, which may say more of these. */
export function readParams(path: string, [, own, , flags = '']: Route, context = ''): Param[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, wire = '']) => `${camelCase(wire)}!=${wire}:${wire}`,
  );
  const text = [flags.includes('o') ? '' : context, ...named, own].join(' ');
  const params = new Map<string, Param>();
  for (const [, kind = '', key = '', list, required, wire = key, check = ''] of text.matchAll(TOKEN))
    params.set(wire, { key, wire, kind, list: !!list, required: !!required, check });
  return [...params.values()];
}

const camelCase = (wire: string): string =>
  wire.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function problemOf(
  { list, check }: Param,
  value: unknown,
  formats: Readonly<Record<string, Format>>,
): string | undefined {
  if (list) {
    if (!Array.isArray(value)) return 'liste attendue';
    if (value.length === 0) return 'liste vide';
    return value.every((item) => typeof item === 'string' && item.trim())
      ? undefined
      : 'un élément est vide ou n’est pas du texte';
  }
  if (check === 'int' || check.includes('..')) {
    if (!Number.isSafeInteger(typeof value === 'string' && value ? +value : value))
      return 'nombre entier attendu';
    const [low, high] = check.split('..').map(Number) as [number, number];
    return Number(value) < low || Number(value) > high ? `entre ${low} et ${high}` : undefined;
  }
  if (typeof value !== 'string' || !value.trim()) return 'texte non vide attendu';
  if (check.includes('|'))
    return check.split('|').includes(value) ? undefined : `${check.replaceAll('|', ', ')} attendu`;
  return formats[check]?.(value);
}

const encode = encodeURIComponent;

export interface Encoded {
  /** Path and query: holds personal data. */
  target: string;
  headers: Record<string, string>;
  context: Record<string, string>;
  /** Values that identify somebody. */
  secrets: string[];
  /** What this request calls itself, for the server's support. */
  requestId?: string;
}

/** Checks everything (`defaults`: the client's, for its context), says all that is wrong at once without repeating a value, then builds the request's address. */
export function encodeParams(
  operation: string,
  path: string,
  params: readonly Param[],
  values: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
  formats: Readonly<Record<string, Format>>,
): Encoded {
  const problems: InvalidParameter[] = [];
  const encoded: Encoded = { target: path, headers: {}, context: {}, secrets: [] };
  let query = '';
  for (const param of params) {
    const { key, wire, kind, list } = param;
    const isContext = kind.includes('*');
    const given = isContext && !(key in values) ? defaults[key] : values[key];
    const value = given ?? (kind.includes('+') ? crypto.randomUUID() : undefined);
    const absent = value === undefined || value === null;
    const reason = absent ? param.required && 'manquant' : problemOf(param, value, formats);
    if (reason) problems.push({ parameter: key, reason });
    if (reason || absent) continue;
    const texts = list ? (value as string[]) : [String(value)];
    if (isContext) encoded.context[key] = texts[0] as string;
    else if (kind.includes('+')) encoded.requestId = texts[0] as string;
    else if (param.check !== 'int' || Number(value) > 999)
      encoded.secrets.push(...texts.filter((text) => text.length > 1));
    if (kind.includes('@')) encoded.headers[wire.toLowerCase()] = texts[0] as string;
    else if (encoded.target.includes(`{${wire}}`))
      encoded.target = encoded.target.replace(`{${wire}}`, encode(texts[0] as string));
    else for (const text of texts) query += `${query ? '&' : '?'}${wire}${list ? '[]' : ''}=${encode(text)}`;
  }
  for (const key in values) {
    if (!params.some((param) => param.key === key)) {
      const known = params.map((param) => param.key).join(', ');
      problems.push({ parameter: key, reason: `inconnu ; paramètres admis : ${known || 'aucun'}` });
    }
  }
  if (problems.length > 0) throw new InvalidParameterError(problems, operation);
  encoded.target += query;
  return encoded;
}
