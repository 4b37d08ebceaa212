import { InvalidParameterError } from '../client/errors/local.ts';
import {
  cogCommuneFormat,
  cogPaysFormat,
  eoriFormat,
  type Format,
  immatriculationFormat,
  ineFormat,
  numeroTvaFormat,
  rnaFormat,
  sirenFormat,
  siretFormat,
} from './checks.ts';

declare const brand: unique symbol;
/** Texte dont la forme a été vérifiée ; accepté partout où du texte l'est. */
export type Checked<Name extends string> = string & { readonly [brand]: Name };

/** Un identifiant : le reconnaître, l'expliquer, le lire. */
export interface Identifier<Name extends string> {
  /** Vrai quand la valeur est exactement bien formée. */
  is(value: string): value is Checked<Name>;
  /** Ce qui ne va pas, en français et sans répéter la valeur ; `undefined` quand tout va bien. */
  explain(value: string): string | undefined;
  /**
   * Lit une saisie : les espaces (insécables ou invisibles aussi), points et tirets que l'on tape sont retirés. Le SIREN et le SIRET
   * se lisent avec ce que l'on copie autour : « SIRET : 130 025 265 00013 », « RCS Paris B 130 025 265 ».
   * @throws `InvalidParameterError` quand elle n'est pas valide.
   */
  parse(input: string): Checked<Name>;
}

function identifier<Name extends string>(
  name: Name,
  format: Format,
  clean = (input: string) =>
    input.normalize('NFKC').replace(/[\s.\u00AD\u200B-\u200D\u2010-\u2015\u2060-]/g, ''),
): Identifier<Name> {
  return {
    is: (value): value is Checked<Name> => format(value) === undefined,
    explain: (input) => format(clean(input.toUpperCase())),
    parse(input) {
      const value = clean(input.toUpperCase());
      const reason = format(value);
      if (reason) throw new InvalidParameterError([{ parameter: name, reason }]);
      return value as Checked<Name>;
    },
  };
}

/** Numéro SIREN vérifié : neuf chiffres. */
export type Siren = Checked<'siren'>;
/** Numéro SIRET vérifié : quatorze chiffres. */
export type Siret = Checked<'siret'>;

// What stands around a number says what it is; its key tells that nothing else was read.
const digits = (input: string): string => input.normalize('NFKC').replace(/\D/g, '');

/** SIREN d'une entreprise. */
export const siren = /* @__PURE__ */ identifier('siren', sirenFormat, digits);
/** SIRET d'un établissement. */
export const siret = /* @__PURE__ */ identifier('siret', siretFormat, digits);
/** Numéro RNA d'une association. */
export const rna = /* @__PURE__ */ identifier('rna', rnaFormat);
/** Numéro EORI d'un opérateur économique. */
export const eori = /* @__PURE__ */ identifier('eori', eoriFormat);
/** Numéro de TVA intracommunautaire. */
export const numeroTva = /* @__PURE__ */ identifier('numeroTva', numeroTvaFormat);
/** Identifiant national élève ou étudiant. */
export const ine = /* @__PURE__ */ identifier('ine', ineFormat);
/** Code COG d'une commune. */
export const cogCommune = /* @__PURE__ */ identifier('cogCommune', cogCommuneFormat);
/** Code COG d'un pays. */
export const cogPays = /* @__PURE__ */ identifier('cogPays', cogPaysFormat);

const plaqueText = (input: string): string => {
  const [, letters, number, end] = /^([A-Z]{2})[\s-]*(\d{3})[\s-]*([A-Z]{2})$/.exec(input.trim()) ?? [];
  return end ? `${letters}-${number}-${end}` : input.trim();
};
/** Plaque d'immatriculation : rendue sous la forme `AA-123-BB` quand elle l'a ; toute autre passe, comme chez le fournisseur. */
export const plaque = /* @__PURE__ */ identifier('plaque', immatriculationFormat, plaqueText);
