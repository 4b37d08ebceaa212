/** Newer files, told of before they are taken. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { dataFile } from './csv.ts';
import { History } from './history.ts';

const folder = mkdtempSync(join(tmpdir(), 'cog-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tool = fileURLToPath(new URL('update.ts', import.meta.url));

function update(...args: string[]): string[] {
  const options = { encoding: 'utf8' as const, stdio: 'pipe' as const };
  return execFileSync(process.execPath, [tool, '--dry-run', ...args], options)
    .trim()
    .split('\n');
}

/** The file of data, changed and written elsewhere as Insee would. */
function changed(name: string, change: (text: string) => string): string {
  const file = join(folder, name);
  writeFileSync(file, `\uFEFF${change(readFileSync(dataFile(name), 'utf8')).replaceAll('\n', '\r\n')}`);
  return file;
}

it('prints what a newer file changes', () => {
  const pays = changed('pays.csv', (text) => text.replace('Swaziland', 'Eswatini'));
  expect(update('--pays', pays)).toEqual([
    'pays.csv : 332 lignes, 1 nouvelles, 1 retirées',
    '- 99391,Swaziland,SWZ SZ',
    '+ 99391,Eswatini,SWZ SZ',
  ]);
  const insee = join(folder, 'v_pays_territoire.csv');
  writeFileSync(
    insee,
    'COG,ACTUAL,LIBCOG,LIBENR,CODEISO2,CODEISO3\n99109,1,Allemagne,République fédérale,DE,DEU\n',
  );
  const [counted, ...lines] = update('--pays', insee);
  expect([counted, lines.length]).toEqual(['pays.csv : 1 lignes, 0 nouvelles, 326 retirées', 326]);
  const movement = '10,2025-01-01,COM,33527,Le Teich,COM,33527,Le Teich-sur-Eyre';
  const movements = changed('mouvements.csv', (text) => text + movement);
  expect(update('--mouvements', movements)).toEqual([
    'mouvements.csv : 13285 lignes, 1 nouvelles, 0 retirées',
    `+ ${movement}`,
  ]);
  expect(update('--mouvements', dataFile('mouvements.csv'))).toEqual([
    'mouvements.csv : 13284 lignes, 0 nouvelles, 0 retirées',
  ]);
});

it('refuses a file that has other columns', () => {
  expect(() => update('--pays', dataFile('mouvements.csv'))).toThrow(/colonnes absentes/);
});

it('refuses movements that do not end where the list of their last day is', () => {
  const renamed = {
    MOD: '10',
    DATE_EFF: '2000-01-01',
    TYPECOM_AV: 'COM',
    COM_AV: '01001',
    TYPECOM_AP: 'COM',
    COM_AP: '01001',
  };
  const movements = [{ ...renamed, LIBELLE_AV: 'Avant', LIBELLE_AP: 'Après' }];
  const listed = (nom: string) => new History(movements, [{ code: '01001', nom }], new Map());
  expect(listed('Après').all()).toHaveLength(2);
  expect(() => listed('Avant')).toThrow("n'est pas dans la liste");
});
