/** Contrôle d'une valeur : ce qui ne va pas, sans la répéter ; `undefined` quand tout va bien. */
export type Format = (value: string) => string | undefined;

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const KEY = 'clé de contrôle fausse : un chiffre est erroné';

/** SIREN : neuf chiffres, clé de Luhn. */
export const sirenFormat: Format = (value) =>
  !/^\d{9}$/.test(value) ? '9 chiffres attendus' : luhn(value) ? undefined : KEY;

/** SIRET : quatorze chiffres, clé de Luhn ; ceux de La Poste (356000000…) y échappent. */
export const siretFormat: Format = (value) =>
  !/^\d{14}$/.test(value)
    ? '14 chiffres attendus'
    : luhn(value) || /^356000000/.test(value)
      ? undefined
      : KEY;

const pattern =
  (expression: RegExp, expected: string): Format =>
  (value) =>
    expression.test(value) ? undefined : `${expected} attendu`;

/** Numéro RNA d'une association, forme actuelle (W…) ou ancienne. */
export const rnaFormat = /* @__PURE__ */ pattern(/^(W\d[A-Z0-9]\d{7}|0\d{3}00\d{4})$/, 'W suivi de 9 signes');

/** INE : onze signes, dans l'une de ses quatre formes. */
export const ineFormat = /* @__PURE__ */ pattern(
  /^(\d{9}[A-HJK]{2}|(\d{10}|\d{4}A\d{5})[A-HJ-NPR-Z]|[0-9A-Z]{10}\d)$/i,
  'INE de 11 lettres ou chiffres',
);

/** Numéro fiscal : treize chiffres ; le serveur admettait aussi des lettres. */
export const numeroFiscalFormat = /* @__PURE__ */ pattern(
  /^[0-9a-z]{13}$/i,
  'numéro fiscal de 13 chiffres sans espace',
);

/** Code COG d'une commune. */
export const cogCommuneFormat = /* @__PURE__ */ pattern(
  /^([013-9]\d|2[AB1-9])\d{3}$/,
  'code COG de commune à 5 signes (pas le code postal)',
);

/** Code COG d'un pays : cinq chiffres commençant par 99, ou 92352 (Algérie avant 1962). */
export const cogPaysFormat = /* @__PURE__ */ pattern(
  /^(99\d{3}|92352)$/,
  'code COG de pays à 5 chiffres commençant par 99',
);

/** Nom : lettres, avec ou sans accent, apostrophes, espaces, traits d'union. */
export const nomFormat = /* @__PURE__ */ pattern(
  /^[A-Za-zÀ-ÖØ-öø-ÿ' -]+$/,
  'nom sans chiffre ni signe autre qu’apostrophe, espace ou trait d’union',
);

/** Prénom : tout, sauf des virgules et des parenthèses. */
export const prenomFormat = /* @__PURE__ */ pattern(/^[^,()[\]{}]+$/, 'prénom sans virgule ni parenthèse');

/** Plaque d'immatriculation : la forme n'en est pas contrôlée. */
export const immatriculationFormat = /* @__PURE__ */ pattern(/\S/, 'numéro');

/** Numéro RNF d'une fondation : département, type, numéro, clé. */
export const rnfFormat = /* @__PURE__ */ pattern(
  /^\d{2,3}[AB]?-(FRUP|FDD|FE)-\d{5}-\d{2}$/i,
  'RNF de la forme 075-FRUP-00194-01',
);

/** Année, de 1900 à celle en cours, qui l'est déjà à Paris quand elle ne l'est pas ici. */
export const anneeFormat: Format = (value) =>
  /^(19|20)\d\d$/.test(value) && +value <= new Date(Date.now() + 864e5).getFullYear()
    ? undefined
    : 'année à quatre chiffres attendue, au plus celle en cours';

/** UUID. */
export const uuidFormat = /* @__PURE__ */ pattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'UUID');

/** Numéro EORI : FR et un SIRET valide, ou un autre pays et son identifiant, dont la forme est à lui. */
export const eoriFormat: Format = (value) => {
  if (!/^[A-Z]{2}/.test(value)) return 'code pays puis identifiant attendus';
  return value.startsWith('FR') ? siretFormat(value.slice(2)) : undefined;
};

// The letters of a key, less I and O.
const SIGNS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function isTvaKey(key: string, siren: number): boolean {
  if (/^\d\d$/.test(key)) return +key === (12 + 3 * (siren % 97)) % 97;
  const [first = 0, second = 0] = [...key].map((sign) => SIGNS.indexOf(sign));
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (siren + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

/** Numéro de TVA intracommunautaire français : FR, une clé de deux chiffres ou lettres, un SIREN ; ceux de Monaco (000…) n'en ont pas. */
export const numeroTvaFormat: Format = (value) => {
  const [, key = '', siren] = /^FR([0-9A-HJ-NP-Z]{2})(\d{9})$/.exec(value) ?? [];
  if (!siren) return 'FR, une clé de 2 signes et 9 chiffres attendus';
  const reason = siren.startsWith('000') ? undefined : sirenFormat(siren);
  return reason ?? (isTvaKey(key, +siren) ? undefined : KEY);
};

const oneOf =
  (expected: string, ...formats: Format[]): Format =>
  (value) =>
    formats.some((format) => !format(value)) ? undefined : `${expected} attendu`;

/** SIRET ou RNA. */
export const siretOuRnaFormat = /* @__PURE__ */ oneOf('SIRET ou RNA', siretFormat, rnaFormat);

/** SIREN ou RNA. */
export const sirenOuRnaFormat = /* @__PURE__ */ oneOf('SIREN ou RNA', sirenFormat, rnaFormat);

/** SIREN, SIRET ou RNA. */
export const sirenOuSiretOuRnaFormat = /* @__PURE__ */ oneOf(
  'SIREN, SIRET ou RNA',
  sirenFormat,
  siretFormat,
  rnaFormat,
);

/** SIRET ou numéro EORI. */
export const siretOuEoriFormat = /* @__PURE__ */ oneOf('SIRET ou EORI', siretFormat, eoriFormat);

/** SIREN, SIRET ou RNF. */
export const sirenOuSiretOuRnfFormat = /* @__PURE__ */ oneOf(
  'SIREN, SIRET ou RNF',
  sirenFormat,
  siretFormat,
  rnfFormat,
);
