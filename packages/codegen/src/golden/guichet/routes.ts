// Fichier généré à partir de specs/dist/guichet.json : ne le modifiez pas, vos changements seraient perdus.

import {
  type ApiDefinition,
  type Param,
  type Route,
  franceConnectBeside,
  numeroFiscalFormat,
  uuidFormat,
} from '@apigouv/core/internal';

const annee: Param = { key: 'annee', in: 'path', required: true, integer: true, min: 1000, max: 9999, codes: ['4002'] };
const correlationId: Param = { key: 'correlationId', name: 'X-Correlation-ID', in: 'header', generated: true, format: uuidFormat };
const idTeleservice: Param = { key: 'idTeleservice', name: 'ID_Teleservice', in: 'header', context: true };
const numero: Param = { key: 'numero', in: 'path', required: true, codes: ['4001'], format: numeroFiscalFormat };

export const routes = {
  'foyer.numero': {
    path: '/foyer/{numero}/annee/{annee}',
    params: [correlationId, idTeleservice, numero, annee],
    bare: true,
  },
  'foyer.franceConnect': {
    path: '/foyer',
    params: [correlationId, idTeleservice],
    citizen: true,
    bare: true,
  },
} satisfies Record<string, Route>;

export const definition: ApiDefinition = {
  name: 'API Guichet',
  agent: 'apigouv-guichet',
  env: 'API_GUICHET',
  hosts: {},
  limits: {},
  routes,
  grant: franceConnectBeside('X-FranceConnect-OAuth'),
  statuses: { '410': 404 },
  errorFormat: 'erreur',
};
