// Fichier généré à partir de specs/dist/mini.json : ne le modifiez pas, vos changements seraient perdus.

import type { MockTable } from '@apigouv/core/mocks';
import { definition, routes } from './routes.ts';

const responseJeanne = {
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
  name: definition.name,
  hosts: ['https://essai.example.gouv.fr', 'https://staging.essai.example.gouv.fr'],
  limits: definition.limits,
  addressLimit: definition.addressLimit,
  scopes: ['ca', 'doc', 'ec_adresse', 'ec_enfants', 'ec_identite', 'ec_nom', 'ec_revenu', 'ec_voie'],
  providers: { '90': 'Registre' },
  usagers: {
    'jeanne-roux': {
      identite: { nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', lieu: 'PARIS' },
      scopes: ['ec_nom'],
    },
  },
  kinds: {},
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
      ...routes['etatCivil.identite'],
      scopes: ['ec_nom', 'ec_adresse'],
      masks: {
        nom: { scopes: ['ec_nom'] },
        date_naissance: { scopes: ['ec_identite'] },
        sexe: { scopes: ['ec_identite'] },
        adresse: { scopes: ['ec_adresse'], fields: { voie: { scopes: ['ec_voie'] } } },
        foyer: { fields: { revenu: { scopes: ['ec_revenu'] } } },
        enfants: { fields: { prenom: { scopes: ['ec_enfants'] } } },
      },
      provider: '90',
      cacheTtl: 86400,
      codes: ['00101', '90003', '00015', '90015', '00203', '90001', '90020'],
      cases: [
        {
          name: 'inconnue',
          description: 'Personne inconnue',
          params: { nomNaissance: 'INCONNU' },
          status: 404,
          codes: ['90003'],
        },
        {
          name: 'jeanne',
          description: "Mère d'un enfant",
          usager: 'jeanne-roux',
          params: { nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F', annee: 2024 },
          status: 200,
          response: responseJeanne,
        },
      ],
    },
    'etatCivil.franceConnect': {
      ...routes['etatCivil.franceConnect'],
      scopes: ['ec_nom', 'ec_adresse'],
      masks: {
        nom: { scopes: ['ec_nom'] },
        date_naissance: { scopes: ['ec_identite'] },
        sexe: { scopes: ['ec_identite'] },
        adresse: { scopes: ['ec_adresse'], fields: { voie: { scopes: ['ec_voie'] } } },
        foyer: { fields: { revenu: { scopes: ['ec_revenu'] } } },
        enfants: { fields: { prenom: { scopes: ['ec_enfants'] } } },
      },
      provider: '90',
      codes: ['00101', '90003'],
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
          name: 'jeanne',
          description: "Mère d'un enfant",
          usager: 'jeanne-roux',
          params: { annee: 2024 },
          status: 200,
          response: responseJeanne,
        },
      ],
    },
    'v2.etatCivil.identite': {
      ...routes['v2.etatCivil.identite'],
      scopes: ['ec_nom'],
      masks: { nom: { scopes: ['ec_nom'] } },
      provider: '90',
      codes: ['00101', '90003'],
      cases: [],
    },
    'unites.etablissements': {
      ...routes['unites.etablissements'],
      scopes: [],
      masks: { data: { fields: { chiffre_affaires: { scopes: ['ca'] }, enseigne: { scopes: ['ec_nom'] } } } },
      contentType: 'application/vnd.api+json',
      provider: '90',
      codes: ['00101'],
      cases: [
        {
          name: 'une-unite',
          params: { siren: '130025265', code_postal: '75002', actifs: 'oui', natures: ['siege'] },
          status: 200,
          response: { data: [{ data: { siret: '13002526500013', chiffre_affaires: 10 } }], links: {}, meta: {} },
        },
      ],
    },
    documents: {
      ...routes.documents,
      scopes: ['doc'],
      documentTtl: 3600,
      documentPlace: 'relay',
      codes: ['00101'],
      cases: [],
    },
    'plateforme.etat': {
      ...routes['plateforme.etat'],
      codes: [],
      cases: [
        {
          name: 'en-marche',
          params: {},
          status: 200,
          response: { status: 'ok' },
        },
      ],
    },
    'v1.document': {
      ...routes['v1.document'],
      codes: [],
      cases: [],
    },
  },
};
