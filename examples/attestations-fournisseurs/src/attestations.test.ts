import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch, Line } from '@apigouv/batch';
import { bullmq } from '@apigouv/batch/bullmq';
import { createEntreprise } from '@apigouv/entreprise';
import { mockEntreprise, type Scenario, scenarios } from '@apigouv/entreprise/mocks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ouvrirAttestations, resume } from './attestations.ts';
import { Fournisseurs } from './fournisseurs.ts';
import { aRedis, demarrerRedis, type RedisLocal } from './redis.ts';

if (!aRedis)
  console.warn(
    '⚠ exemple attestations-fournisseurs NON TESTÉ : Redis absent (apt-get install redis-server).',
  );

const JOUR = 86_400_000;
const BATIMENT = { numero: 'F-0001', siret: '00000010900017' };
const RADIEE = { numero: 'F-0002', siret: '35005144700018' };
const A_ETUDIER = { numero: 'F-0003', siret: '00000090100017' };

describe.skipIf(!aRedis)('les attestations des fournisseurs', () => {
  let serveur: string;
  let redis: RedisLocal;
  let folder: string;
  let batch: Batch | undefined;
  let essai = 0;

  beforeAll(async () => {
    serveur = mkdtempSync(join(tmpdir(), 'redis-'));
    redis = await demarrerRedis(serveur);
  });
  afterAll(async () => {
    await redis?.arreter();
    rmSync(serveur, { recursive: true, force: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fournisseurs-'));
    essai++;
  });
  afterEach(async () => {
    await batch?.close();
    rmSync(folder, { recursive: true });
  });

  async function ouvrir(liste: (typeof BATIMENT)[], ...active: Scenario[]) {
    const fournisseurs = Fournisseurs.creer(folder, liste);
    const mock = mockEntreprise({ scenarios: active });
    const entreprise = createEntreprise({
      ...{ token: 'jeton', recipient: '21920023500014', context: 'Marché public', object: 'Suivi' },
      ...{ fetch: mock.asFetch, retries: false },
    });
    const store = bullmq({ connection: { port: redis.port, host: '127.0.0.1' }, prefix: `essai-${essai}` });
    batch = await ouvrirAttestations(fournisseurs, entreprise, store, { retryDelay: 50 });
    await batch.add(fournisseurs.numeros());
    const demandees = () => mock.calls.map(({ operation }) => operation);
    return { batch, fournisseurs, demandees, dossierDe: (numero: string) => join(folder, numero) };
  }

  async function revenant(): Promise<Map<string, Line>> {
    const lignes = new Map<string, Line>();
    for await (const ligne of batch?.lines('later') ?? []) lignes.set(ligne.key, ligne);
    return lignes;
  }

  it('enregistre l’attestation, pour son seul propriétaire, et revient dans six mois', async () => {
    const { batch, fournisseurs, dossierDe } = await ouvrir([BATIMENT, RADIEE]);
    expect(await batch.run({ maxIdle: 100 })).toMatchObject({ outcome: 'idle', later: 2, errors: {} });

    const fichier = join(dossierDe(BATIMENT.numero), 'attestationVigilance.pdf');
    expect(readFileSync(fichier, 'latin1')).toMatch(/^%PDF/);
    for (const nom of readdirSync(dossierDe(BATIMENT.numero)))
      expect(statSync(join(dossierDe(BATIMENT.numero), nom)).mode & 0o777).toBe(0o600);
    expect(resume(fournisseurs.pieces(BATIMENT.numero))).toBe('enregistrée');
    expect(resume(fournisseurs.pieces(RADIEE.numero))).toBe("à demander à l'entreprise");

    for (const { at } of (await revenant()).values()) {
      const jours = (Number(at) - Date.now()) / JOUR;
      expect(jours).toBeGreaterThan(180);
      expect(jours).toBeLessThan(185);
    }
  });

  it('un dossier que l’Urssaf étudie revient dans deux jours', async () => {
    const { batch } = await ouvrir([A_ETUDIER], scenarios.manualReview({ operation: 'urssaf.*' }));
    await batch.run({ maxIdle: 100 });
    const at = (await revenant()).get(A_ETUDIER.numero)?.at;
    expect((Number(at) - Date.now()) / JOUR).toBeCloseTo(2, 2);
  });

  it('une ligne qui revient ne redemande que la pièce qui manquait', async () => {
    const etude = scenarios.manualReview({ operation: 'urssaf.*', times: 1, retryIn: 1 });
    const { batch, fournisseurs, demandees } = await ouvrir([BATIMENT], etude);
    await batch.run({ maxIdle: 5_000 });
    expect(demandees().filter((operation) => operation === 'insee.etablissement')).toHaveLength(1);
    expect(demandees().filter((operation) => operation === 'urssaf.attestationVigilance')).toHaveLength(2);
    expect(resume(fournisseurs.pieces(BATIMENT.numero))).toBe('enregistrée');
  });

  it.each([
    [100, []],
    [200, ['documents', 'insee.etablissement', 'urssaf.attestationVigilance']],
  ])('ce qui a %i jours se redemande : %j', async (jours, attendues) => {
    const premier = await ouvrir([BATIMENT]);
    await premier.batch.run({ maxIdle: 100 });
    await premier.batch.close();
    const obtainedAt = new Date(Date.now() - jours * JOUR).toISOString();
    premier.fournisseurs.garder(
      BATIMENT.numero,
      premier.fournisseurs.pieces(BATIMENT.numero).map((piece) => ({ ...piece, obtainedAt })),
    );

    essai++;
    const { batch, demandees } = await ouvrir([BATIMENT]);
    await batch.run({ maxIdle: 100 });
    expect(demandees().sort()).toEqual(attendues);
    const [ligne] = (await revenant()).values();
    const attendu = jours < 182 ? 182 - jours : 182;
    expect(Math.abs((Number(ligne?.at) - Date.now()) / JOUR - attendu)).toBeLessThan(4);
  });

  it('un jeton refusé met en pause : aucun fournisseur n’est passé pour autant', async () => {
    const { batch } = await ouvrir([BATIMENT, RADIEE], scenarios.expiredToken());
    expect(await batch.run({ maxIdle: 100 })).toMatchObject({
      outcome: 'paused',
      left: 2,
      pause: { reason: 'authentication' },
    });
  });
});
