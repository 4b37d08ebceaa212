/** The names of the communes, sorted by key, read as they are asked for. */
import { LINKS, PERIODS } from './generated/communes.ts';
import { keyOf, wordsOf } from './key.ts';

/** A name that a code had, from a day until another; 0 and Infinity for always. */
export interface Period {
  nom: string;
  code: string;
  from: number;
  to: number;
}

interface Links {
  after: Map<string, string[]>;
  before: Map<string, string[]>;
}

let lines: string[] | undefined;
const periods: Period[] = [];
const keys: string[] = [];
let byCode: Map<string, number[]> | undefined;
let links: Links | undefined;

function all(): string[] {
  lines ??= PERIODS.split('\n');
  return lines;
}

function periodAt(at: number): Period {
  const known = periods[at];
  if (known) return known;
  const [nom = '', code = '', from, to] = (all()[at] ?? '').split(';');
  const period = { nom, code, from: Number(from ?? 0), to: to ? Number(to) : Infinity };
  periods[at] = period;
  return period;
}

function keyAt(at: number): string {
  const line = all()[at] ?? '';
  const key = keys[at] ?? keyOf(wordsOf(line.slice(0, line.indexOf(';'))));
  keys[at] = key;
  return key;
}

function firstFrom(key: string): number {
  let low = 0;
  let high = all().length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyAt(middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those whose key this one is, or begins, if `isPrefix`. */
export function periodsNamed(key: string, isPrefix = false): Period[] {
  const found: Period[] = [];
  const fits = (at: number) => (isPrefix ? keyAt(at).startsWith(key) : keyAt(at) === key);
  if (key) for (let at = firstFrom(key); at < all().length && fits(at); at++) found.push(periodAt(at));
  return found;
}

/** In the order of time. */
export function periodsOf(code: string): Period[] {
  byCode ??= indexByCode();
  return (byCode.get(code) ?? []).map(periodAt).sort((a, b) => a.from - b.from);
}

function indexByCode(): Map<string, number[]> {
  const index = new Map<string, number[]>();
  all().forEach((line, at) => {
    const start = line.indexOf(';') + 1;
    const code = line.slice(start, start + 5);
    const known = index.get(code);
    if (known) known.push(at);
    else index.set(code, [at]);
  });
  return index;
}

/** Codes to which that one gave all or part of its territory on that day, or from which it had it. */
export function linked(way: keyof Links, day: number, code: string): string[] {
  links ??= readLinks();
  return links[way].get(`${day}${code}`) ?? [];
}

function readLinks(): Links {
  const read: Links = { after: new Map(), before: new Map() };
  const add = (map: Map<string, string[]>, key: string, code: string) =>
    map.set(key, [...(map.get(key) ?? []), code]);
  for (const line of LINKS.split('\n')) {
    const [day = '', before = '', after = ''] = line.split(';');
    add(read.after, day + before, after);
    add(read.before, day + after, before);
  }
  return read;
}
