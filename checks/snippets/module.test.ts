import { expect, test } from 'vitest';
import { fileName, locate, moduleOf } from './module.ts';

test('code keeps the lines of its document', () => {
  const lines = moduleOf({ path: 'guide.md', line: 4, lines: ['const un = 1;', 'f(un);'] }).split('\n');
  expect(lines.slice(0, 5)).toEqual(['', '', '', 'const un = 1;', 'f(un);']);
});

test('an example of a doc comment is given its client; a guide, pasted whole, makes its own', () => {
  const example = { line: 4, lines: ['await particulier.api.ping();'] };
  expect(moduleOf({ ...example, path: 'a.ts' })).toMatch(/^import \{ createParticulier \}/);
  expect(moduleOf({ ...example, path: 'guide.md' })).toMatch(/^\n/);
});

test('a block that goes on has a scope of its own, under its imports', () => {
  const base = { path: 'guide.md', line: 2, lines: ['const un = 1;'] };
  const block = {
    path: 'guide.md',
    line: 5,
    lines: [`import { f } from 'f';`, '', 'const un = 2;', 'f(un);'],
    base,
  };
  expect(moduleOf(block).split('\n').slice(0, 9)).toEqual([
    '',
    'const un = 1;',
    '',
    '',
    `import { f } from 'f';`,
    '',
    '{ const un = 2;',
    'f(un);',
    '}',
  ]);
});

test('messages of tsc and of Node point into the document', () => {
  const name = fileName({ path: 'packages/core/README.md', line: 26 });
  expect(locate(`${name}(30,5): error TS2304`)).toBe('packages/core/README.md:30: error TS2304');
  expect(
    locate(
      `at <anonymous> (/tmp/x/checks/.snippets/${name}:30:5)\nat g (file:///tmp/core/dist/index.js:1:2)`,
    ),
  ).toBe('at <anonymous> (packages/core/README.md:30)\nat g (file:///tmp/core/dist/index.js:1:2)');
});
