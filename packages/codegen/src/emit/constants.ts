const WORTH_SHARING = 40;

/** Values that repeat become constants, so that the generated file stays readable. */
export class SharedConstants {
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #declarations: string[] = [];

  constructor(values: Iterable<string>) {
    for (const value of values) this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  /** The value itself, or the name of the constant that holds it. */
  use(value: string, name: string): string {
    if (value.length < WORTH_SHARING || (this.#counts.get(value) ?? 0) < 2) return value;
    const known = this.#names.get(value);
    if (known) return known;
    let free = name;
    for (let count = 2; this.#taken.has(free); count++) free = `${name}${count}`;
    this.#taken.add(free);
    this.#names.set(value, free);
    this.#declarations.push(`const ${free} = ${value};\n`);
    return free;
  }

  /** To be read once every value has been used. */
  get declarations(): string {
    return this.#declarations.length === 0 ? '' : `${this.#declarations.join('')}\n`;
  }
}
