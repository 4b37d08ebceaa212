/** The APIs whose operations have pages, and what a program says before its first call. */
import { mockTable as entreprise } from '@apigouv/entreprise/mocks';
import { mockTable as impotParticulier } from '@apigouv/impot-particulier/mocks';
import { mockTable as particulier } from '@apigouv/particulier/mocks';

export const TABLES = [particulier, entreprise, impotParticulier];

export const APIS = [
  {
    name: 'particulier',
    front: {
      imports: "import { createParticulier } from '@apigouv/particulier';",
      creation: "const particulier = createParticulier({ recipient: '13002526500013' });",
    },
  },
  {
    name: 'entreprise',
    front: {
      imports: "import { createEntreprise } from '@apigouv/entreprise';",
      creation: `const entreprise = createEntreprise({
  recipient: '21920023500014',
  context: 'Marché public',
  object: 'Marché 2026-127',
});`,
    },
  },
  {
    name: 'impot-particulier',
    front: {
      imports: "import { createImpotParticulier } from '@apigouv/impot-particulier';",
      creation: `// L'adresse que la DGFIP vous a remise.
const impotParticulier = createImpotParticulier({ environment: 'https://passerelle.example/impotparticulier/1.0' });`,
    },
  },
];
