/** The pieces generated code is written with: whatever a specification says, they give valid code that says the same. */
import { expect, test } from 'vitest';
import { camelCase, NameSpace, pascalCase } from './names.ts';
import { docComment, literal, quote, unionType } from './text.ts';

const read = (code: string): unknown => new Function(`return (${code});`)();

test.each(['ROUX', "l'état", 'dit « "oui" »', `l'"un"`, 'fin\\', '\\"', "\\'", 'a\nb\tc', '\u2028', '`', ''])(
  'the string %j is written so that it reads back',
  (text) => {
    expect(read(quote(text))).toBe(text);
  },
);

test('apostrophes, which French is full of, are not escaped', () => {
  expect(quote("l'état civil")).toBe(`"l'état civil"`);
  expect(quote('état civil')).toBe("'état civil'");
});

test('a JSON value reads back, on one line when it fits', () => {
  const value = {
    'a-b': [1, null, true],
    c: { d: "l'été", e: [] },
    f: {},
    long: ['x'.repeat(80), 'y'.repeat(80)],
  };
  expect(read(literal(value))).toEqual(value);
  expect(literal({ a: 1, 'b-c': ['d'] })).toBe("{ a: 1, 'b-c': ['d'] }");
  expect(literal({ a: 'x'.repeat(60), b: 'y'.repeat(60) }).split('\n')).toHaveLength(4);
});

test('a doc comment cannot be closed by its text', () => {
  expect(docComment('Un */ ici')).toBe('/** Un *\\/ ici */\n');
  expect(docComment('Deux\n\nlignes', '  ')).toBe('  /**\n   * Deux\n   *\n   * lignes\n   */\n');
  expect(docComment('  ')).toBe('');
});

test('a long union goes one member a line', () => {
  const scopes = Array.from({ length: 12 }, (_, index) => `scope_numero_${index}`);
  expect(unionType('Scope', scopes).split('\n')).toHaveLength(14);
  expect(unionType('Vide', [])).toBe('export type Vide = never;\n');
});

test('names come from what the API says', () => {
  expect(
    ['delegation_id', 'nomNaissance', 'siren_or_siret_or_rna', 'X-Trace', 'cog-commune', 'année'].map(
      camelCase,
    ),
  ).toEqual(['delegationId', 'nomNaissance', 'sirenOrSiretOrRna', 'xTrace', 'cogCommune', 'annee']);
  expect(pascalCase('v4.cnous.etudiantBoursier.ine')).toBe('V4CnousEtudiantBoursierIne');
});

test('a name is given once', () => {
  const names = new NameSpace(['Dss']);
  expect(names.claim('Dss', 'DssOperations')).toBe('DssOperations');
  expect(names.claim('Dss', 'DssOperations')).toBe('DssOperations2');
  expect(names.claim('Autre')).toBe('Autre');
});
