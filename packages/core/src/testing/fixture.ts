import type { Param } from '../client/definition.ts';
import {
  cogCommuneFormat,
  cogPaysFormat,
  nomFormat,
  sirenFormat,
  siretFormat,
  uuidFormat,
} from '../identifiers/checks.ts';
import type { MockError, MockTable } from '../mocks/table/types.ts';

const recipient: Param = { key: 'recipient', required: true, context: true, format: siretFormat };
const delegationId: Param = { key: 'delegationId', name: 'delegation_id', context: true, format: uuidFormat };
const context: Param = { key: 'context', required: true, context: true };
const object: Param = { key: 'object', required: true, context: true };
const annee: Param = { key: 'annee', integer: true };
const mois: Param = { key: 'mois', integer: true, min: 1, max: 12 };
const siren: Param = { key: 'siren', in: 'path', required: true, format: sirenFormat };
const provider: Param = { key: 'provider', in: 'path', required: true, greedy: true };
const operationId: Param = { key: 'operationId', name: 'operation_id' };
const identite: Param[] = [
  { key: 'nomNaissance', required: true, format: nomFormat },
  { key: 'prenoms', list: true, required: true },
  { key: 'anneeDateNaissance', integer: true },
  { key: 'moisDateNaissance', integer: true, min: 1, max: 12 },
  { key: 'jourDateNaissance', integer: true, min: 1, max: 31 },
  { key: 'sexeEtatCivil', required: true, values: ['M', 'F'] },
  { key: 'codeCogInseePaysNaissance', required: true, format: cogPaysFormat },
  { key: 'codeCogInseeCommuneNaissance', format: cogCommuneFormat },
  { key: 'nomCommuneNaissance' },
  { key: 'codeCogInseeDepartementNaissance' },
];

const refusal = (status: number, title: string, more: Partial<MockError> = {}): MockError => ({
  status,
  title,
  detail: `${title}.`,
  ...more,
});
const parameter = (name: string, more: Partial<MockError> = {}): MockError =>
  refusal(422, `${name} refusé`, { source: { parameter: name }, ...more });
/** A code whose body names nothing, though it is about a parameter. */
const silent = (parameter: string, more: Partial<MockError> = {}): MockError =>
  refusal(422, `${parameter} refusé`, { parameter, ...more });
const token = { source: { parameter: 'token' } };

/** What every API of the platform says, in few words. */
export const PLATFORM: Record<string, MockError> = {
  '00015': refusal(409, 'Appel en cours'),
  '00100': refusal(403, 'Droits insuffisants', token),
  '00101': refusal(401, 'Jeton absent', token),
  '00103': refusal(401, 'Jeton expiré', token),
  '00105': refusal(401, 'Jeton révoqué', token),
  '00106': refusal(401, 'Jeton inconnu', token),
  '00201': parameter('context'),
  '00202': parameter('object'),
  '00203': parameter('recipient', { when: 'missing' }),
  '00210': parameter('recipient', { when: 'malformed' }),
  '00212': parameter('delegation_id'),
  '00301': parameter('siren'),
  '00354': silent('mois'),
  '00356': silent('annee'),
  '00365': silent('codeCogInseeCommuneNaissance', { alsoFor: ['nomCommuneNaissance'] }),
  '00400': silent('codeCogInseePaysNaissance'),
  '00404': refusal(404, 'Opération inconnue'),
  '00420': silent('nomNaissance', { alsoFor: ['nomUsage'] }),
  '00421': silent('prenoms'),
  '00422': silent('anneeDateNaissance'),
  '00423': silent('moisDateNaissance'),
  '00424': silent('jourDateNaissance'),
  '00427': silent('sexeEtatCivil'),
  '00428': silent('codeCogInseeDepartementNaissance'),
  '00429': refusal(429, "Trop d'appels"),
  '00500': refusal(500, 'Erreur interne'),
  '51501': refusal(401, 'Jeton FranceConnect mal formé'),
  '51502': refusal(401, 'Jeton FranceConnect inconnu'),
  '51503': refusal(401, 'Identité FranceConnect incomplète'),
  '51504': refusal(401, 'Jeton FranceConnect absent'),
};

/** What any provider may answer. */
export const KINDS: Record<string, MockError> = {
  '001': refusal(502, 'Fournisseur indisponible'),
  '002': refusal(504, 'Délai dépassé'),
  '003': refusal(404, 'Dossier introuvable'),
  '011': refusal(502, 'Erreur passagère'),
  '015': refusal(409, 'Plusieurs dossiers'),
  '020': refusal(503, 'Maintenance'),
  '999': refusal(502, 'Réponse incomprise'),
};

