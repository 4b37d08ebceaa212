/** The APIs whose operations have pages, and what a program says before its first call. */
import { mockTable as entreprise } from '@apigouv/entreprise/mocks';
import { mockTable as impotParticulier } from '@apigouv/impot-particulier/mocks';
import { mockTable as particulier } from '@apigouv/particulier/mocks';

export const TABLES = [particulier, entreprise, impotParticulier];

export const APIS = [
  {
    name: 'particulier',
    front: {
      variable: 'particulier',
      setup: `import { createParticulier } from '@apigouv/particulier';

const particulier = createParticulier({ recipient: '13002526500013' });`,
    },
  },
  {
    name: 'entreprise',
    front: {
      variable: 'entreprise',
      setup: entrepriseSetup(''),
      stagingSetup: entrepriseSetup("  environment: 'staging',\n"),
    },
  },
  {
    name: 'impot-particulier',
    front: {
      variable: 'impotParticulier',
      setup: `import { createImpotParticulier } from '@apigouv/impot-particulier';

// L'adresse que la DGFIP vous a remise.
const impotParticulier = createImpotParticulier({ baseUrl: 'https://passerelle.example/impotparticulier/1.0' });`,
    },
  },
];

function entrepriseSetup(environment: string): string {
  return `import { createEntreprise } from '@apigouv/entreprise';

const entreprise = createEntreprise({
${environment}  recipient: '21920023500014',
  context: 'Marché public',
  object: 'Marché 2026-127',
});`;
}
