// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import { type ApiDefinition, franceConnectBeside } from '@apigouv/core';
import { numeroFiscalFormat, uuidFormat } from '@apigouv/core/internal';

export const definition: ApiDefinition = {
  name: 'API Guichet',
  env: 'API_GUICHET',
  hosts: {},
  limits: {},
  context: '@+correlationId!=X-Correlation-ID:uuid *@idTeleservice=ID_Teleservice',
  routes: {
    'foyer.numero': ['0/{numero}/annee/{annee}', 'annee!:1000..9999', '', 'b'],
    'foyer.franceConnect': ['0', '', '', 'f b'],
  },
  formats: {
    numero: numeroFiscalFormat,
    uuid: uuidFormat,
  },
  grant: franceConnectBeside('X-FranceConnect-OAuth'),
  statuses: { '410': 404 },
  errorFormat: 'erreur',
};