const QF = {
  data: {
    quotient_familial: { valeur: 1234 },
    enfants: [
      { nom: 'EXEMPLE', ecole: 'Jules Ferry' },
      { nom: 'EXEMPLE', ecole: null },
    ],
    adresse: { code_postal: '75001' },
  },
  links: {},
  meta: {},
};

/** Fragment of a table, hand-written for the engine's tests. */
export const particulier: MockTable = {
  name: 'API Particulier',
  hosts: ['https://particulier.test', 'https://staging.particulier.test'],
  limits: { json: { limit: 3, period: 1 }, documents: { limit: 1, period: 60, perOperation: true } },
  scopes: ['cnaf_quotient_familial', 'cnaf_enfants', 'cnaf_ecole', 'cnaf_adresse', 'cnous_identite'],
  providers: { '23': 'CNAF', '37': 'CNAV' },
  kinds: KINDS,
  errors: {
    ...PLATFORM,
    '37003': {
      status: 404,
      title: 'Dossier introuvable',
      detail: 'Aucun dossier.',
      meta: { provider: 'CNAV' },
    },
    '37001': {
      status: 502,
      title: 'Panne',
      detail: 'La CNAV ne répond pas.',
      meta: { provider: 'CNAV' },
    },
    '37015': { status: 409, title: 'Homonymes', detail: 'Plusieurs dossiers.', meta: { provider: 'CNAV' } },
  },
  usagers: {
    camille: { identite: { nomNaissance: 'EXEMPLE', prenoms: ['CAMILLE'], anneeDateNaissance: 1990 } },
    identite_seule: { identite: { nomNaissance: 'EXEMPLE' }, scopes: ['cnous_identite'] },
    sans_pivot: { identite: {} },
  },
  operations: {
    'dss.quotientFamilial.identite': {
      path: '/v3/dss/quotient_familial/identite',
      params: [recipient, delegationId, ...identite, annee, mois],
      group: 'json',
      scopes: ['cnaf_quotient_familial', 'cnaf_enfants', 'cnaf_adresse'],
      masks: {
        quotient_familial: { scopes: ['cnaf_quotient_familial'] },
        enfants: { scopes: ['cnaf_enfants'], fields: { ecole: { scopes: ['cnaf_ecole'] } } },
        adresse: { scopes: ['cnaf_adresse'] },
      },
      contentType: 'application/vnd.api+json',
      cacheTtl: 3600,
      codes: [
        '00101',
        '00103',
        '00100',
        '37003',
        '23003',
        '00015',
        '37015',
        '00203',
        '00429',
        '37001',
        '37002',
      ],
      cases: [
        {
          name: 'nom seul',
          usager: 'camille',
          params: { nomNaissance: 'EXEMPLE' },
          status: 200,
          response: { ...QF, meta: { cas: 'nom' } },
        },
        {
          name: 'enfants',
          params: { nomNaissance: 'EXEMPLE', prenoms: ['CAMILLE', 'ANDRÉ'], moisDateNaissance: '02' },
          status: 200,
          response: QF,
        },
        { name: 'absent', params: { nomNaissance: 'ABSENT' }, status: 404, codes: ['23003'] },
      ],
    },
    'dss.quotientFamilial.franceConnect': {
      path: '/v3/dss/quotient_familial/france_connect',
      params: [recipient, annee],
      citizen: true,
      scopes: ['cnaf_quotient_familial', 'cnous_identite'],
      masks: {
        quotient_familial: { scopes: ['cnaf_quotient_familial'] },
        identite: { scopes: ['cnous_identite'] },
      },
      contentType: 'application/vnd.api+json',
      codes: ['00101', '51501', '51502', '51503', '37003'],
      cases: [
        {
          name: 'camille',
          params: { nomNaissance: 'exemple', prenoms: ['Camille'] },
          status: 200,
          response: { data: { quotient_familial: 1, identite: { nom: 'EXEMPLE' } }, links: {}, meta: {} },
        },
        {
          name: 'camille en 2020',
          usager: 'camille',
          params: { annee: 2020 },
          status: 404,
          codes: ['37003'],
        },
      ],
    },
    'dss.primeActivite.franceConnect': {
      path: '/v3/dss/prime_activite/france_connect',
      params: [recipient],
      citizen: true,
      codes: ['51501', '51502', '51504'],
      cases: [],
    },
    introspection: {
      path: '/v3/token/introspect',
      params: [{ key: 'recipient', context: true, format: siretFormat }],
      simulation: 'introspection',
      contentType: 'application/vnd.api+json',
      cases: [],
    },
    introspectionV2: {
      path: '/api/introspect',
      params: [],
      bare: true,
      simulation: 'introspection-v2',
      cases: [],
    },
    'avisImposition.v2': { path: '/api/v2/avis-imposition', params: [], retired: '2024-01-08', cases: [] },
    ping: { path: '/api/ping', params: [], public: true, bare: true, simulation: 'ping', cases: [] },
    pings: {
      path: '/api/pings',
      params: [],
      public: true,
      bare: true,
      cases: [
        {
          name: 'liste',
          params: {},
          status: 200,
          response: [{ name: 'CNAV', url: 'https://particulier.test/api/cnav/ping' }],
        },
      ],
    },
    etat: {
      path: '/api/{provider}/ping',
      params: [provider],
      public: true,
      bare: true,
      simulation: 'provider-state',
      probes: { cnav_prime: ['37'], cnaf_quotient: ['23'] },
      cases: [],
    },
    erreurs: {
      path: '/api/errors',
      params: [operationId],
      public: true,
      bare: true,
      simulation: 'nomenclature',
      cases: [],
    },
  },
};

