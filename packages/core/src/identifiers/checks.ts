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

/** INE : onze lettres ou chiffres. */
export const ineFormat = /* @__PURE__ */ pattern(/^[0-9a-zA-Z]{11}$/, 'INE de 11 lettres ou chiffres');

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

/** Plaque d'immatriculation : AA-123-BB, ou l'ancienne forme 123 ABC 75. */
export const immatriculationFormat = /* @__PURE__ */ pattern(
  /^([A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}|\d{1,4}[- ]?[A-Z]{1,3}[- ]?(\d{2}|2[AB]|97\d))$/i,
  'numéro de la forme AA-123-BB ou 123 ABC 75',
);

/** Numéro RNF d'une fondation : département, type, numéro, clé. */
export const rnfFormat = /* @__PURE__ */ pattern(
  /^[0-9A-Z]{2,3}-[A-Z]{2,4}-\d{5}-\d{2}$/,
  'RNF de la forme 075-FRUP-00194-01',
);

/** Année, de 1900 à celle en cours. */
export const anneeFormat: Format = (value) =>
  /^(19|20)\d\d$/.test(value) && +value <= new Date().getFullYear()
    ? undefined
    : 'année à quatre chiffres attendue, au plus celle en cours';

/** UUID. */
export const uuidFormat = /* @__PURE__ */ pattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'UUID');

/** Numéro EORI : FR et un SIRET valide, ou un autre pays de l'Union et son identifiant. */
export const eoriFormat: Format = (value) => {
  if (!/^[A-Z]{2}[0-9A-Z]{1,15}$/.test(value)) return 'code pays puis identifiant attendus';
  return value.startsWith('FR') ? siretFormat(value.slice(2)) : undefined;
};

/** Numéro de TVA intracommunautaire français : FR, une clé, un SIREN. */
export const numeroTvaFormat: Format = (value) => {
  const [, key, siren] = /^FR(\d{2})(\d{9})$/.exec(value) ?? [];
  if (!siren) return 'FR suivi de 11 chiffres attendu';
  return sirenFormat(siren) ?? (Number(key) === (12 + 3 * (Number(siren) % 97)) % 97 ? undefined : KEY);
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
