import { createParticulier } from '@apigouv/particulier';
import { mockParticulier, scenarios } from '@apigouv/particulier/mocks';
import { describe, expect, it } from 'vitest';
import { deviserRepas } from './cantine.ts';
import { PLEIN_TARIF, prixDuRepas } from './tarif.ts';

const JEANNE = {
  nomNaissance: 'ROUX',
  prenoms: ['JEANNE', 'STEPHANIE'],
  anneeDateNaissance: 1987,
  moisDateNaissance: 6,
  jourDateNaissance: 27,
  sexeEtatCivil: 'F' as const,
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
};

const client = (options: Parameters<typeof mockParticulier>[0] = {}) =>
  createParticulier({
    token: 'jeton',
    recipient: '13002526500013',
    scopes: ['cnaf_quotient_familial'],
    fetch: mockParticulier(options).asFetch,
    retries: false,
  });

describe('le prix du repas', () => {
  it.each([
    [0, 1],
    [400, 1],
    [401, 2.4],
    [1500, 3.9],
    [1501, PLEIN_TARIF],
  ])('quotient %i : %f €', (quotient, prix) => expect(prixDuRepas(quotient)).toBe(prix));
});

describe("ce que voit l'agent", () => {
  it('le tarif et le quotient dont il vient', async () => {
    expect(await deviserRepas(client(), JEANNE)).toEqual({
      prix: 2.4,
      message: 'Quotient familial CNAF de 10/2026 : 650 €',
      provisoire: false,
    });
  });

  it('une famille inconnue paie plein tarif en attendant une pièce', async () => {
    const devis = await deviserRepas(client(), { ...JEANNE, nomNaissance: 'INCONNUE' });
    expect(devis).toMatchObject({ prix: PLEIN_TARIF, provisoire: true });
    expect(devis.message).toContain('attestation');
  });

  it("une famille sans quotient n'est pas une famille au quotient zéro", async () => {
    // Cas « quotient-nul » des données de test.
    const paulette = {
      nomNaissance: 'GARNIER',
      prenoms: ['PAULETTE'],
      anneeDateNaissance: 1961,
      moisDateNaissance: 10,
      jourDateNaissance: 4,
      sexeEtatCivil: 'F' as const,
      codeCogInseePaysNaissance: '99100',
      codeCogInseeCommuneNaissance: '03190',
    };
    const devis = await deviserRepas(client(), paulette);
    expect(devis).toMatchObject({ prix: PLEIN_TARIF, provisoire: true });
    expect(devis.message).toContain('sans quotient');
  });

  it('une panne se dit en clair', async () => {
    const devis = await deviserRepas(client({ scenarios: [scenarios.outage()] }), JEANNE);
    expect(devis.message).toContain('indisponible');
  });
});
