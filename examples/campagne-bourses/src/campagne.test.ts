import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createParticulier } from '@apigouv/particulier';
import { mockParticulier, type Scenario, scenarios } from '@apigouv/particulier/mocks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { avancement, compteRendu, ouvrirCampagne } from './campagne.ts';
import { Familles } from './familles.ts';
import { semer } from './semis.ts';

const JEANNE = 'B-000001';
const SANS_DOSSIER = 'B-000013';
const NON_RECONNUE = 'B-000014';

let folder: string;
let familles: Familles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'campagne-'));
  familles = new Familles(join(folder, 'familles.db'));
});
afterEach(() => {
  familles.fermer();
  rmSync(folder, { recursive: true });
});

function ouvrir(...active: Scenario[]) {
  const mock = mockParticulier({ quotas: false, scenarios: active });
  const particulier = createParticulier({
    ...{ token: 'jeton', recipient: '13002526500013', fetch: mock.asFetch },
    ...{ quota: false, retries: false },
  });
  const fichier = join(folder, 'campagne.db');
  return { mock, batch: ouvrirCampagne(familles, particulier, fichier, { attempts: 2, retryDelay: 10 }) };
}

it('décide des dossiers, et dit ce que deviennent les autres', async () => {
  familles.ajouter(semer(20));
  const batch = await ouvrir().batch;
  await batch.add(familles.dossiers());
  const report = await batch.run();
  expect(report).toMatchObject({ outcome: 'done', total: 20, abandoned: 2, left: 0 });
  expect(report.codes).toMatchObject({ '35003': expect.any(Number), '35560': 1, '35000': 1, '35002': 1 });
  expect(familles.decisions()).toHaveLength(report.done);
  expect(familles.decisions()[0]).toEqual({ dossier: JEANNE, quotient: 650, echelon: 2 });

  const lignes = await compteRendu(batch, report);
  expect(lignes[1]).toBe(`${report.done} décidés, ${report.refused} refusés, 2 abandonnés, 0 à demander`);
  expect(lignes.find((ligne) => ligne.includes('35560'))).toContain(
    `${NON_RECONNUE} ; état civil non reconnu`,
  );
  expect(avancement(report)).toContain('20/20');
  await batch.close();
});

it('un quotient que la caisse n’a pas calculé n’est pas un quotient nul', async () => {
  familles.decider('a', null);
  familles.decider('b', 0);
  expect(familles.decisions()).toEqual([
    { dossier: 'a', quotient: null, echelon: null },
    { dossier: 'b', quotient: 0, echelon: 3 },
  ]);
});

it('enregistrer deux fois la même réponse ne fait qu’une décision', () => {
  familles.decider(JEANNE, 650);
  familles.decider(JEANNE, 650);
  expect(familles.decisions()).toEqual([{ dossier: JEANNE, quotient: 650, echelon: 2 }]);
});

it('un état civil corrigé se redemande, seul', async () => {
  familles.ajouter(semer(14));
  const { batch: ouverture, mock } = ouvrir();
  const batch = await ouverture;
  await batch.add(familles.dossiers());
  await batch.run();
  const avant = mock.calls.length;
  familles.corriger(NON_RECONNUE, familles.identite(JEANNE));
  expect(await batch.putBack([NON_RECONNUE])).toBe(1);
  expect(await batch.run()).toMatchObject({ outcome: 'done', refused: 1 });
  expect(mock.calls.length - avant).toBe(1);
  expect(familles.decisions()).toContainEqual({ dossier: NON_RECONNUE, quotient: 650, echelon: 2 });
  await batch.close();
});

it('un jeton refusé met la campagne en pause, et rien n’est perdu', async () => {
  familles.ajouter(semer(5));
  const enPause = await ouvrir(scenarios.expiredToken()).batch;
  await enPause.add(familles.dossiers());
  const report = await enPause.run();
  expect(report).toMatchObject({ outcome: 'paused', done: 0, left: 5 });
  expect((await compteRendu(enPause, report))[0]).toContain('en pause : Le jeton est refusé');
  await enPause.close();

  const reprise = await ouvrir().batch;
  expect(await reprise.add(familles.dossiers())).toEqual({ added: 0, known: 5 });
  expect(await reprise.run()).toMatchObject({ outcome: 'done', done: 5 });
  await reprise.close();
});

it('le fichier de la campagne ne dit rien des familles', async () => {
  familles.ajouter(semer(20));
  const batch = await ouvrir().batch;
  await batch.add(familles.dossiers());
  await batch.run();
  const octets = readdirSync(folder)
    .filter((nom) => nom.startsWith('campagne.db'))
    .map((nom) => readFileSync(join(folder, nom), 'latin1'))
    .join();
  expect(octets).toContain(SANS_DOSSIER);
  expect(octets).not.toMatch(/ROUX|JEANNE|STEPHANIE|LEFEBVRE|FAMILLE[A-J]/);
  await batch.close();
});

it('un Node sans SQLite dit lequel il faut', () => {
  const sans = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
  expect(() => new Familles(join(folder, 'autres.db'))).toThrow('Node 22.13 ou plus est nécessaire');
  sans.mockRestore();
});
