/** `data` → `src/generated`: texts, a line a fact, which the package cuts when it is first asked. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keyOf, wordsOf } from '../src/key.ts';
import { dataFile, readCsv } from './csv.ts';
import { History, unknownDate } from './history.ts';
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
  const sorted = history
    .all()
    .map((period) => ({ ...period, sort: `${keyOf(wordsOf(period.nom))} ${period.code} ${period.from}` }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1));
  const large = latest
    .filter(({ commune, population }) => !commune && Number(population) >= LARGE)
    .sort((a, b) => Number(b.population) - Number(a.population));
  write('communes', {
    PERIODS: linesOf(sorted.map(({ nom, code, from, to }) => [nom, code, from, to])),
    LINKS: linesOf(history.links.map(({ date, before, after }) => [date, before, after])),
    LARGEST: large.map(({ code }) => code).join(' '),
    UNKNOWN_DATE: Number(unknown),
  });
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
