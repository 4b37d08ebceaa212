// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import type { ApiDefinition } from '@apigouv/core';
import { cogCommuneFormat, sirenFormat, siretFormat, uuidFormat } from '@apigouv/core/identifiers';

const paramsEtatCivilIdentite = '*recipient!:siret *delegationId=delegation_id:uuid @trace=X-Trace nomNaissance! prenoms[]! sexeEtatCivil!:M|F annee:int mois:1..12 codeCommune=code_commune:cog-commune';

export const definition: ApiDefinition = {
  name: 'API Essai',
  env: 'API_ESSAI',
  hosts: {
    production: 'https://essai.example.gouv.fr',
    staging: 'https://staging.essai.example.gouv.fr',
  },
  limits: {
    ressources: [20, 1],
    documents: [5, 60, 'operation'],
  },
  routes: {
    'etatCivil.identite': ['v3', paramsEtatCivilIdentite, 'ressources'],
    'etatCivil.franceConnect': [
      'v3',
      '*recipient!:siret *delegationId=delegation_id:uuid annee:int',
      'ressources',
      'f',
    ],
    'v2.etatCivil.identite': ['v2', paramsEtatCivilIdentite, 'ressources'],
    'unites.etablissements': [
      '/v3/unites/{siren}/etablissements/{code_postal}',
      'siren!:siren codePostal!=code_postal actifs:oui natures[]:siege|secondaire *recipient!:siret',
      'documents',
    ],
    documents: ['v3', '*recipient!:siret', 'documents'],
    'plateforme.etat': ['/ping', '', '', 'p b'],
    'v1.document': ['v1', '', '', 'g:2024-01-08', 'documents'],
  },
  formats: {
    'cog-commune': cogCommuneFormat,
    siren: sirenFormat,
    siret: siretFormat,
    uuid: uuidFormat,
  },
};
