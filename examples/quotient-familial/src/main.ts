/** Lancé par `npm start` : l'adresse du serveur de test et un jeton viennent de l'environnement. */
import { createParticulier } from '@apigouv/particulier';
import { deviserRepas } from './cantine.ts';

const particulier = createParticulier({ recipient: '13002526500013', scopes: ['cnaf_quotient_familial'] });

// Personnes fictives des données de test.
const familles = [
  {
    nomNaissance: 'ROUX',
    prenoms: ['JEANNE', 'STEPHANIE'],
    anneeDateNaissance: 1987,
    moisDateNaissance: 6,
    jourDateNaissance: 27,
    sexeEtatCivil: 'F',
    codeCogInseePaysNaissance: '99100',
    codeCogInseeCommuneNaissance: '08480',
  },
  {
    nomNaissance: 'LEFEBVRE',
    prenoms: ['INCONNUE'],
    anneeDateNaissance: 1990,
    moisDateNaissance: 1,
    jourDateNaissance: 1,
    sexeEtatCivil: 'F',
    codeCogInseePaysNaissance: '99100',
    codeCogInseeCommuneNaissance: '35238',
  },
] as const;

for (const [index, famille] of familles.entries()) {
  const devis = await deviserRepas(particulier, { ...famille, prenoms: [...famille.prenoms] });
  const prix = devis.prix.toLocaleString('fr-FR', { style: 'currency', currency: 'EUR' });
  console.log(
    `Famille ${index + 1} : repas à ${prix}${devis.provisoire ? ' (provisoire)' : ''}. ${devis.message}`,
  );
}
