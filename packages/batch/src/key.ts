import { InvalidParameterError } from '@apigouv/core';

const LONGEST = 200;
/** Sex, year, month (some, beyond 12, stand for an unknown one), department (Corsica's have a letter), commune, order; then check digits. */
const NIR = /^([1-478]\d{2})(\d{2})(\d{2}|2[AB])(\d{6})(\d{2})?$/i;

/** Without check digits many a number has the shape: only what a month makes likely. */
function looksLikeNir(key: string): boolean {
  const [, head = '', month = '', department = '', rest = '', check] =
    NIR.exec(key.replace(/[\s.-]/g, '')) ?? [];
  if (!check) return Number(month) >= 1 && Number(month) <= 12;
  const number = BigInt(head + month + corsica(department) + rest);
  return 97n - (number % 97n) === BigInt(check);
}

/** The check digits of Corsica's are those of these departments. */
const corsica = (department: string): string =>
  ({ '2A': '19', '2B': '18' })[department.toUpperCase()] ?? department;

/** Nothing is kept under a key that tells who it is about. */
export function checkKey(key: unknown): asserts key is string {
  const reason =
    typeof key !== 'string' || key === ''
      ? 'un texte non vide est attendu'
      : key.length > LONGEST
        ? `${LONGEST} caractères au plus`
        : looksLikeNir(key)
          ? 'elle ressemble à un numéro de sécurité sociale ; donnez un identifiant qui ne dise rien de la personne'
          : undefined;
  if (reason) throw new InvalidParameterError([{ parameter: 'key', reason }]);
}
