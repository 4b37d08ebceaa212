/** What the server would say of a request, fault by fault, in its order: the mocks say the same. */
import { describe, expect, it } from 'vitest';
import { mintToken, mockParticulier, scenarios } from './mocks/index.ts';

// In Paris, 15 October 2026.
const now = () => Date.UTC(2026, 9, 15, 10);
const ROUX: Record<string, string | string[] | undefined> = {
  recipient: '13002526500013',
  nomNaissance: 'ROUX',
  'prenoms[]': ['JEANNE', 'STEPHANIE'],
  anneeDateNaissance: '1987',
  moisDateNaissance: '6',
  jourDateNaissance: '27',
  sexeEtatCivil: 'F',
  codeCogInseePaysNaissance: '99100',
  codeCogInseeCommuneNaissance: '08480',
};

async function ask(
  path: string,
  values: Record<string, string | string[] | undefined>,
  headers: Record<string, string> = { Authorization: 'Bearer essai' },
  mock = mockParticulier({ now, quotas: false }),
) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value ?? []].flat()) query.append(name, one);
  const response = await mock.fetch(`https://particulier.api.gouv.fr${path}?${query}`, { headers });
  const body = (await response.json().catch(() => ({}))) as { errors?: { code: string }[] };
  return [response.status, ...(body.errors ?? []).map(({ code }) => code)].join(' ');
}

const QF = '/v3/dss/quotient_familial/identite';
const RSA = '/v3/dss/revenu_solidarite_active/identite';
const EAJE = '/v3/dss/participation_familiale_eaje/identite';
const BOURSE = '/v5/cnous/etudiant_boursier';
const ETUDIANT = '/v3/mesri/statut_etudiant/identite';
const ECOLE = '/v5/men/scolarites/identite';
const ARMEE = '/v3/dsnj/service_national/identite';
const { recipient } = ROUX;
const PLACE = ['codeCogInseeCommuneNaissance', 'nomCommuneNaissance', 'codeCogInseeDepartementNaissance'];

const none = (...names: string[]) => Object.fromEntries(names.map((name) => [name, undefined]));

describe.each<[string, string, Record<string, string | string[] | undefined>, [object, string][]]>([
  [
    'the quotient familial',
    QF,
    ROUX,
    [
      [{}, '200'],
      [none('sexeEtatCivil'), '404 35003'],
      [{ sexeEtatCivil: 'f' }, '200'],
      [{ codeCogInseeCommuneNaissance: '2a004' }, '422 00365'],
      [{ annee: '2024', mois: '10' }, '422 00355'],
      [{ annee: '2023' }, '422 00355 00356'],
      [{ annee: '2026', mois: '11' }, '422 00354'],
      [{ annee: '' }, '422 00356'],
      [{ mois: '13', annee: '2025' }, '422 00354'],
      [{ mois: '13', codeCogInseeCommuneNaissance: '7505', nomNaissance: '' }, '422 00365 00420'],
    ],
  ],
  [
    'a benefit',
    RSA,
    ROUX,
    [
      [{ recipient: undefined }, '422 00210'],
      [{ recipient: ' 13002526500013' }, '422 00210'],
      [{ recipient: ['1', '13002526500013'] }, '200'],
      [{ delegation_id: 'pas-un-uuid' }, '200'],
      [{ nomNaissance: 'N’GUESSAN' }, '422 00420'],
      [{ 'prenoms[]': ['ANNA', 'LŒ'] }, '422 00367'],
      [{ 'prenoms[]': undefined, prenoms: 'JEANNE' }, '422 00367'],
      [{ jourDateNaissance: '' }, '422 00363'],
      [{ moisDateNaissance: '2', jourDateNaissance: '30' }, '422 00363'],
      [{ anneeDateNaissance: '2026', moisDateNaissance: '10', jourDateNaissance: '15' }, '422 00363'],
      [{ ...none(...PLACE), nomCommuneNaissance: 'X', codeCogInseeDepartementNaissance: '2a' }, '422 00428'],
      [
        {
          sexeEtatCivil: 'X',
          codeCogInseePaysNaissance: 'FR',
          moisDateNaissance: '13',
          'prenoms[]': ['1'],
          nomNaissance: '',
        },
        '422 00427 00400 00363 00367 00420',
      ],
    ],
  ],
  [
    'a student’s grant',
    `${BOURSE}/identite`,
    { recipient },
    [
      [{}, '422 00420 00421 00422'],
      [{ campaignYear: '2020' }, '422 00420 00421 00422'],
      [{ ...ROUX, sexeEtatCivil: 'X', 'prenoms[]': ['Lœ’iz'] }, '404 26003'],
    ],
  ],
  [
    'a grant by INE',
    `${BOURSE}/ine`,
    { recipient },
    [
      [{ ine: '1234567890O' }, '422 00360'],
      [{ ine: 'x', campaignYear: '2020' }, '422 00360'],
      [{ ine: '1234567890g', campaignYear: '2020' }, '422 00368'],
    ],
  ],
  [
    'a student',
    ETUDIANT,
    ROUX,
    [
      [{ anneeDateNaissance: '1899' }, '422 00425'],
      [{ anneeDateNaissance: '0' }, '422 00422'],
      [{ sexeEtatCivil: undefined, codeCogInseeCommuneNaissance: '1' }, '422 00427 00365'],
    ],
  ],
  [
    'a pupil',
    ECOLE,
    { ...ROUX, anneeScolaire: '2025' },
    [
      [{}, '422 00410'],
      [{ codeEtablissement: '0751234A', degreEtablissement: '1d' }, '404 30003'],
      [{ codeEtablissement: '0751234A', 'codesBcnRegions[]': ['10'] }, '422 00419'],
      [{ 'codesBcnRegions[]': ['10'] }, '422 00412'],
      [
        { degreEtablissement: '2D', 'codesBcnRegions[]': ['10'], 'codesBcnDepartements[]': ['075'] },
        '422 00413',
      ],
      [{ degreEtablissement: '2D', 'codesBcnDepartements[]': ['75'] }, '422 00416'],
      [{ degreEtablissement: '2D', 'codesBcnDepartements[]': [' '] }, '422 00414'],
    ],
  ],
  [
    'national service',
    ARMEE,
    { recipient },
    [
      [{}, '422 00421 00420 00422 39400 00427 00400'],
      [ROUX, '422 39400'],
      [
        { ...ROUX, anneeDateNaissance: '2010', moisDateNaissance: '10', jourDateNaissance: '15' },
        '404 39003',
      ],
    ],
  ],
])('%s', (_, path, base, rows) => {
  it.each(rows)('%o → %s', async (changes, answer) => {
    expect(await ask(path, { ...base, ...(changes as typeof base) })).toBe(answer);
  });
});

