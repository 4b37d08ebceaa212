/** A text of names sorted by key, a line each, of which only those that are asked for are read. */
import { keyOf, wordsOf } from './key.ts';

/** A name that a code had, from a day until another; 0 and Infinity for always. */
export interface Period {
  nom: string;
  code: string;
  from: number;
  to: number;
  /** Places in the text of what came right after it. */
  after: readonly number[];
  /** Places in the text of what there was right before. */
  before: readonly number[];
}

/** The texts have letters of one byte alone, which are read faster: ø, which no name has, stands there for œ. */
const inFull = (name: string): string => name.replaceAll('ø', 'œ').replaceAll('Ø', 'Œ');

const numbersOf = (cell: string | undefined): number[] => (cell ? cell.split(' ').map(Number) : []);

export class Table {
  private readonly text: string;
  // By the place of the line in the text, which is never cut into lines: that would take longer than any question.
  private readonly periods = new Map<number, Period>();
  private readonly keys = new Map<number, string>();
  private byCode: Map<string, number[]> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  at(place: number): Period {
    const known = this.periods.get(place);
    if (known) return known;
    const [nom = '', code = '', from, to, after, before] = this.text
      .slice(place, this.endOf(place))
      .split(';');
    const dates = { from: Number(from ?? 0), to: to ? Number(to) : Infinity };
    const period = { nom: inFull(nom), code, ...dates, after: numbersOf(after), before: numbersOf(before) };
    this.periods.set(place, period);
    return period;
  }

  /** Those whose key this one is, or begins, if `isPrefix`. */
  named(key: string, isPrefix: boolean): Period[] {
    const found: Period[] = [];
    const fits = (place: number) =>
      isPrefix ? this.keyAt(place).startsWith(key) : this.keyAt(place) === key;
    for (
      let place = this.firstFrom(key);
      place < this.text.length && fits(place);
      place = this.endOf(place) + 1
    )
      found.push(this.at(place));
    return found;
  }

  of(code: string): Period[] {
    this.byCode ??= this.indexByCode();
    return (this.byCode.get(code) ?? []).map((place) => this.at(place));
  }

  private endOf(place: number): number {
    const end = this.text.indexOf('\n', place);
    return end < 0 ? this.text.length : end;
  }

  private keyAt(place: number): string {
    const known = this.keys.get(place);
    if (known !== undefined) return known;
    const key = keyOf(wordsOf(inFull(this.text.slice(place, this.text.indexOf(';', place)))));
    this.keys.set(place, key);
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
    for (let place = 0; place < this.text.length; place = this.endOf(place) + 1) {
      const start = this.text.indexOf(';', place) + 1;
      const code = this.text.slice(start, start + 5);
      const known = index.get(code);
      if (known) known.push(place);
      else index.set(code, [place]);
    }
    return index;
  }
}
