/** Lancé par `npm start` : deux cents familles, sur un bac à sable à lui, quotas comptés. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createParticulier } from '@apigouv/particulier';
import { startSandbox } from '@apigouv/sandbox';
import { avancement, compteRendu, ouvrirCampagne } from './campagne.ts';
import { Familles } from './familles.ts';
import { semer } from './semis.ts';

const FAMILLES = 200;

const folder = await mkdtemp(join(tmpdir(), 'campagne-'));
const familles = new Familles(join(folder, 'familles.db'));
familles.ajouter(semer(FAMILLES));

const data = fileURLToPath(new URL('../bac-a-sable', import.meta.url));
const statuts: number[] = [];
const sandbox = await startSandbox({
  ...{ port: 0, quotas: true, data },
  onCall: ({ status }) => statuts.push(status),
});
const particulier = createParticulier({
  environment: sandbox.apis.particulier ?? '',
  token: 'essai',
  recipient: '13002526500013',
});

// Le service en ligne garde un dixième du quota. Trois essais : deux personnes des données de test sont en panne pour toujours.
const batch = await ouvrirCampagne(familles, particulier, join(folder, 'campagne.db'), {
  ...{ share: 0.9, attempts: 3, retryDelay: 500, concurrency: 20 },
});
await batch.add(familles.dossiers());

const run = batch.run();
let tour = 0;
for await (const progress of run) if (tour++ % 3 === 0) console.log(avancement(progress));
for (const ligne of await compteRendu(batch, await run)) console.log(ligne);

// Un agent a vérifié un état civil non reconnu : il le corrige dans l'application, et remet ce dossier, lui seul, en attente.
for await (const { key, code } of batch.lines('refused')) {
  if (code !== '35560') continue;
  familles.corriger(key, { ...familles.identite(key), anneeDateNaissance: 1983 });
  await batch.putBack([key]);
  const { done } = await batch.run();
  console.log(`${key} corrigé, remis en attente : ${done} décidés`);
}
await batch.close();

console.table(familles.parEchelon());
console.log(`refus de quota (429) : ${statuts.filter((statut) => statut === 429).length}`);

familles.fermer();
await sandbox.close();
await rm(folder, { recursive: true });
