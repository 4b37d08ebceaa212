import { expect, test } from 'vitest';
import { importsIn, programOf } from './readme.ts';

test('every name is found, as a value or as a type', () => {
  const imports = importsIn(`import { a, type B, c as d } from 'un';\nimport type { E } from 'deux';\nf();`);
  expect(imports).toEqual([
    { name: 'a', from: 'un', isType: false },
    { name: 'B', from: 'un', isType: true },
    { name: 'c', from: 'un', isType: false },
    { name: 'E', from: 'deux', isType: true },
  ]);
  expect(programOf(imports.slice(0, 2))).toBe(
    "export { a as n0 } from 'un';\nexport { type B as n1 } from 'un';",
  );
});

test('an import of another form is refused, not forgotten', () => {
  expect(() => importsIn(`import * as tout from 'un';`)).toThrow('un : une liste de noms est attendue');
  expect(() => importsIn(`import 'un';`)).toThrow('un : une liste de noms est attendue');
});
