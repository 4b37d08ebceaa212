// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import type { MockTable } from '@apigouv/core/mocks';

export const mockTable: MockTable = {
  name: 'API Guichet',
  hosts: [],
  basePath: '/guichet/1.0',
  tokenPath: '/token',
  grantHeader: 'X-FranceConnect-OAuth',
  errorFormat: 'erreur',
  limits: {
  },
  scopes: ['FOYER'],
  providers: {},
  usagers: { jeanne: { identite: { nomNaissance: 'ROUX' } } },
  errors: {
    '4001': {
      status: 400,
      title: 'Numéro mal formé',
      detail: 'Numéro mal formé, en détail.',
      source: { parameter: 'numero' },
    },
    '4002': {
      status: 400,
      title: 'Année mal formée',
      detail: 'Année mal formée, en détail.',
      source: { parameter: 'annee' },
    },
    '4031': { status: 403, title: 'Non autorisé', detail: 'Non autorisé, en détail.' },
    '4101': { status: 410, title: 'Aucun foyer', detail: 'Aucun foyer, en détail.' },
  },
  operations: {
    'foyer.numero': {
      path: '/foyer/{numero}/annee/{annee}',
      params: '@+correlationId!=X-Correlation-ID:uuid *@idTeleservice=ID_Teleservice numero!:numero-fiscal annee!:1000..9999',
      flags: 'b',
      scopes: ['FOYER'],
      contentType: 'application/prs.guichet.v1+json',
      codes: '4001 4002 4031 4101',
      cases: [
        {
          nom: 'connu',
          description: 'Foyer connu',
          params: { numero: '1234567890123', annee: 2023 },
          status: 200,
          reponse: { rfr: 1 },
        },
        {
          nom: 'muet',
          params: { numero: '1234567890204', annee: 2023 },
          status: 204,
        },
        {
          nom: 'absent',
          params: { numero: '1234567890410', annee: 2023 },
          status: 410,
          codes: ['4101'],
        },
      ],
    },
    'foyer.franceConnect': {
      path: '/foyer',
      params: '@+correlationId!=X-Correlation-ID:uuid *@idTeleservice=ID_Teleservice',
      flags: 'f b',
      scopes: ['FOYER'],
      contentType: 'application/prs.guichet.v1+json',
      codes: '4031',
      cases: [
        {
          nom: 'jeanne',
          usager: 'jeanne',
          params: {},
          status: 200,
          reponse: { rfr: 2 },
        },
      ],
    },
  },
};
