/** Lancé par `npm start` : l'adresse du serveur de test et un jeton viennent de l'environnement. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEntreprise } from '@apigouv/entreprise';
import { reunir, tableau } from './candidature.ts';

const entreprise = createEntreprise().forRecipient('21920023500014', {
  context: 'Marché public',
  object: 'Marché 2026-127',
});
const candidats = ['00000010900017', '00000020800017', '35004292500031'];

const folder = await mkdtemp(join(tmpdir(), 'marche-2026-127-'));
const candidatures = await Promise.all(candidats.map((siret) => reunir(entreprise, siret, folder)));
console.table(tableau(candidatures));
for (const { nom, aNePasPublier, documents } of candidatures)
  console.log(`${nom}${aNePasPublier ? ' (à ne pas publier)' : ''} : ${documents.join(', ')}`);
console.log(`Documents dans ${folder}`);
