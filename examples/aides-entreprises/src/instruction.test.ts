import { createEntreprise } from '@apigouv/entreprise';
import { mockEntreprise, scenarios } from '@apigouv/entreprise/mocks';
import { expect, it } from 'vitest';
import { instruire } from './instruction.ts';

const client = (...active: Parameters<ReturnType<typeof mockEntreprise>['use']>) =>
  createEntreprise({
    token: 'jeton',
    recipient: '21920023500014',
    context: 'Aide publique',
    object: 'Aide 2026-41',
    fetch: mockEntreprise({ scenarios: active }).asFetch,
  });

it('une petite entreprise en règle est éligible', async () => {
  expect(await instruire(client(), '00000010900017', 2025)).toEqual({
    avis: 'favorable',
    effectif: 14,
    chiffreAffaires: 1_850_000,
    attestation: '2026-11-02',
  });
});

it('une pièce en panne rend la demande incomplète, et ne vaut pas un refus', async () => {
  const panne = scenarios.maintenance({ operation: 'dgfip.attestationFiscale' });
  const instruction = await instruire(client(panne), '00000010900017', 2025);
  if (instruction.avis !== 'incomplet') throw new Error(instruction.avis);
  expect(instruction.manque).toEqual([expect.stringMatching(/^attestationFiscale : .*maintenance/)]);
});
