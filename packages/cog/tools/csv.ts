/** Files of comma-separated values, as Insee writes them: a line of titles, and quotes around what holds a comma. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Line = Record<string, string>;

/** A file of the package's `data`. */
export const dataFile = (name: string): string => fileURLToPath(new URL(`../data/${name}`, import.meta.url));

export function readCsv(file: string): Line[] {
  const [titles = [], ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean)
    .map(cellsOf);
  return lines.map((cells) => Object.fromEntries(titles.map((title, at) => [title, cells[at] ?? ''])));
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

export function csvOf(titles: readonly string[], lines: readonly Line[]): string {
  const quote = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const rows = lines.map((line) => titles.map((title) => quote(line[title] ?? '')).join(','));
  return `${[titles.join(','), ...rows].join('\n')}\n`;
}
