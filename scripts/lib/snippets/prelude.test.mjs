import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preludeOf } from './prelude.mjs';

const PARTICULIER = `const particulier = createParticulier({ recipient: '13002526500013' });`;

test('a client that the snippet names without making it is made', () => {
  assert.equal(
    preludeOf('await particulier.api.ping();'),
    `import { createParticulier } from '@apigouv/particulier'; ${PARTICULIER}`,
  );
});

test('a complete snippet gets nothing', () => {
  const complete = `import { createParticulier } from '@apigouv/particulier';
const particulier = createParticulier({ environment: sandbox.apis.particulier });`;
  assert.equal(preludeOf(complete), '');
});

test('an import that the snippet has already is not written twice', () => {
  const snippet = `import { createParticulier } from '@apigouv/particulier';\nawait particulier.api.ping();`;
  assert.equal(preludeOf(snippet), PARTICULIER);
});

test('what makes a client is imported too', () => {
  assert.equal(
    preludeOf(`const bacASable = createEntreprise({ environment: 'staging' });`),
    `import { createEntreprise } from '@apigouv/entreprise';`,
  );
});

test('neither a member, a key nor a string is a client; a shorthand is', () => {
  assert.equal(preludeOf(`import '@apigouv/entreprise'; sandbox.apis.entreprise; ({ entreprise: 1 });`), '');
  assert.match(preludeOf('f({ entreprise });'), /const entreprise = createEntreprise\(/);
});
