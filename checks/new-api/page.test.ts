import { expect, test } from 'vitest';
import { stepsOf } from './page.ts';

const page = (...lines: string[]) =>
  ['# Contributing', '', '## Add an API', '', ...lines, '', '## Rules', '', '```sh', 'rm', '```'].join('\n');

test('gives files and commands in their order, of that section alone', () => {
  const section = page(
    '`specs/a.yaml`:',
    '',
    '```yaml',
    'a: 1',
    '```',
    '',
    'Then:',
    '',
    '```sh',
    'ls',
    '```',
  );
  expect(stepsOf(section)).toEqual([
    { kind: 'file', path: 'specs/a.yaml', text: 'a: 1\n' },
    { kind: 'commands', text: 'ls\n' },
  ]);
});

test('gives a file whole that holds blocks of its own', () => {
  const section = page('`README.md`:', '', '````markdown', '```ts', 'un;', '```', '````');
  expect(stepsOf(section)).toEqual([{ kind: 'file', path: 'README.md', text: '```ts\nun;\n```\n' }]);
});

test('refuses a block whose file nobody knows, and a page without the section', () => {
  expect(() => stepsOf(page('A file:', '', '```yaml', 'a: 1', '```'))).toThrow(/ne dit pas son fichier/);
  expect(() => stepsOf('# Contributing')).toThrow(/n'a plus de section/);
});
