import { expect, test } from 'vitest';
import { bareExamples, blocksOf } from './blocks.ts';

const text = (...lines: string[]) => lines.join('\n');

test('a document gives its ts blocks, with the line of their first code', () => {
  const guide = text('# Guide', '```sh', 'npm test', '```', '```ts', 'const un = 1;', '```');
  expect(blocksOf('guide.md', guide)).toEqual([{ path: 'guide.md', line: 6, lines: ['const un = 1;'] }]);
});

test('a « suite » block has the last block that is not one as its base', () => {
  const guide = text('```ts', 'un', '```', '```ts suite', 'deux', '```', '```ts suite', 'trois', '```');
  const [first, ...others] = blocksOf('guide.md', guide);
  expect(others).toHaveLength(2);
  for (const other of others) expect(other.base).toBe(first);
  expect(() => blocksOf('guide.md', text('```ts suite', '```'))).toThrow(
    /guide\.md:1 : « suite » sans bloc avant lui/,
  );
});

test('a block indented in a list is one too', () => {
  expect(blocksOf('guide.md', text('- item', '  ```ts', '  un;', '  ```'))).toHaveLength(1);
});

test('a block within a block of longer fences is its text', () => {
  const page = text('````markdown', '```ts', 'un;', '```', '````', '```ts', 'deux;', '```');
  expect(blocksOf('page.md', page)).toEqual([{ path: 'page.md', line: 7, lines: ['deux;'] }]);
});

test('a doc comment gives its blocks without their margin', () => {
  const source = text(
    '  /**',
    '   * @example',
    '   * ```ts',
    '   * if (un) {',
    '   *',
    '   *   deux();',
    '   * }',
    '   * ```',
    '   */',
  );
  expect(blocksOf('a.ts', source)).toEqual([
    { path: 'a.ts', line: 4, lines: ['if (un) {', '', '  deux();', '}'] },
  ]);
});

test('a template string of a source is no block', () => {
  expect(blocksOf('a.ts', text('const fence = `', '```ts', 'un', '```', '`;'))).toEqual([]);
});

test('an unknown marker and a block without an end are refused, with their line', () => {
  expect(() => blocksOf('guide.md', text('', '```ts non-execute', '```'))).toThrow(
    /guide\.md:2 : marque inconnue « non-execute »/,
  );
  expect(() => blocksOf('guide.md', text('', '', '```ts', 'un'))).toThrow(/guide\.md:3 : bloc sans fin/);
});

test('an @example without a ts block is found', () => {
  const source = text(
    '/**',
    ' * @example',
    ' * un();',
    ' * @example',
    ' * ```ts',
    ' * deux();',
    ' * ```',
    ' */',
    '/** @example trois() */',
  );
  expect(bareExamples(source)).toEqual([2, 9]);
  expect(bareExamples(' * jeanne@example.org')).toEqual([]);
});
