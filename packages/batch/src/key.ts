import { InvalidParameterError } from '@apigouv/core';

const LONGEST = 200;
/** Sex, year, month (some are beyond 12), department (Corsica's have a letter), commune, order, and perhaps the check digits. */
const NIR = /^[1-478]\d{2}(0[1-9]|[1-9]\d)(\d{2}|2[AB])\d{6}(\d{2})?$/i;

/** Nothing is kept under a key that tells who it is about. */
export function checkKey(key: unknown): asserts key is string {
  const reason =
    typeof key !== 'string' || key === ''
      ? 'un texte non vide est attendu'
      : key.length > LONGEST
        ? `${LONGEST} caractères au plus`
        : NIR.test(key.replace(/[\s.-]/g, ''))
          ? 'elle ressemble à un numéro de sécurité sociale ; donnez un identifiant qui ne dise rien de la personne'
          : undefined;
  if (reason) throw new InvalidParameterError([{ parameter: 'key', reason }]);
}
