import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEntreprise } from '@apigouv/entreprise';
import { mockEntreprise, scenarios } from '@apigouv/entreprise/mocks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { reunir, tableau } from './candidature.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marche-'));
});
afterEach(() => rm(folder, { recursive: true }));

const client = (...active: Parameters<ReturnType<typeof mockEntreprise>['use']>) =>
  createEntreprise({
    token: 'jeton',
    recipient: '21920023500014',
    context: 'Marché public',
    object: 'Marché 2026-127',
    fetch: mockEntreprise({ scenarios: active }).asFetch,
  });

it("réunit les pièces d'un candidat et enregistre ses documents", async () => {
  const { nom, aNePasPublier, pieces, documents } = await reunir(client(), '00000010900017', folder);
  expect({ nom, aNePasPublier }).toEqual({ nom: 'BATIMENT DES TILLEULS', aNePasPublier: false });
  expect(documents.sort()).toEqual([
    'attestationCibtp.pdf',
    'attestationFiscale.pdf',
    'attestationVigilance.pdf',
    'extraitRne.pdf',
  ]);
  const saved = await readFile(join(folder, '00000010900017', 'attestationVigilance.pdf'), 'latin1');
  expect(saved).toMatch(/^%PDF/);
  expect(pieces.get('association')).toBe('sans objet');
});

it("un entrepreneur qui s'oppose à la diffusion a ses pièces, et n'est pas à publier", async () => {
  const candidature = await reunir(client(), '35004292500031', folder);
  expect(candidature).toMatchObject({ nom: 'Entreprise individuelle', aNePasPublier: true });
  expect(candidature.pieces.get('attestationFiscale')).toBe('PDF enregistré');
});

it("l'Urssaf en maintenance n'empêche pas le reste, et le tableau le dit", async () => {
  const maintenance = scenarios.maintenance({ operation: 'urssaf.*', retryIn: 172_800 });
  const candidature = await reunir(client(maintenance), '00000010900017', folder);
  const { attestationVigilance, extraitRcs } = tableau([candidature]);
  expect(extraitRcs?.['BATIMENT DES TILLEULS']).toBe('obtenue');
  expect(attestationVigilance?.['BATIMENT DES TILLEULS']).toMatch(
    /^à redemander à partir du \d{4}-\d\d-\d\d$/,
  );
});
