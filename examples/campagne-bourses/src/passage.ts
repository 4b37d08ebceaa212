/** Un passage de la campagne, dans un processus que `dix-mille.ts` tue quand il veut. */
import { createParticulier } from '@apigouv/particulier';
import { ouvrirCampagne } from './campagne.ts';
import { Familles } from './familles.ts';

const [baseDesFamilles = '', fichier = '', environment = '', debit = ''] = process.argv.slice(2);
const familles = new Familles(baseDesFamilles);
const particulier = createParticulier({
  environment,
  token: 'essai',
  recipient: '13002526500013',
  // Le bac à sable n'a ici pas de quota : celui que le client se donne tient le débit.
  quota: { limits: { json_resources_particulier: [Number(debit), 1] }, addressLimit: false },
});
const batch = await ouvrirCampagne(familles, particulier, fichier);
// Rejoué à chaque reprise : un dossier déjà connu ne fait pas une ligne de plus.
await batch.add(familles.dossiers());
process.send?.(await batch.run());
await batch.close();
familles.fermer();
process.disconnect?.();
