/**
 * Rebuilds `data` from newer files, and prints what changed. By hand, from this package's folder:
 * `node tools/update.ts --mouvements v_mvtcommune_2027.csv --communes <communes.json> --latest <communes.json> --pays v_pays_territoire_2027.csv`,
 * each of them optional; with `--dry-run` nothing is written. `communes` are those of the last day that the movements tell of, `latest` those of today; both are
 * `data/communes.json` of `@etalab/decoupage-administratif`, of the two years in question.
 */
import { parseArgs } from 'node:util';
import { type Line, readCsv } from './csv.ts';
import { COLUMNS, communesOf, countriesOf, readSource, type Source, writeSource } from './sources.ts';

const READERS: Record<string, { source: Source; read: (file: string) => Line[] }> = {
  mouvements: { source: 'mouvements.csv', read: readCsv },
  communes: { source: 'communes.csv', read: communesOf },
  latest: { source: 'communes-latest.csv', read: communesOf },
  pays: { source: 'pays.csv', read: countriesOf },
};

const files = Object.fromEntries(Object.keys(READERS).map((name) => [name, { type: 'string' as const }]));
const { values } = parseArgs({ options: { ...files, 'dry-run': { type: 'boolean' } } });

const asText = (source: Source, line: Line): string =>
  COLUMNS[source].map((title) => line[title] ?? '').join(',');

function update(source: Source, lines: Line[]): void {
  const missing = COLUMNS[source].filter((title) => lines.some((line) => line[title] === undefined));
  if (lines.length === 0 || missing.length > 0) throw new Error(`${source} : colonnes absentes (${missing})`);
  const before = new Set(readSource(source).map((line) => asText(source, line)));
  const after = new Set(lines.map((line) => asText(source, line)));
  const added = [...after].filter((text) => !before.has(text));
  const removed = [...before].filter((text) => !after.has(text));
  console.log(`${source} : ${lines.length} lignes, ${added.length} nouvelles, ${removed.length} retirées`);
  for (const text of removed) console.log(`- ${text}`);
  for (const text of added) console.log(`+ ${text}`);
  if (!values['dry-run']) writeSource(source, lines);
}

const given = Object.entries(READERS).flatMap(([name, reader]) => {
  const file = (values as Record<string, string | boolean | undefined>)[name];
  return typeof file === 'string' ? [{ ...reader, file }] : [];
});
if (given.length === 0) console.log('Donnez un fichier : --mouvements, --communes, --latest ou --pays.');
for (const { source, read, file } of given) update(source, read(file));
