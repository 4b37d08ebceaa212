/** A sleep that anybody may end. */
export class Wake {
  #ring = (): void => {};
  #isRung = false;

  /** Ends the sleep, or the next one. */
  ring(): void {
    this.#isRung = true;
    this.#ring();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#isRung && ms > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    this.#isRung = false;
    this.#ring = () => {};
  }
}
