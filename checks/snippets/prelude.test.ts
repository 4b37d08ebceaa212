import { expect, test } from 'vitest';
import { preludeOf } from './prelude.ts';

const PARTICULIER = `const particulier = createParticulier({ recipient: '13002526500013' });`;

test('a client that the snippet names without making it is made', () => {
  expect(preludeOf('await particulier.api.ping();')).toBe(
    `import { createParticulier } from '@apigouv/particulier'; ${PARTICULIER}`,
  );
});

test('a complete snippet gets nothing', () => {
  const complete = `import { createParticulier } from '@apigouv/particulier';
const particulier = createParticulier({ environment: sandbox.apis.particulier });`;
  expect(preludeOf(complete)).toBe('');
});

test('an import that the snippet has already is not written twice', () => {
  const snippet = `import { createParticulier } from '@apigouv/particulier';\nawait particulier.api.ping();`;
  expect(preludeOf(snippet)).toBe(PARTICULIER);
});

test('what makes a client is imported too', () => {
  expect(preludeOf(`const bacASable = createEntreprise({ environment: 'staging' });`)).toBe(
    `import { createEntreprise } from '@apigouv/entreprise';`,
  );
});

test('neither a member, a key nor a string is a client; a shorthand is', () => {
  expect(preludeOf(`import '@apigouv/entreprise'; sandbox.apis.entreprise; ({ entreprise: 1 });`)).toBe('');
  expect(preludeOf('f({ entreprise });')).toMatch(/const entreprise = createEntreprise\(/);
});
