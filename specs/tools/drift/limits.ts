/** The keywords that narrow a value: how each compares. */
import type { Schema } from '../model.ts';

export type Limits = Readonly<Partial<Record<Keyword, string | number>>>;
type Keyword = (typeof KEYWORDS)[number];

const KEYWORDS = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const;

// A date is a text whose form our descriptions say; the width of a number changes nothing in JSON.
const SILENT_FORMATS: readonly unknown[] = ['date', 'float', 'double', 'int32', 'int64', 'boolean'];

// What they allow is all that there is.
const VOID: Readonly<Record<string, number>> = { minLength: 0, minItems: 0 };

export function limitsOf(schema: Schema): Limits {
  const kept = KEYWORDS.filter(
    (keyword) =>
      (typeof schema[keyword] === 'string' || typeof schema[keyword] === 'number') &&
      schema[keyword] !== VOID[keyword] &&
      !(keyword === 'format' && SILENT_FORMATS.includes(schema[keyword])),
  );
  return Object.fromEntries(kept.map((keyword) => [keyword, schema[keyword]]));
}

const CONCERNED: Readonly<Record<Keyword, readonly string[]>> = {
  format: ['string', 'integer', 'number'],
  pattern: ['string'],
  minLength: ['string'],
  maxLength: ['string'],
  minimum: ['integer', 'number'],
  maximum: ['integer', 'number'],
  minItems: ['array'],
  maxItems: ['array'],
};

/** What still holds of a value that obeys one of several schemas. */
export function sharedLimits(
  branches: readonly { types: ReadonlySet<string> | undefined; limits: Limits }[],
): Limits {
  const shared: Partial<Record<Keyword, string | number>> = {};
  for (const keyword of KEYWORDS) {
    const concerned = branches.filter(
      ({ types }) => !types || CONCERNED[keyword].some((type) => types.has(type)),
    );
    const found = concerned.map(({ limits }) => limits[keyword]);
    const [first] = found;
    if (first === undefined || found.includes(undefined)) continue;
    const values = [...new Set(found as (string | number)[])];
    if (values.every((value) => typeof value === 'number'))
      shared[keyword] = keyword.startsWith('min') ? Math.min(...values) : Math.max(...values);
    else shared[keyword] = values.sort().join(' | ');
  }
  return shared;
}

/** How their limits differ from ours; `narrower`: some value that ours lets through is refused. */
export function compareLimits(ours: Limits, theirs: Limits): { what: string; narrower: boolean }[] {
  return KEYWORDS.flatMap((keyword) => {
    const [mine, other] = [ours[keyword], theirs[keyword]];
    if (mine === other) return [];
    if (other === undefined) return [{ what: `${keyword} ${mine} retiré`, narrower: false }];
    const what = mine === undefined ? `${keyword} ${other} ajouté` : `${keyword} ${other} au lieu de ${mine}`;
    return [{ what, narrower: isNarrower(keyword, mine, other) }];
  });
}

function isNarrower(keyword: Keyword, mine: string | number | undefined, other: string | number): boolean {
  // A format only describes; the pattern beside it refuses.
  if (keyword === 'format') return false;
  if (typeof mine !== 'number' || typeof other !== 'number') return true;
  return keyword.startsWith('min') ? other > mine : other < mine;
}