/** A second API, with path parameters. */
export const entreprise: MockTable = {
  name: 'API Entreprise',
  hosts: ['https://entreprise.test'],
  limits: { documents: { limit: 1, period: 60, perOperation: true } },
  scopes: ['unites_legales', 'attestations'],
  providers: { '01': 'INSEE', '04': 'ACOSS' },
  kinds: KINDS,
  errors: PLATFORM,
  usagers: {},
  operations: {
    'insee.unitesLegales': {
      path: '/v3/insee/unites_legales/{siren}',
      params: [recipient, context, object, siren],
      scopes: ['unites_legales'],
      codes: ['00101', '00100', '01003', '00201', '00202', '00203', '00301'],
      cases: [
        {
          name: 'DINUM',
          params: { siren: '130025265' },
          status: 200,
          response: { data: { siren: '130025265' }, links: {}, meta: {} },
        },
      ],
    },
    'insee.diffusibles': {
      path: '/v3/insee/unites_legales/open_data/{siren}',
      params: [recipient, context, object, siren],
      cases: [{ name: 'tous', params: {}, status: 200, response: { data: { ouvert: true } } }],
    },
    'urssaf.vigilance': {
      path: '/v4/urssaf/{siren}/vigilance',
      params: [siren],
      group: 'documents',
      codes: ['04003', '04501', '04011'],
      errors: {
        '04501': {
          status: 502,
          title: 'Analyse en cours',
          detail: 'Le dossier est analysé à la main.',
          meta: { provider: 'ACOSS', retry_in: 172_800 },
        },
      },
      cases: [],
    },
    'urssaf.autre': {
      path: '/v4/urssaf/{siren}/autre',
      params: [siren],
      group: 'documents',
      codes: ['04003'],
      cases: [],
    },
    privileges: { path: '/privileges', params: [], simulation: 'privileges', cases: [] },
    etat: {
      path: '/ping/{provider}',
      params: [provider],
      public: true,
      bare: true,
      simulation: 'provider-state',
      probes: { 'insee/sirene': ['01'] },
      cases: [],
    },
  },
};

/** A complete, valid question to `dss.quotientFamilial.identite`, with what a test changes. */
export function qfUrl(
  changes: Record<string, string | readonly string[] | undefined> = {},
  base = 'https://particulier.test',
): string {
  const params = {
    recipient: '13002526500013',
    nomNaissance: 'Exemple',
    prenoms: ['Camille', 'André'],
    anneeDateNaissance: '1990',
    moisDateNaissance: '2',
    sexeEtatCivil: 'F',
    codeCogInseePaysNaissance: '99100',
    codeCogInseeCommuneNaissance: '75056',
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) for (const item of value) query.append(`${name}[]`, item);
    else if (typeof value === 'string') query.append(name, value);
  }
  return `${base}/v3/dss/quotient_familial/identite?${query}`;
}

/** A call with a token: what an error test usually looks at. */
export interface Seen {
  readonly status: number;
  readonly codes: readonly string[];
  readonly body: unknown;
  readonly headers: Headers;
}

/** Sends one call and reads its JSON answer. */
export async function ask(
  mock: { fetch: (input: string, init?: RequestInit) => Promise<Response> },
  url: string,
  token: string | null = 'un-jeton',
): Promise<Seen> {
  const headers: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
  const response = await mock.fetch(url, { headers });
  const body = (await response.json()) as { errors?: { code: string }[] };
  return {
    status: response.status,
    codes: body.errors?.map(({ code }) => code) ?? [],
    body,
    headers: response.headers,
  };
}
