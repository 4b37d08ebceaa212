// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import type { MockTable } from '@apigouv/core/mocks';

const paramsEtatCivilIdentite = '*recipient!:siret *delegationId=delegation_id:uuid @trace=X-Trace nomNaissance! prenoms[]! sexeEtatCivil!:M|F annee:int mois:1..12 codeCommune=code_commune:cog-commune';

const reponseJeanne = {
  data: {
    nom: 'ROUX',
    date_naissance: '1987-06-27',
    sexe: 'F',
    adresse: { ville: 'PARIS', voie: "1 rue de l'Essai" },
    foyer: { taille: 2, revenu: 12000 },
    enfants: [{ prenom: 'ALEXIS', enfants: [] }],
    registre: 'communal',
  },
  links: {},
  meta: {},
};

export const mockTable: MockTable = {
  name: 'API Essai',
  hosts: ['https://essai.example.gouv.fr', 'https://staging.essai.example.gouv.fr'],
  limits: {
    ressources: [20, 1],
    documents: [5, 60, 'operation'],
  },
  scopes: ['ca', 'doc', 'ec_adresse', 'ec_enfants', 'ec_identite', 'ec_nom', 'ec_revenu', 'ec_voie'],
  providers: { '90': 'Registre' },
  usagers: {
    'jeanne-roux': {
      identite: { nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', lieu: 'PARIS' },
      scopes: ['ec_nom'],
    },
  },
  errors: {
    '90001': {
      status: 502,
      title: 'Fournisseur indisponible',
      detail: 'Réessayez plus tard.',
      meta: { provider: 'Registre' },
    },
    '90003': {
      status: 404,
      title: 'Dossier introuvable',
      detail: 'Aucun dossier ne correspond.',
      meta: { provider: 'Registre' },
    },
    '90015': {
      status: 409,
      title: 'Plusieurs personnes',
      detail: "Précisez l'identité.",
      meta: { provider: 'Registre' },
    },
    '90020': {
      status: 502,
      title: 'Maintenance',
      detail: 'Réessayez après le délai.',
      meta: { provider: 'Registre', retry_in: 1800 },
    },
    '00015': { status: 409, title: 'Appel identique en cours', detail: 'Attendez sa fin.' },
    '00101': {
      status: 401,
      title: 'Jeton invalide',
      detail: "L'en-tête Authorization ne porte pas de jeton valide.",
      source: { parameter: 'token' },
    },
    '00203': {
      status: 422,
      title: 'Destinataire manquant',
      detail: 'Le paramètre recipient est obligatoire.',
      source: { parameter: 'recipient' },
    },
  },
  operations: {
    'etatCivil.identite': {
      path: '/v3/etat_civil/identite',
      params: paramsEtatCivilIdentite,
      group: 'ressources',
      scopes: ['ec_nom', 'ec_adresse'],
      masks: {
        nom: ['ec_nom'],
        date_naissance: ['ec_identite'],
        sexe: ['ec_identite'],
        adresse: ['ec_adresse', { voie: ['ec_voie'] }],
        foyer: [null, { revenu: ['ec_revenu'] }],
        enfants: [null, { prenom: ['ec_enfants'] }],
      },
      cacheTtl: 86400,
      codes: '00101 90003 00015 90015 00203 90001 90020',
      cases: [
        {
          nom: 'inconnue',
          description: 'Personne inconnue',
          params: { nomNaissance: 'INCONNU' },
          status: 404,
          codes: ['90003'],
        },
        {
          nom: 'jeanne',
          description: "Mère d'un enfant",
          usager: 'jeanne-roux',
          params: { nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', annee: 2024 },
          status: 200,
          reponse: reponseJeanne,
        },
      ],
    },
    'etatCivil.franceConnect': {
      path: '/v3/etat_civil/france_connect',
      params: '*recipient!:siret *delegationId=delegation_id:uuid annee:int',
      group: 'ressources',
      flags: 'f',
      scopes: ['ec_nom', 'ec_adresse'],
      masks: {
        nom: ['ec_nom'],
        date_naissance: ['ec_identite'],
        sexe: ['ec_identite'],
        adresse: ['ec_adresse', { voie: ['ec_voie'] }],
        foyer: [null, { revenu: ['ec_revenu'] }],
        enfants: [null, { prenom: ['ec_enfants'] }],
      },
      codes: '00101 90003',
      errors: {
        '90003': {
          status: 404,
          title: 'Citoyen introuvable',
          detail: "Ce citoyen n'est pas au registre.",
          meta: { provider: 'Registre' },
        },
      },
      cases: [
        {
          nom: 'jeanne',
          description: "Mère d'un enfant",
          usager: 'jeanne-roux',
          params: { annee: 2024 },
          status: 200,
          reponse: reponseJeanne,
        },
      ],
    },
    'v2.etatCivil.identite': {
      path: '/v2/etat_civil/identite',
      params: paramsEtatCivilIdentite,
      group: 'ressources',
      scopes: ['ec_nom'],
      masks: { nom: ['ec_nom'] },
      codes: '00101 90003',
      cases: [],
    },
    'unites.etablissements': {
      path: '/v3/unites/{siren}/etablissements/{code_postal}',
      params: 'siren!:siren codePostal!=code_postal actifs:oui natures[]:siege|secondaire *recipient!:siret',
      group: 'documents',
      scopes: [],
      masks: { data: [null, { chiffre_affaires: ['ca'], enseigne: ['ec_nom'] }] },
      contentType: 'application/vnd.api+json',
      codes: '00101',
      cases: [
        {
          nom: 'une-unite',
          params: { siren: '130025265', code_postal: '75002', actifs: 'oui', natures: ['siege'] },
          status: 200,
          reponse: { data: [{ data: { siret: '13002526500013', chiffre_affaires: 10 } }], links: {}, meta: {} },
        },
      ],
    },
    documents: {
      path: '/v3/documents',
      params: '*recipient!:siret',
      group: 'documents',
      scopes: ['doc'],
      documentTtl: 3600,
      codes: '00101',
      cases: [],
    },
    'plateforme.etat': {
      path: '/ping',
      params: '',
      flags: 'p b',
      codes: '',
      cases: [
        {
          nom: 'en-marche',
          params: {},
          status: 200,
          reponse: { status: 'ok' },
        },
      ],
    },
    'v1.document': {
      path: '/v1/document',
      params: '',
      flags: 'g:2024-01-08',
      codes: '',
      cases: [],
    },
  },
};