it('finds a person born in a commune said by its name, its department and the year', async () => {
  const place = {
    ...none(...PLACE),
    nomCommuneNaissance: 'VILLERS SEMEUSE',
    codeCogInseeDepartementNaissance: '08',
  };
  expect(await ask(QF, { ...ROUX, ...place })).toBe('200');
  expect(await ask(QF, { ...ROUX, ...place, codeCogInseeDepartementNaissance: '09' })).not.toBe('200');
});

describe('the order', () => {
  const wrong = { ...ROUX, nomNaissance: '' };
  const token = { Authorization: 'Bearer essai' };

  it('token, scopes, version, recipient, header, maintenance, parameters', async () => {
    const poor = { Authorization: `Bearer ${mintToken({ scopes: ['aucun'] })}` };
    const down = () => mockParticulier({ now, scenarios: [scenarios.maintenance()] });
    const odd = { ...token, 'X-Generate-Proof': 'oui' };
    expect(await ask(EAJE, {}, {})).toBe('401 00101');
    expect(await ask(EAJE, {}, poor)).toBe('403 00100');
    expect(await ask('/v9/dss/participation_familiale_eaje/identite', {}, token)).toBe('404 00402');
    expect(await ask(EAJE, {}, odd)).toBe('422 00210');
    expect(await ask(EAJE, wrong, odd, down())).toBe('400 00401');
    expect(await ask(EAJE, wrong, token, down())).toBe('503 36020');
    expect(await ask(EAJE, wrong, token)).toBe('422 00420');
    expect(await ask(EAJE, ROUX, { ...token, 'X-Generate-Proof': '' })).toBe('200');
  });

  it('an outage comes after the parameters', async () => {
    const down = () => mockParticulier({ now, scenarios: [scenarios.outage()] });
    expect(await ask(QF, wrong, token, down())).toBe('422 00420');
    expect(await ask(QF, ROUX, token, down())).toBe('502 35001');
  });

  it('behind FranceConnect: its token, its identity, then scopes', async () => {
    const path = '/v3/dsnj/service_national/france_connect';
    const tokens = {
      'sans-nom': { identite: { prenoms: ['A'], anneeDateNaissance: 2005 }, scopes: [] },
      enfant: {
        identite: {
          nomNaissance: 'A',
          prenoms: ['A'],
          anneeDateNaissance: 2020,
          moisDateNaissance: 1,
          jourDateNaissance: 1,
        },
      },
    };
    const mock = () => mockParticulier({ now, tokens });
    const bearer = (text: string) => ({ Authorization: `Bearer ${text}` });
    expect(await ask(path, {}, {}, mock())).toBe('401 00101');
    expect(await ask(path, {}, { 'X-Api-Key': 'essai' }, mock())).toBe('401 51504');
    expect(await ask(path, {}, bearer('personne'), mock())).toBe('401 51502');
    expect(await ask(path, {}, bearer('sans-nom'), mock())).toBe('422 51564');
    expect(await ask(path, { recipient, nomNaissance: '2' }, bearer('enfant'), mock())).toBe('422 39400');
  });

  it('a token in X-Api-Key or in the address, or in Authorization written otherwise', async () => {
    expect(await ask(RSA, ROUX, { 'X-Api-Key': 'essai' })).toBe('200');
    expect(await ask(RSA, { ...ROUX, token: 'essai' }, {})).toBe('200');
    expect(await ask(RSA, ROUX, { Authorization: 'bearer essai' })).toBe('401 00101');
  });

  it('introspection asks for no recipient', async () => {
    expect(await ask('/v3/token/introspect', { recipient: '1' }, token)).toBe('200');
  });
});
