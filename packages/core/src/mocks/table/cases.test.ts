import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Param } from '../../client/definition.ts';
import { compileCases, findCase, normalize, subjectOf } from './cases.ts';
import type { MockCase } from './types.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd');
const value = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.integer(),
  fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
);
const params = fc
  .dictionary(key, value)
  .filter((all) => Object.values(all).every((one) => normalize(one) !== ''));
const cases = fc
  .array(params)
  .map((list): MockCase[] => list.map((one, i) => ({ name: String(i), params: one, status: 200 })));

function written(one: unknown): string | string[] {
  return Array.isArray(one)
    ? one.map((item) => String(item).toUpperCase())
    : ` ${String(one).toUpperCase()} `;
}

describe('case lookup', () => {
  it('finds a case that its own parameters describe, however written and whatever is added', () => {
    fc.assert(
      fc.property(cases, params, params, (others, wanted, added) => {
        const asked = { ...added, ...wanted };
        const values = new Map(Object.entries(asked).map(([name, one]) => [name, written(one)]));
        const subject = subjectOf(values);
        const found = findCase(
          compileCases([...others, { name: 'cible', params: wanted, status: 200 }], []),
          subject,
        );
        expect(found).toBeDefined();
        for (const [name, one] of Object.entries(found?.params ?? {})) {
          expect(subject.values.get(name)).toBe(normalize(one));
        }
        expect(Object.keys(found?.params ?? {}).length).toBeGreaterThanOrEqual(Object.keys(wanted).length);
      }),
    );
  });

  it('keeps accents and the order of first names', () => {
    expect(normalize('ANDRÉ')).toBe(normalize('andré'));
    expect(normalize('ANDRE')).not.toBe(normalize('andré'));
    expect(normalize(['A', 'B'])).not.toBe(normalize(['B', 'A']));
    expect(normalize('02')).toBe(normalize(2));
  });

  it('takes the names of the wire, and leaves the call context out', () => {
    const parameters: Param[] = [
      { key: 'delegationId', name: 'delegation_id', context: true },
      { key: 'prenoms', list: true, required: true },
    ];
    const list = compileCases(
      [{ name: 'un', params: { 'prenoms[]': ['A'], delegation_id: 'x' }, status: 200 }],
      parameters,
    );
    expect(findCase(list, subjectOf(new Map([['prenoms', ['a']]])))?.name).toBe('un');
  });
});
