// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import type { MockTable } from '@apigouv/core/mocks';
import { definition, routes } from './routes.ts';

export const mockTable: MockTable = {
  name: definition.name,
  hosts: [],
  limits: definition.limits,
  basePath: '/guichet/1.0',
  tokenPath: '/token',
  grantHeader: 'X-FranceConnect-OAuth',
  errorFormat: 'erreur',
  scopes: ['FOYER'],
  providers: {},
  usagers: { jeanne: { identite: { nomNaissance: 'ROUX' } } },
  kinds: {},
  errors: {
    '4001': { status: 400, title: 'Numéro mal formé', detail: 'Numéro mal formé, en détail.', parameter: 'numero' },
    '4002': { status: 400, title: 'Année mal formée', detail: 'Année mal formée, en détail.', parameter: 'annee' },
    '4031': { status: 403, title: 'Non autorisé', detail: 'Non autorisé, en détail.' },
    '4101': { status: 410, title: 'Aucun foyer', detail: 'Aucun foyer, en détail.' },
  },
  operations: {
    'foyer.numero': {
      ...routes['foyer.numero'],
      scopes: ['FOYER'],
      contentType: 'application/prs.guichet.v1+json',
      codes: ['4001', '4002', '4031', '4101'],
      cases: [
        {
          name: 'connu',
          description: 'Foyer connu',
          params: { numero: '1234567890123', annee: 2023 },
          status: 200,
          response: { rfr: 1 },
        },
        {
          name: 'muet',
          params: { numero: '1234567890204', annee: 2023 },
          status: 204,
        },
        {
          name: 'absent',
          params: { numero: '1234567890410', annee: 2023 },
          status: 410,
          codes: ['4101'],
        },
      ],
    },
    'foyer.franceConnect': {
      ...routes['foyer.franceConnect'],
      scopes: ['FOYER'],
      contentType: 'application/prs.guichet.v1+json',
      codes: ['4031'],
      cases: [
        {
          name: 'jeanne',
          usager: 'jeanne',
          params: {},
          status: 200,
          response: { rfr: 2 },
        },
      ],
    },
  },
};
