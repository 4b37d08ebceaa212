/** Lancé par `npm start` : l'adresse du serveur de test et un jeton viennent de l'environnement. */
import { createEntreprise } from '@apigouv/entreprise';
import { instruire } from './instruction.ts';

const entreprise = createEntreprise({
  recipient: '21920023500014',
  context: 'Aide publique',
  object: 'Aide 2026-41',
});
for (const siret of ['00000010900017', '35004292500031'])
  console.log(siret, await instruire(entreprise, siret, 2025));
