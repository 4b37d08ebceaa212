import { expect, test } from 'vitest';
import { gap } from './printed.ts';

const CODE = `console.log(a); // 650 2\nconsole.log(server.url); // http://127.0.0.1:…`;

test('what is printed must be what is said, the « … » aside', () => {
  expect(gap(CODE, '650 2\nhttp://127.0.0.1:40123\n')).toBeUndefined();
  expect(gap(CODE, '650 3\nhttp://127.0.0.1:40123\n')).toBe(
    'affiche « 650 3\nhttp://127.0.0.1:40123 » au lieu de « 650 2\nhttp://127.0.0.1:… »',
  );
  expect(gap(CODE, '650 2\n')).toMatch(/^affiche/);
});

test('a console.log that says nothing of itself is refused, as is one that never prints', () => {
  expect(gap('console.log(a);', '650\n')).toMatch(/^affiche « 650 »/);
  expect(gap('if (no) console.log(a); // 650', '')).toMatch(/^affiche « {2}»/);
});

test('points and brackets are themselves', () => {
  expect(gap('console.log(a); // 2.4', '254')).toMatch(/^affiche/);
  expect(gap(`console.log(a); // [ 'a?' ]`, `[ 'a?' ]`)).toBeUndefined();
});
