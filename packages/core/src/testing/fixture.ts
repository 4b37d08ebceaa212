import type { MockTable } from '../mocks/table/types.ts';

const NAISSANCE =
  'nomNaissance! prenoms[]! anneeDateNaissance:int moisDateNaissance:1..12 jourDateNaissance:1..31 sexeEtatCivil!:M|F ' +
  'codeCogInseePaysNaissance!:cog-pays codeCogInseeCommuneNaissance:cog-commune nomCommuneNaissance codeCogInseeDepartementNaissance';

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
  limits: { json: [3, 1], documents: [1, 60, 'operation'] },
  scopes: ['cnaf_quotient_familial', 'cnaf_enfants', 'cnaf_ecole', 'cnaf_adresse', 'cnous_identite'],
  providers: { '23': 'CNAF', '37': 'CNAV' },
  errors: {
    '37003': {
      status: 404,
      title: 'Dossier introuvable',
      detail: 'Aucun dossier.',
      meta: { provider: 'CNAV' },
    },
    '37001': {
      status: 504,
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
      params: `*recipient!:siret *delegationId=delegation_id:uuid ${NAISSANCE} annee:int mois:1..12`,
      group: 'json',
      scopes: ['cnaf_quotient_familial', 'cnaf_enfants', 'cnaf_adresse'],
      masks: {
        quotient_familial: ['cnaf_quotient_familial'],
        enfants: ['cnaf_enfants', { ecole: ['cnaf_ecole'] }],
        adresse: ['cnaf_adresse'],
      },
      contentType: 'application/vnd.api+json',
      cacheTtl: 3600,
      codes: '00101 00103 00100 37003 23003 00015 37015 00203 00429 37001 37002',
      cases: [
        {
          nom: 'nom seul',
          usager: 'camille',
          params: { nomNaissance: 'EXEMPLE' },
          status: 200,
          reponse: { ...QF, meta: { cas: 'nom' } },
        },
        {
          nom: 'enfants',
          params: { nomNaissance: 'EXEMPLE', prenoms: ['CAMILLE', 'ANDRÉ'], moisDateNaissance: '02' },
          status: 200,
          reponse: QF,
        },
        { nom: 'absent', params: { nomNaissance: 'ABSENT' }, status: 404, codes: ['23003'] },
      ],
    },
    'dss.quotientFamilial.franceConnect': {
      path: '/v3/dss/quotient_familial/france_connect',
      params: '*recipient!:siret annee:int',
      flags: 'f',
      scopes: ['cnaf_quotient_familial', 'cnous_identite'],
      masks: { quotient_familial: ['cnaf_quotient_familial'], identite: ['cnous_identite'] },
      contentType: 'application/vnd.api+json',
      codes: '00101 37003',
      cases: [
        {
          nom: 'camille',
          params: { nomNaissance: 'exemple', prenoms: ['Camille'] },
          status: 200,
          reponse: { data: { quotient_familial: 1, identite: { nom: 'EXEMPLE' } }, links: {}, meta: {} },
        },
        { nom: 'camille en 2020', usager: 'camille', params: { annee: 2020 }, status: 404, codes: ['37003'] },
      ],
    },
    'dss.primeActivite.franceConnect': {
      path: '/v3/dss/prime_activite/france_connect',
      params: '*recipient!:siret',
      flags: 'f',
      codes: '51501 51502 51504',
      cases: [],
    },
    introspection: {
      path: '/v3/token/introspect',
      params: '*recipient:siret',
      contentType: 'application/vnd.api+json',
      cases: [],
    },
    introspectionV2: { path: '/api/introspect', params: '', flags: 'b', cases: [] },
    'avisImposition.v2': { path: '/api/v2/avis-imposition', params: '', flags: 'g:2024-01-08', cases: [] },
    ping: { path: '/api/ping', params: '', flags: 'p b', cases: [] },
    pings: {
      path: '/api/pings',
      params: '',
      flags: 'p b',
      cases: [
        {
          nom: 'liste',
          params: {},
          status: 200,
          reponse: [{ name: 'CNAV', url: 'https://particulier.test/api/cnav/ping' }],
        },
      ],
    },
    etat: { path: '/api/{provider}/ping', params: 'provider!', flags: 'p b', cases: [] },
    erreurs: { path: '/api/errors', params: 'operationId=operation_id', flags: 'p b', cases: [] },
  },
};

/** A second API, with path parameters. */
export const entreprise: MockTable = {
  name: 'API Entreprise',
  hosts: ['https://entreprise.test'],
  limits: { documents: [1, 60, 'operation'] },
  scopes: ['unites_legales', 'attestations'],
  providers: { '01': 'INSEE', '04': 'ACOSS' },
  usagers: {},
  operations: {
    'insee.unitesLegales': {
      path: '/v3/insee/unites_legales/{siren}',
      params: '*recipient!:siret *context! *object! siren!:siren',
      scopes: ['unites_legales'],
      codes: '00101 00100 01003 00201 00202 00203 00301',
      cases: [
        {
          nom: 'DINUM',
          params: { siren: '130025265' },
          status: 200,
          reponse: { data: { siren: '130025265' }, links: {}, meta: {} },
        },
      ],
    },
    'insee.diffusibles': {
      path: '/v3/insee/unites_legales/open_data/{siren}',
      params: '*recipient!:siret *context! *object! siren!:siren',
      cases: [{ nom: 'tous', params: {}, status: 200, reponse: { data: { ouvert: true } } }],
    },
    'urssaf.vigilance': {
      path: '/v4/urssaf/{siren}/vigilance',
      params: '',
      group: 'documents',
      codes: '04003 04501 04011',
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
      params: '',
      group: 'documents',
      codes: '04003',
      cases: [],
    },
    privileges: { path: '/privileges', params: '', cases: [] },
    etat: { path: '/ping/{provider}', params: 'provider!', flags: 'p b', cases: [] },
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
