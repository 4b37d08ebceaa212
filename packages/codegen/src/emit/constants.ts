import { camelCase, pascalCase } from '../names.ts';

const WORTH_SHARING = 40;

/** A value as it is written: in full, or by the name of the constant that holds it. */
export interface Shared {
  text: string;
  isName: boolean;
}

/** Values that repeat become constants, so that the generated file stays readable. */
export class SharedConstants {
  readonly #owners = new Map<string, string[]>();
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #nameOf: (owners: readonly string[]) => string;
  readonly #declarations: string[] = [];

  /** Each value with who uses it; `nameOf`: the name that suits its users. */
  constructor(
    uses: Iterable<readonly [value: string, owner: string]>,
    nameOf: (owners: readonly string[]) => string,
  ) {
    for (const [value, owner] of uses) this.#owners.set(value, [...(this.#owners.get(value) ?? []), owner]);
    this.#nameOf = nameOf;
  }

  /** `written`: the value as its declaration has it, when another constant holds a part. */
  use(value: string, written = value): Shared {
    const owners = this.#owners.get(value) ?? [];
    if (value.length < WORTH_SHARING || owners.length < 2) return { text: written, isName: false };
    const known = this.#names.get(value);
    if (known) return { text: known, isName: true };
    const wanted = this.#nameOf(owners);
    let free = wanted;
    for (let count = 2; this.#taken.has(free); count++) free = `${wanted}${count}`;
    this.#taken.add(free);
    this.#names.set(value, free);
    this.#declarations.push(`const ${free} = ${written};\n`);
    return { text: free, isName: true };
  }

  /** To be read once every value has been used. */
  get declarations(): string {
    return this.#declarations.length === 0 ? '' : `${this.#declarations.join('')}\n`;
  }
}

/** What operations that share something have in common: `dss.identite` for `dss.x.identite` and `dss.y.identite`. */
export function stemOf(ids: readonly string[]): string {
  const paths = ids.map((id) => id.split('.').filter((part) => !/^v\d+$/.test(part)));
  const [first = []] = paths;
  const last = first.at(-1) ?? '';
  let common = 0;
  while (common < first.length - 1 && paths.every((path) => path[common] === first[common])) common++;
  const head = first.slice(0, common);
  return (paths.every((path) => path.at(-1) === last) ? [...head, last] : head).join('.') || 'shared';
}

/** `dssIdentiteParams`, `sharedCodes`. */
export const sharedName =
  (what: string) =>
  (ids: readonly string[]): string =>
    camelCase(stemOf(ids)) + pascalCase(what);
