/** `node src/main.ts` montre un parcours et s'arrête ; `node src/main.ts --servir` laisse le site ouvert, pour un navigateur. */
import { creerNavigateur } from './parcours.ts';
import { demarrer } from './simulation.ts';

const servir = process.argv.includes('--servir');
const simulation = await demarrer(servir ? 3000 : 0);
console.log(`Site : ${simulation.origine}\nFranceConnect simulé : ${simulation.franceConnect.issuer}`);

if (!servir) {
  const ouvrir = creerNavigateur();
  const choix = await ouvrir(`${simulation.origine}/connexion`);
  const accord = await ouvrir(choix.url, { citoyen: 'loic-d-arc' });
  const demande = await ouvrir(accord.url, { action: 'accepter' });
  for (const [, nom, valeur] of demande.texte.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g))
    console.log(`${nom} : ${valeur}`);
  await simulation.fermer();
}
