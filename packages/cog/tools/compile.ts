/** `data` → `src/generated`: texts, a line a fact, which the package cuts when it is first asked. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keyOf, wordsOf } from '../src/key.ts';
import { dataFile, readCsv } from './csv.ts';
import { History, type Period, unknownDate } from './history.ts';
import { neighboursAmong } from './neighbours.ts';
import { readSource } from './sources.ts';

/** Those whose people are this many come first in a search. */
const LARGE = 10_000;

const generated = fileURLToPath(new URL('../src/generated/', import.meta.url));

function write(name: string, constants: Record<string, string | number>): void {
  const lines = Object.entries(constants).map(
    ([key, value]) => `export const ${key} = ${JSON.stringify(value)};`,
  );
  writeFileSync(`${generated}${name}.ts`, `${lines.join('\n')}\n`);
}

const linesOf = (rows: readonly string[][]): string =>
  rows.map((cells) => cells.join(';').replace(/;+$/, '')).join('\n');

const cellsOf = ({ nom, code, from, to }: Period): string[] => [oneByte(nom), code, from, to];

/** Where each line of the text begins. */
function placesIn(rows: readonly string[][]): number[] {
  let next = 0;
  return rows.map((row) => {
    const place = next;
    next += linesOf([row]).length + 1;
    return place;
  });
}

function compileCommunes(): void {
  const movements = readSource('mouvements.csv');
  const unknown = unknownDate(movements);
  const overseas = new Map(
    readCsv(dataFile('outre-mer.csv')).map((line) => [
      line.departement ?? '',
      (line.depuis ?? '').replaceAll('-', ''),
    ]),
  );
  const history = new History(movements, readSource('communes.csv'), overseas);
  const latest = readSource('communes-latest.csv');
  history.addLatest(latest, unknown);
  const { moved, quiet } = sortedPeriods(history);
  const { after, before } = neighboursAmong(moved, history.links);
  // As many digits whatever the place: a line is as long before the places are known.
  const blank = ({ length }: readonly number[]) => Array(length).fill('000000').join(' ');
  const places = placesIn(moved.map((one) => [...cellsOf(one), blank(after(one)), blank(before(one))]));
  const placesOf = (lines: readonly number[]) =>
    lines.map((line) => String(places[line]).padStart(6, '0')).join(' ');
  const large = latest
    .filter(({ commune, population }) => !commune && Number(population) >= LARGE)
    .sort((a, b) => Number(b.population) - Number(a.population));
  write('communes', {
    MOVED: linesOf(moved.map((one) => [...cellsOf(one), placesOf(after(one)), placesOf(before(one))])),
    QUIET: linesOf(quiet.map(({ nom, code }) => [oneByte(nom), code])),
    LARGEST: large.map(({ code }) => code).join(' '),
    UNKNOWN_DATE: Number(unknown),
  });
}

/** By name, as names are compared; apart, those whose code never had another name, a beginning, an end, or links. */
function sortedPeriods(history: History): { moved: Period[]; quiet: Period[] } {
  const periods = history
    .all()
    .map((period) => ({ ...period, sort: `${keyOf(wordsOf(period.nom))} ${period.code} ${period.from}` }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1));
  const dated = periods.filter(({ from, to }) => from || to).map(({ code }) => code);
  const codes = new Set([...dated, ...history.links.flatMap(({ before, after }) => [before, after])]);
  return {
    moved: periods.filter(({ code }) => codes.has(code)),
    quiet: periods.filter(({ code }) => !codes.has(code)),
  };
}

/** `src/table.ts` says why. */
function oneByte(nom: string): string {
  const written = nom.replaceAll('œ', 'ø').replaceAll('Œ', 'Ø');
  if (/[^\0-\xff]/.test(written) || /ø/i.test(nom))
    throw new Error(`${nom} : une lettre que le texte ne peut avoir`);
  return written;
}

/** A city with arrondissements has none of their postal codes: they say more. */
function compilePostalCodes(): void {
  const latest = readSource('communes-latest.csv');
  const cities = new Set(latest.map(({ commune }) => commune));
  const codes = new Map<string, string[]>();
  for (const { code = '', codesPostaux = '' } of latest) {
    if (cities.has(code)) continue;
    for (const postal of codesPostaux.split(' ').filter(Boolean))
      codes.set(postal, [...(codes.get(postal) ?? []), code]);
  }
  const rows = [...codes].sort(([a], [b]) => (a < b ? -1 : 1));
  write('postal-codes', { POSTAL_CODES: linesOf(rows.map(([postal, list]) => [postal, ...list])) });
}

function compileCountries(): void {
  const others = readCsv(dataFile('pays-autres-noms.csv'));
  const rows = readSource('pays.csv').map(({ cog = '', libelle = '', iso = '' }) => [
    cog,
    libelle,
    iso,
    ...others.filter((other) => other.cog === cog).map(({ nom = '' }) => nom),
  ]);
  write('countries', { COUNTRIES: linesOf(rows) });
}

mkdirSync(generated, { recursive: true });
compileCommunes();
compilePostalCodes();
compileCountries();
