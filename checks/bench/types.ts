/** What checking the types of one call costs, beside an empty file. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { at } from '../lib/root.ts';
import { add, median } from './figures.ts';

const ONE_CALL = `import { createParticulier } from '@apigouv/particulier';
const client = createParticulier({ recipient: '13002526500013', scopes: ['cnaf_quotient_familial'] });
export const valeur = client.dss.quotientFamilial
  .identite({ nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', codeCogInseePaysNaissance: '99100' })
  .then(({ data }) => data.quotient_familial.valeur);
`;

const ONE_CALL_ENTREPRISE = `import { createEntreprise } from '@apigouv/entreprise';
const client = createEntreprise({ recipient: '13002526500013', context: 'Marché public', object: 'Marché 2026-127' });
export const type = client.insee.uniteLegale({ siren: '552049447' }).then(({ data }) => data.type);
`;

interface Diagnostics {
  ms: number;
  instantiations: number;
}

export function measureTypes(): void {
  typeCheck('', ONE_CALL);
  typeCheck(' à API Entreprise', ONE_CALL_ENTREPRISE);
}

function typeCheck(what: string, program: string): void {
  const folder = mkdtempSync(at('checks/.essai-'));
  try {
    const empty = fileOf(folder, 'vide', 'export {};\n');
    const one = fileOf(folder, 'appel', program);
    for (const file of [empty, one]) diagnostics(file);
    const rounds = Array.from({ length: 7 }, () => ({ empty: diagnostics(empty), one: diagnostics(one) }));
    compare(what, rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(what: string, rounds: { empty: Diagnostics; one: Diagnostics }[]): void {
  const empty = median(rounds.map((round) => round.empty.ms));
  const one = median(rounds.map((round) => round.one.ms));
  add({
    what: `vérifier les types d’un appel${what} (ms)`,
    ours: one.toFixed(0),
    baseline: `fichier vide ${empty.toFixed(0)}, soit × ${(one / empty).toFixed(2)}`,
    goal: { text: '≤ × 1,15', value: one / empty, limit: 1.15 },
  });
  const value = median(rounds.map((round) => round.one.instantiations));
  add({
    what: `instanciations de types${what}`,
    ours: value,
    baseline: `fichier vide ${median(rounds.map((round) => round.empty.instantiations))}`,
    goal: { text: '≤ 1500', value, limit: 1500 },
  });
}

function fileOf(folder: string, name: string, source: string): string {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, source);
  return file;
}

/** One run of the compiler on one file, by its own clock: Node's start is no part of it. */
function diagnostics(file: string): Diagnostics {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--types', 'node'];
  // Wherever the command is given from.
  const types = ['--typeRoots', at('checks/node_modules/@types')];
  const args = [tsc, ...options, ...types, '--module', 'nodenext', '--extendedDiagnostics', file];
  const out = execFileSync(process.execPath, args, { encoding: 'utf8' });
  const figure = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(out)?.[1]);
  return { ms: figure('Total time') * 1000, instantiations: figure('Instantiations') };
}
