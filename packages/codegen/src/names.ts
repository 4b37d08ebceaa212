const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

export const isIdentifier = (text: string): boolean => IDENTIFIER.test(text);

const words = (text: string): string[] => text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');

const upperFirst = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `dss.quotientFamilial.identite` → `DssQuotientFamilialIdentite`. */
export const pascalCase = (text: string): string => words(plain(text)).map(upperFirst).join('');

/** `delegation_id` → `delegationId`; `nomNaissance` stays. */
export function camelCase(text: string): string {
  const [first = '', ...rest] = words(plain(text));
  const head =
    first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return head + rest.map(upperFirst).join('');
}

/** Without accents. */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{Diacritic}/gu, '');

/** Names that may not be declared twice in the API's package. */
export class NameSpace {
  readonly #taken: Set<string>;

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The first free name among the candidates, then the last one with a number. */
  claim(...candidates: string[]): string {
    let name = candidates.find((candidate) => !this.#taken.has(candidate));
    for (let count = 2; name === undefined; count++) {
      const numbered = `${candidates.at(-1)}${count}`;
      if (!this.#taken.has(numbered)) name = numbered;
    }
    this.#taken.add(name);
    return name;
  }
}
