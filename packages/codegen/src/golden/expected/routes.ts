// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import { type ApiDefinition, franceConnect } from '@apigouv/core';
import { cogCommuneFormat, sirenFormat, siretFormat, uuidFormat } from '@apigouv/core/internal';

const paramsEtatCivilIdentite = '@trace=X-Trace nomNaissance! prenoms[]! sexeEtatCivil!:M|F annee:int mois:1..12 codeCommune=code_commune:cog-commune';

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
  context: '*recipient!:siret *delegationId=delegation_id:uuid',
  routes: {
    'etatCivil.identite': ['v3/0/1', paramsEtatCivilIdentite, 'ressources'],
    'etatCivil.franceConnect': ['v3/0/1', 'annee:int', 'ressources', 'f'],
    'v2.etatCivil.identite': ['v2/0/1', paramsEtatCivilIdentite, 'ressources'],
    'unites.etablissements': [
      'v3/0/{siren}/1/{code_postal}',
      'actifs:oui natures[]:siege|secondaire *recipient!:siret',
      'documents',
      'o',
    ],
    documents: ['v3/0', '*recipient!:siret', 'documents', 'o'],
    'plateforme.etat': ['ping', '', '', 'p b o'],
    'v1.document': ['v1/0', '', '', 'g:2024-01-08', 'documents'],
  },
  formats: {
    'cog-commune': cogCommuneFormat,
    siren: sirenFormat,
    siret: siretFormat,
    uuid: uuidFormat,
  },
  grant: franceConnect,
};
