// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import { type ApiDefinition, franceConnectBeside } from '@apigouv/core';
import { numeroFiscalFormat, uuidFormat } from '@apigouv/core/identifiers';

export const definition: ApiDefinition = {
  name: 'API Guichet',
  env: 'API_GUICHET',
  hosts: {},
  limits: {},
  routes: {
    'foyer.numero': [
      '/foyer/{numero}/annee/{annee}',
      '@+correlationId!=X-Correlation-ID:uuid *@idTeleservice=ID_Teleservice numero!:numero-fiscal annee!:1000..9999',
      '',
      'b',
    ],
    'foyer.franceConnect': [
      '/foyer',
      '@+correlationId!=X-Correlation-ID:uuid *@idTeleservice=ID_Teleservice',
      '',
      'f b',
    ],
  },
  formats: {
    'numero-fiscal': numeroFiscalFormat,
    uuid: uuidFormat,
  },
  grant: franceConnectBeside('X-FranceConnect-OAuth'),
  statuses: { '410': 404 },
  errorFormat: 'erreur',
};
