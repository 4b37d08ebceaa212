import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MaskTree } from '../table/types.ts';
import { mask, maskBody } from './mask.ts';

const SCOPES = ['s1', 's2', 's3'];
const field = fc.constantFrom('a', 'b', 'c', 'd');

const { tree, value } = fc.letrec<{ tree: MaskTree; value: unknown }>((tie) => ({
  tree: fc.dictionary(
    field,
    fc.record(
      {
        scopes: fc.subarray(SCOPES, { minLength: 1 }),
        fields: fc.option(tie('tree') as fc.Arbitrary<MaskTree>, {
          nil: {},
          maxDepth: 3,
          depthIdentifier: 'tree',
        }),
      },
      { requiredKeys: [] },
    ),
  ),
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'value' },
    fc.constantFrom(null, 1, 'texte', true),
    fc.dictionary(field, tie('value')),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

// A second, independent reading of the rule: it walks both values and says where they disagree with it.
function check(before: unknown, after: unknown, masks: MaskTree | undefined, scopes: Set<string>): void {
  if (Array.isArray(before)) {
    expect(after).toHaveLength(before.length);
    before.forEach((item, index) => {
      check(item, (after as unknown[])[index], masks, scopes);
    });
    return;
  }
  if (typeof before !== 'object' || before === null) {
    expect(after).toBe(before);
    return;
  }
  const fields = before as Record<string, unknown>;
  const kept = after as Record<string, unknown>;
  for (const name of Object.keys(fields)) {
    const rule = masks?.[name];
    const isOpen = !rule?.scopes || rule.scopes.some((scope) => scopes.has(scope));
    expect(Object.hasOwn(kept, name)).toBe(isOpen);
    if (isOpen) check(fields[name], kept[name], rule?.fields, scopes);
  }
}

describe('masks', () => {
  it('leave no field whose scope is lacking, and take none whose scope is held', () => {
    fc.assert(
      fc.property(value, tree, fc.subarray(SCOPES), (body, masks, held) => {
        const scopes = new Set(held);
        check(body, mask(body, masks, scopes), masks, scopes);
      }),
    );
  });

  it('change nothing of the value they were given', () => {
    fc.assert(
      fc.property(value, tree, (body, masks) => {
        const before = structuredClone(body);
        mask(body, masks, new Set());
        expect(body).toEqual(before);
      }),
    );
  });

  it('begin at data, item by item in a collection, or at the body when it is bare', () => {
    const masks: MaskTree = { nom: { scopes: ['s1'] } };
    const item = { data: { nom: 'EXEMPLE', age: 3 }, links: {}, meta: { nom: 'ici' } };
    const hidden = { data: { age: 3 }, links: {}, meta: { nom: 'ici' } };
    expect(maskBody(item, masks, new Set(), false)).toEqual(hidden);
    expect(maskBody({ data: [item, item] }, masks, new Set(), false)).toEqual({ data: [hidden, hidden] });
    expect(maskBody({ nom: 'EXEMPLE' }, masks, new Set(), true)).toEqual({});
  });
});
