// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import { franceConnect } from '@apigouv/core';
import {
  type ApiDefinition,
  type Param,
  type Route,
  cogCommuneFormat,
  sirenFormat,
  siretFormat,
  uuidFormat,
} from '@apigouv/core/internal';

const actifs: Param = { key: 'actifs', values: ['oui'] };
const annee: Param = { key: 'annee', integer: true };
const codeCommune: Param = { key: 'codeCommune', name: 'code_commune', format: cogCommuneFormat };
const codePostal: Param = { key: 'codePostal', name: 'code_postal', in: 'path', required: true };
const delegationId: Param = { key: 'delegationId', name: 'delegation_id', context: true, format: uuidFormat };
const mois: Param = { key: 'mois', integer: true, min: 1, max: 12 };
const natures: Param = { key: 'natures', list: true, values: ['siege', 'secondaire'] };
const nomNaissance: Param = { key: 'nomNaissance', required: true };
const prenoms: Param = { key: 'prenoms', list: true, required: true };
const recipient: Param = { key: 'recipient', required: true, context: true, format: siretFormat };
const sexeEtatCivil: Param = { key: 'sexeEtatCivil', required: true, values: ['M', 'F'] };
const siren: Param = { key: 'siren', in: 'path', required: true, format: sirenFormat };
const trace: Param = { key: 'trace', name: 'X-Trace', in: 'header' };

const etatCivilIdentiteParams = [recipient, delegationId, trace, nomNaissance, prenoms, sexeEtatCivil, annee, mois, codeCommune];

export const routes = {
  'etatCivil.identite': {
    path: '/v3/etat_civil/identite',
    params: etatCivilIdentiteParams,
    group: 'ressources',
  },
  'etatCivil.franceConnect': {
    path: '/v3/etat_civil/france_connect',
    params: [recipient, delegationId, annee],
    group: 'ressources',
    citizen: true,
  },
  'v2.etatCivil.identite': {
    path: '/v2/etat_civil/identite',
    params: etatCivilIdentiteParams,
    group: 'ressources',
    deprecated: true,
  },
  'unites.etablissements': {
    path: '/v3/unites/{siren}/etablissements/{code_postal}',
    params: [siren, codePostal, actifs, natures, recipient],
    group: 'documents',
  },
  documents: { path: '/v3/documents', params: [recipient], group: 'documents' },
  'plateforme.etat': { path: '/ping', params: [], public: true, bare: true },
  'v1.document': {
    path: '/v1/document',
    params: [],
    retired: '2024-01-08',
    replacedBy: 'documents',
  },
} satisfies Record<string, Route>;

export const definition: ApiDefinition = {
  name: 'API Essai',
  agent: 'apigouv-mini',
  env: 'API_ESSAI',
  hosts: { production: 'https://essai.example.gouv.fr', staging: 'https://staging.essai.example.gouv.fr' },
  limits: { ressources: { limit: 20, period: 1 }, documents: { limit: 5, period: 60, perOperation: true } },
  routes,
  addressLimit: { limit: 1000, period: 60 },
  recipients: true,
  grant: franceConnect,
  providers: { '90': 'Registre' },
};
