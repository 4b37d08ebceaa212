import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gap } from './printed.mjs';

const CODE = `console.log(a); // 650 2\nconsole.log(server.url); // http://127.0.0.1:…`;

test('what is printed must be what is said, the « … » aside', () => {
  assert.equal(gap(CODE, '650 2\nhttp://127.0.0.1:40123\n'), undefined);
  assert.equal(
    gap(CODE, '650 3\nhttp://127.0.0.1:40123\n'),
    'affiche « 650 3\nhttp://127.0.0.1:40123 » au lieu de « 650 2\nhttp://127.0.0.1:… »',
  );
  assert.match(gap(CODE, '650 2\n'), /^affiche/);
});

test('a console.log that says nothing of itself is refused, as is one that never prints', () => {
  assert.match(gap('console.log(a);', '650\n'), /^affiche « 650 »/);
  assert.match(gap('if (no) console.log(a); // 650', ''), /^affiche « {2}»/);
});

test('points and brackets are themselves', () => {
  assert.match(gap('console.log(a); // 2.4', '254'), /^affiche/);
  assert.equal(gap(`console.log(a); // [ 'a?' ]`, `[ 'a?' ]`), undefined);
});
