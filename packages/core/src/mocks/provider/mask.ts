import type { MaskedField, MaskTree } from '../table/types.ts';

type Scopes = ReadonlySet<string>;

/** A copy of the body without the fields whose scope is lacking. Inside an envelope, masks start at `data`, item by item. */
export function maskBody(body: unknown, masks: MaskTree, scopes: Scopes, bare: boolean): unknown {
  return bare ? mask(body, masks, scopes) : maskEnvelope(body, masks, scopes);
}

function maskEnvelope(body: unknown, masks: MaskTree, scopes: Scopes): unknown {
  if (!isObject(body) || !('data' in body)) return body;
  const { data } = body;
  const isCollection = Array.isArray(data) && data.every((item) => isObject(item) && 'data' in item);
  if (isCollection) return { ...body, data: data.map((item) => maskEnvelope(item, masks, scopes)) };
  return { ...body, data: mask(data, masks, scopes) };
}

/** Masks an object, or each element of a list. */
export function mask(value: unknown, masks: MaskTree, scopes: Scopes): unknown {
  if (Array.isArray(value)) return value.map((item) => mask(item, masks, scopes));
  if (!isObject(value)) return value;
  const kept: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    const rule = Object.hasOwn(masks, name) ? masks[name] : undefined;
    if (!rule) kept.push([name, field]);
    else if (opens(rule, scopes)) kept.push([name, rule.fields ? mask(field, rule.fields, scopes) : field]);
  }
  return Object.fromEntries(kept);
}

const opens = ({ scopes: wanted }: MaskedField, scopes: Scopes): boolean =>
  wanted === undefined || wanted.some((scope) => scopes.has(scope));

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
