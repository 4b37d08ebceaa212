/** A SIREN in `dossier` to a saved PDF; what the call of a piece crosses by itself is the first walk's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEntreprise, dossier } from '@apigouv/entreprise';
import { mockEntreprise } from '@apigouv/entreprise/mocks';
import { saveDocument } from '@apigouv/entreprise/node';
import { crossed, startCoverage } from './coverage.ts';

const folder = await mkdtemp(join(tmpdir(), 'walk-'));
const entreprise = createEntreprise({
  token: 'essai',
  recipient: '21920023500014',
  context: 'Marché public',
  object: 'Marché 2026-127',
  fetch: mockEntreprise().asFetch,
});

async function save(): Promise<void> {
  const { attestationFiscale } = await dossier(entreprise, '41816609600069', {
    pieces: ['attestationFiscale'],
  }).all();
  if (attestationFiscale.status !== 'obtained') throw new Error(attestationFiscale.userMessage);
  await saveDocument(join(folder, 'attestation.pdf'), attestationFiscale);
}

await save();
startCoverage();
await save();
// The mocks play the server here.
const seen = crossed().filter((file) => !file.includes('/mocks/'));
await entreprise.dgfip.attestationFiscale({ siren: '418166096' }, { timeout: 60_000 });
console.log(JSON.stringify({ dossier: { seen, aside: crossed() } }));
await rm(folder, { recursive: true });
