/** A text of names sorted by key, of which only the lines that are asked for are read: cutting it all would take longer than any question. */
import { keyOf, wordsOf } from './key.ts';

/** A name that a code had, from a day until another; 0 and Infinity for always. */
export interface Period {
  nom: string;
  code: string;
  from: number;
  to: number;
  /** Codes to which it gave all or part of its territory on its last day, beside its own. */
  after: readonly string[];
  /** Codes from which it had some on its first day, beside its own. */
  before: readonly string[];
}

/** The texts have letters of one byte alone, which are read twice as fast: ø, which no name has, stands there for œ. */
const inFull = (name: string): string => name.replaceAll('ø', 'œ').replaceAll('Ø', 'Œ');

const listOf = (codes: string | undefined): string[] => (codes ? codes.split(' ') : []);

export class Table {
  private readonly text: string;
  // By the place of the line in the text.
  private readonly periods = new Map<number, Period>();
  private readonly keys = new Map<number, string>();
  private byCode: Map<string, number[]> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Those whose key this one is, or begins, if `isPrefix`. */
  named(key: string, isPrefix: boolean): Period[] {
    const found: Period[] = [];
    const fits = (at: number) => (isPrefix ? this.keyAt(at).startsWith(key) : this.keyAt(at) === key);
    for (let at = this.firstFrom(key); at < this.text.length && fits(at); at = this.endOf(at) + 1)
      found.push(this.periodAt(at));
    return found;
  }

  of(code: string): Period[] {
    this.byCode ??= this.indexByCode();
    return (this.byCode.get(code) ?? []).map((at) => this.periodAt(at));
  }

  private endOf(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  private periodAt(at: number): Period {
    const known = this.periods.get(at);
    if (known) return known;
    const [nom = '', code = '', from, to, after, before] = this.text.slice(at, this.endOf(at)).split(';');
    const dates = { from: Number(from ?? 0), to: to ? Number(to) : Infinity };
    const period = { nom: inFull(nom), code, ...dates, after: listOf(after), before: listOf(before) };
    this.periods.set(at, period);
    return period;
  }

  private keyAt(at: number): string {
    const known = this.keys.get(at);
    if (known !== undefined) return known;
    const key = keyOf(wordsOf(inFull(this.text.slice(at, this.text.indexOf(';', at)))));
    this.keys.set(at, key);
    return key;
  }

  /** A binary search, from line to line. */
  private firstFrom(key: string): number {
    let low = 0;
    let high = this.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = middle === 0 ? 0 : this.text.lastIndexOf('\n', middle - 1) + 1;
      if (this.keyAt(start) < key) low = this.endOf(start) + 1;
      else high = start;
    }
    return low;
  }

  private indexByCode(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (let at = 0; at < this.text.length; at = this.endOf(at) + 1) {
      const start = this.text.indexOf(';', at) + 1;
      const code = this.text.slice(start, start + 5);
      const known = index.get(code);
      if (known) known.push(at);
      else index.set(code, [at]);
    }
    return index;
  }
}
