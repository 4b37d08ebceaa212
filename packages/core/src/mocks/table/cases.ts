import type { Param } from '../../client/definition.ts';
import { wireName } from '../../client/params.ts';
import type { MockCase, Values } from './types.ts';

/** A case ready to be compared: its constraints in normal form. */
export interface CompiledCase {
  readonly source: MockCase;
  readonly wanted: ReadonlyMap<string, string>;
}

/** Parameters of a request in normal form, and the citizen it speaks for. */
export interface Subject {
  readonly values: ReadonlyMap<string, string>;
  readonly usager?: string | undefined;
}

/**
 * Cases sorted from the most to the least specific, in their own order when equal. The call context (`recipient`…) says who asks,
 * not what is asked: it is left out of the comparison.
 */
export function compileCases(cases: readonly MockCase[], params: readonly Param[]): CompiledCase[] {
  const keys = new Map<string, string>();
  const context = new Set<string>();
  for (const param of params) {
    const wire = wireName(param);
    for (const name of [param.key, wire, `${wire}[]`]) keys.set(name, param.key);
    if (param.context) context.add(param.key);
  }
  const compiled = cases.map((source) => {
    const wanted = new Map<string, string>();
    for (const [name, value] of Object.entries(source.params)) {
      const key = keys.get(name) ?? name.replace(/\[\]$/, '');
      const normal = normalize(value);
      if (normal !== '' && !context.has(key)) wanted.set(key, normal);
    }
    return { source, wanted };
  });
  return compiled.sort((a, b) => weight(b) - weight(a));
}

// A citizen's name says as much as all the fields of an identity.
const WHOLE_IDENTITY = 10;

function weight({ source, wanted }: CompiledCase): number {
  return wanted.size + (source.usager === undefined ? 0 : WHOLE_IDENTITY);
}

/** The most specific case whose every constraint the request meets. */
export function findCase(cases: readonly CompiledCase[], subject: Subject): MockCase | undefined {
  return cases.find((candidate) => matches(candidate, subject))?.source;
}

function matches({ source, wanted }: CompiledCase, { values, usager }: Subject): boolean {
  if (source.usager !== undefined && source.usager !== usager) return false;
  for (const [key, value] of wanted) if (values.get(key) !== value) return false;
  return true;
}

/** The subject of a request: a FranceConnect citizen's identity stands in for the parameters the request does not carry. */
export function subjectOf(
  values: Values,
  identite: Readonly<Record<string, unknown>> = {},
  usager?: string,
): Subject {
  const normal = new Map<string, string>();
  for (const [key, value] of Object.entries(identite)) normal.set(key, normalize(value));
  for (const [key, value] of values) normal.set(key, normalize(value));
  return { values: normal, usager };
}

/** Case, outer spaces and leading zeros do not count: `'02'` is `2`, `'Roux'` is `'ROUX'`. Accents and the order of a list do. */
export function normalize(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(normalize).join('\u0000');
  const text = String(value).trim().normalize('NFC').toLowerCase();
  return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}
