import { createParticulier } from '@apigouv/particulier';
import { mockParticulier, scenarios } from '@apigouv/particulier/mocks';
import { expect, it } from 'vitest';
import { constituerDossier } from './dossier.ts';
import { famille } from './famille.ts';

const client = (...active: Parameters<ReturnType<typeof mockParticulier>['use']>) => {
  const mock = mockParticulier({ scenarios: active });
  return createParticulier({
    token: 'jeton',
    recipient: '13002526500013',
    fetch: mock.asFetch,
    retries: false,
  });
};

it('obtient chaque pièce', async () => {
  const dossier = await constituerDossier(client(), famille.parent, famille.eleve);
  expect(dossier.quotientFamilial).toEqual({ etat: 'obtenue', valeur: '650 €' });
  expect(dossier.scolarite).toEqual({ etat: 'obtenue', valeur: 'scolarisé' });
  expect(dossier.allocationRentree.etat).toBe('obtenue');
});

it("la maintenance d'un fournisseur ne gâche pas les autres pièces", async () => {
  const maintenance = scenarios.maintenance({ operation: 'men.scolarites.identite', retryIn: 5400 });
  const dossier = await constituerDossier(client(maintenance), famille.parent, famille.eleve);
  expect(dossier.scolarite).toMatchObject({ etat: 'a-redemander', dansSecondes: 5400 });
  expect(dossier.quotientFamilial.etat).toBe('obtenue');
});

it('une famille inconnue est dite telle, pas perdue', async () => {
  const dossier = await constituerDossier(
    client(),
    { ...famille.parent, nomNaissance: 'INCONNU' },
    famille.eleve,
  );
  expect(dossier.quotientFamilial.etat).toBe('inconnue');
});
