import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bareExamples, blocksOf } from './blocks.mjs';

const text = (...lines) => lines.join('\n');

test('a document gives its ts blocks, with the line of their first code', () => {
  const guide = text('# Guide', '```sh', 'npm test', '```', '```ts', 'const un = 1;', '```');
  assert.deepEqual(blocksOf('guide.md', guide), [{ path: 'guide.md', line: 6, lines: ['const un = 1;'] }]);
});

test('a « suite » block has the last block that is not one as its base', () => {
  const guide = text('```ts', 'un', '```', '```ts suite', 'deux', '```', '```ts suite', 'trois', '```');
  const [first, ...others] = blocksOf('guide.md', guide);
  for (const other of others) assert.equal(other.base, first);
  assert.throws(
    () => blocksOf('guide.md', text('```ts suite', '```')),
    /guide\.md:1 : « suite » sans bloc avant lui/,
  );
});

test('a block indented in a list is one too', () => {
  assert.equal(blocksOf('guide.md', text('- item', '  ```ts', '  un;', '  ```')).length, 1);
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
  assert.deepEqual(blocksOf('a.ts', source), [
    { path: 'a.ts', line: 4, lines: ['if (un) {', '', '  deux();', '}'] },
  ]);
});

test('a template string of a source is no block', () => {
  assert.deepEqual(blocksOf('a.ts', text('const fence = `', '```ts', 'un', '```', '`;')), []);
});

test('an unknown marker and a block without an end are refused, with their line', () => {
  assert.throws(
    () => blocksOf('guide.md', text('', '```ts non-execute', '```')),
    /guide\.md:2 : marque inconnue « non-execute »/,
  );
  assert.throws(() => blocksOf('guide.md', text('', '', '```ts', 'un')), /guide\.md:3 : bloc sans fin/);
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
  assert.deepEqual(bareExamples(source), [2, 9]);
  assert.deepEqual(bareExamples(' * jeanne@example.org'), []);
});
