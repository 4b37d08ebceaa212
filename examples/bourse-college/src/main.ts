/** Lancé par `npm start` : l'adresse du serveur de test et un jeton viennent de l'environnement. */
import { createParticulier } from '@apigouv/particulier';
import { constituerDossier } from './dossier.ts';
import { famille } from './famille.ts';

const particulier = createParticulier({ recipient: '13002526500013' });
const dossier = await constituerDossier(particulier, famille.parent, famille.eleve);
for (const [nom, piece] of Object.entries(dossier)) {
  console.log(`${nom} : ${piece.etat === 'obtenue' ? piece.valeur : `${piece.etat}, ${piece.message}`}`);
}
