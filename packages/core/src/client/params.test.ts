/** What leaves for the server, beside what was given. */
import { describe, expect, it } from 'vitest';
import { nomFormat, prenomFormat } from '../identifiers/checks.ts';
import { capitalesClean, nomClean, prenomClean } from '../identifiers/clean.ts';
import type { Param } from './definition.ts';
import { encodeParams } from './params.ts';

const nom: Param = { key: 'nom', required: true, format: nomFormat, clean: nomClean };
const prenoms: Param = { key: 'prenoms', list: true, required: true, format: nomFormat, clean: nomClean };
const sexe: Param = { key: 'sexe', values: ['M', 'F'], clean: capitalesClean };

function sent(params: readonly Param[], values: Record<string, unknown>, path = '/essai') {
  return decodeURIComponent(encodeParams('essai', { path, params }, values, {}).target);
}

describe('a name', () => {
  it.each([
    ['LEFÈVRE'.normalize('NFD'), 'LEFÈVRE'],
    ['N’GUESSAN', "N'GUESSAN"],
    ['CŒUR', 'COEUR'],
    ['cœur', 'coeur'],
    ['AŸ', 'Aÿ'],
    ['LE\u00A0GOFF', 'LE GOFF'],
    ['RO\u200BUX\uFEFF ', 'ROUX'],
    ['JEAN\u2011PIERRE', 'JEAN-PIERRE'],
    ['roux', 'roux'],
  ])('%j is written the server’s way', (given, expected) => {
    expect(sent([nom], { nom: given })).toBe(`/essai?nom=${expected}`);
  });

  it.each(['R0UX', 'ROUX, MARTIN', 'ЖУКОВ'])('%s has no other writing: refused', (given) => {
    expect(() => sent([nom], { nom: given })).toThrow('nom sans chiffre');
  });
});

describe('first names', () => {
  it('are parted at their commas', () => {
    expect(sent([prenoms], { prenoms: ['Paolo, Luigi', 'Anna,'] })).toBe(
      '/essai?prenoms[]=Paolo&prenoms[]=Luigi&prenoms[]=Anna',
    );
  });

  it('keep what the server takes elsewhere', () => {
    const free: Param = { ...prenoms, format: prenomFormat, clean: prenomClean };
    expect(sent([free], { prenoms: ['Lœ’iz'] })).toBe('/essai?prenoms[]=Lœ’iz');
    expect(() => sent([free], { prenoms: ['Anna (Nina)'] })).toThrow('parenthèse');
  });

  it('may be none where the server asks for none', () => {
    expect(sent([{ ...prenoms, empty: true }], { prenoms: [] })).toBe('/essai');
    expect(() => sent([prenoms], { prenoms: [] })).toThrow('liste vide');
    expect(() => sent([prenoms], { prenoms: [''] })).toThrow('texte non vide');
    expect(() => sent([{ ...prenoms, empty: true }], {})).toThrow('manquant');
  });
});

it('sends nothing of an optional parameter that is empty', () => {
  const optional: Param[] = [{ key: 'a' }, { key: 'b', integer: true }, { key: 'c', list: true }, sexe];
  expect(sent(optional, { a: '', b: ' ', c: [], sexe: '' })).toBe('/essai');
  expect(() => sent([{ key: 'a', required: true }], { a: ' ' })).toThrow('texte non vide');
});

it('takes a code in lower case', () => {
  expect(sent([sexe], { sexe: 'f' })).toBe('/essai?sexe=F');
  expect(() => sent([sexe], { sexe: 'x' })).toThrow('M, F');
});

it('says of a number that a text is wanted', () => {
  expect(() => sent([{ key: 'siret' }], { siret: 13002526500013 })).toThrow(/texte attendu/);
});

describe('a path', () => {
  const one: Param = { key: 'id', in: 'path', required: true };
  const greedy: Param = { ...one, greedy: true };

  it.each(['.', '..'])('refuses %s, which leads elsewhere', (id) => {
    expect(() => sent([one], { id }, '/a/{id}/b')).toThrow('inutilisable');
    expect(() => sent([greedy], { id: `insee/${id}` }, '/a/{id}')).toThrow('inutilisable');
  });

  it('keeps the slashes of a greedy value, and no others', () => {
    const target = (param: Param, id: string) =>
      encodeParams('essai', { path: '/a/{id}', params: [param] }, { id }, {}).target;
    expect(target(greedy, 'insee/sirene é')).toBe('/a/insee/sirene%20%C3%A9');
    expect(target(one, 'insee/sirene')).toBe('/a/insee%2Fsirene');
    expect(target(one, "$&$'")).toBe("/a/%24%26%24'");
  });
});
