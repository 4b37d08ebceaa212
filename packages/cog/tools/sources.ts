/** What `data` holds, and how it is made from the files that Insee and Etalab publish. */
import { readFileSync, writeFileSync } from 'node:fs';
import { csvOf, dataFile, type Line, readCsv } from './csv.ts';

/** Columns kept of each file; the State's own names. */
export const COLUMNS = {
  // What became of each commune since 1943.
  'mouvements.csv': 'MOD DATE_EFF TYPECOM_AV COM_AV LIBELLE_AV TYPECOM_AP COM_AP LIBELLE_AP'.split(' '),
  // Those of the last day that the movements tell of.
  'communes.csv': ['code', 'nom'],
  // Those of today: the dates of what changed in between are unknown.
  'communes-latest.csv': ['code', 'nom', 'commune', 'anciensCodes', 'codesPostaux', 'population'],
  'pays.csv': ['cog', 'libelle', 'iso'],
};
export type Source = keyof typeof COLUMNS;

export const readSource = (name: Source): Line[] => readCsv(dataFile(name));

export const writeSource = (name: Source, lines: readonly Line[]): void =>
  writeFileSync(dataFile(name), csvOf(COLUMNS[name], lines));

/** `data/communes.json` of `@etalab/decoupage-administratif`: communes and municipal arrondissements alone. */
export function communesOf(file: string): Line[] {
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | number | string[]>[];
  return all
    .filter(({ type }) => type === 'commune-actuelle' || type === 'arrondissement-municipal')
    .map((one) =>
      Object.fromEntries(
        COLUMNS['communes-latest.csv'].map((key) => {
          const value = one[key] ?? '';
          return [key, Array.isArray(value) ? value.join(' ') : String(value)];
        }),
      ),
    )
    .sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}

/** Insee's `v_pays_territoire`, or a file that already has our columns. */
export const countriesOf = (file: string): Line[] =>
  readCsv(file).map((line) =>
    line.COG === undefined
      ? line
      : {
          cog: line.COG,
          libelle: line.LIBCOG ?? '',
          iso: [line.CODEISO3, line.CODEISO2].filter(Boolean).join(' '),
        },
  );
