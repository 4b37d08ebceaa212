/** What is wrong with the input: everything is collected, so that one run shows all there is to repair. */
export class SpecError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 problème' : `${problems.length} problèmes`;
    super(
      `La spécification ne peut pas être traduite (${count}) :\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
    this.name = 'SpecError';
    this.problems = problems;
  }
}

export class Problems {
  readonly #found: string[] = [];

  /** `where`: the file, then the keys that lead to the culprit. */
  add(where: readonly (string | number)[], message: string): void {
    const line = `${where.join(' › ')} : ${message}`;
    // A shared component is met once an operation; it is reported once.
    if (!this.#found.includes(line)) this.#found.push(line);
  }

  throwIfAny(): void {
    if (this.#found.length > 0) throw new SpecError(this.#found);
  }
}
