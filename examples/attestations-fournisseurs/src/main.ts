/** Lancé par `npm start` : deux processus, un Redis et un bac à sable à eux, quotas comptés. Sans Redis, l'exemple ne se lance pas, et le dit. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@apigouv/batch';
import { bullmq } from '@apigouv/batch/bullmq';
import { createEntreprise } from '@apigouv/entreprise';
import { parseScenarios, startSandbox } from '@apigouv/sandbox';
import { ouvrirAttestations, resume } from './attestations.ts';
import { Fournisseurs } from './fournisseurs.ts';
import { aRedis, demarrerRedis } from './redis.ts';
import { semer } from './semis.ts';

const FOURNISSEURS = 40;

if (!aRedis) {
  console.warn('⚠ EXEMPLE NON LANCÉ : Redis absent (apt-get install redis-server).');
  process.exit();
}

const folder = await mkdtemp(join(tmpdir(), 'fournisseurs-'));
const redis = await demarrerRedis(folder);
const statuts: number[] = [];
const sandbox = await startSandbox({
  ...{ port: 0, quotas: true },
  onCall: ({ status }) => statuts.push(status),
  // De la première entreprise demandée, l'Urssaf étudie le dossier : elle dit de revenir dans quatre secondes, au lieu de deux jours.
  scenarios: parseScenarios('manualReview:operation=urssaf.attestationVigilance,times=1,retryIn=4'),
});
const environment = sandbox.apis.entreprise ?? '';

const fournisseurs = Fournisseurs.creer(folder, semer(FOURNISSEURS));
const entreprise = createEntreprise({
  ...{ environment, token: 'essai', recipient: '21920023500014' },
  ...{ context: 'Marché public', object: 'Suivi des titulaires' },
});
const store = bullmq({ connection: { host: '127.0.0.1', port: redis.port } });
const batch = await ouvrirAttestations(fournisseurs, entreprise, store);
await batch.add(fournisseurs.numeros());

async function travailler(nom: string): Promise<number> {
  const programme = fileURLToPath(new URL('travailleur.ts', import.meta.url));
  const enfant = fork(programme, [folder, environment, String(redis.port)]);
  const [report] = (await once(enfant, 'message')) as [Report];
  console.log(`${nom} : ${report.calls} dossiers réunis`);
  return report.calls;
}
const [premier, second] = await Promise.all(['premier processus', 'second processus'].map(travailler));

const lignes = [];
for await (const { key, at } of batch.lines('later'))
  lignes.push({
    fournisseur: key,
    vigilance: resume(fournisseurs.pieces(key)),
    revient: at?.toLocaleString('fr-FR', { timeZone: 'Europe/Paris' }),
  });
console.table(lignes.sort((a, b) => a.fournisseur.localeCompare(b.fournisseur)).slice(0, 8));
const deTrop = (premier ?? 0) + (second ?? 0) - lignes.length;
console.log(`${lignes.length} fournisseurs suivis ; revenus à l'heure dite par l'Urssaf : ${deTrop}`);
console.log(`refus de quota (429) : ${statuts.filter((statut) => statut === 429).length}`);

await batch.close();
await sandbox.close();
await redis.arreter();
await rm(folder, { recursive: true });
