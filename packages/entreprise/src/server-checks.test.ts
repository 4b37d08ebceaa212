/** What the server would say of a request, fault by fault, in its order: the mocks say the same. */
import { describe, expect, it } from 'vitest';
import { mockEntreprise, mockTable, scenarios } from './mocks/index.ts';

const now = () => Date.UTC(2026, 9, 15, 10);
const CONTEXT = { recipient: '13002526500013', context: 'Marché public', object: 'x'.repeat(80) };

async function ask(path: string, values: Record<string, string> = CONTEXT, mock = mockEntreprise({ now })) {
  const response = await mock.fetch(`https://entreprise.api.gouv.fr${path}?${new URLSearchParams(values)}`, {
    headers: { Authorization: 'Bearer essai' },
  });
  const body = (await response.json()) as { errors?: { code: string }[] };
  return [response.status, ...(body.errors ?? []).map(({ code }) => code)].join(' ');
}

const UNITE = '/v4/insee/sirene/unites_legales';
const EFFECTIFS = '/v3/gip_mds/etablissements/41816609600069/effectifs_mensuels';
const RGE = '/v3/ademe/etablissements/41816609600069/certification_rge';

it.each([
  ['all the context', `${UNITE}/1`, {}, '422 00201 00203 00202'],
  ['blank is missing', `${UNITE}/1`, { ...CONTEXT, object: ' ' }, '422 00202'],
  ['a wrong recipient, before the SIREN', `${UNITE}/1`, { ...CONTEXT, recipient: '1' }, '422 00210'],
  ['the context, before the version', '/v9/insee/sirene/unites_legales/1', {}, '422 00201 00203 00202'],
  [
    'the version, before the recipient',
    '/v9/insee/sirene/unites_legales/1',
    { ...CONTEXT, recipient: '1' },
    '404 00402',
  ],
  ['no trimming', `${UNITE}/418166096%20`, CONTEXT, '422 00301'],
  ['an ending that is a format', `${UNITE}/418166096.json`, CONTEXT, '200'],
  ['a delegation that nobody reads', `${UNITE}/418166096`, { ...CONTEXT, delegation_id: 'x' }, '200'],
  [
    'a year of the tax office',
    '/v3/dgfip/unites_legales/418166096/liens_capitalistiques/2026',
    CONTEXT,
    '422 00315',
  ],
  ['no year', '/v3/dgfip/unites_legales/418166096/liens_capitalistiques/26', CONTEXT, '422 00307'],
  ['both wrong', '/v3/gip_mds/unites_legales/1/effectifs_annuels/2027', CONTEXT, '422 00301 00307'],
  [
    'the year before the month',
    `${EFFECTIFS}/1/annee/23`,
    { ...CONTEXT, profondeur: '14' },
    '422 00307 00305 00390',
  ],
  ['thirteen months more', `${EFFECTIFS}/02/annee/2023`, { ...CONTEXT, profondeur: '13' }, '200'],
  ['an unknown kind of staff', `${EFFECTIFS}/02/annee/2023`, { ...CONTEXT, nature_effectif: '?' }, '200'],
  ['a limit read as 10', RGE, { ...CONTEXT, limit: '10.5' }, '200'],
  ['no limit', RGE, { ...CONTEXT, limit: 'beaucoup' }, '422 00313'],
  ['an RNF in lower case', '/v3/ministere_interieur/siaf/fondations/075-frup-00194-01', CONTEXT, '200'],
  ['no such foundation', '/v3/ministere_interieur/siaf/fondations/075-ABCD-00194-01', CONTEXT, '422 00331'],
])('%s', async (_, path, values, answer) => {
  const examples = ['entreprise'];
  expect(await ask(path, values, mockEntreprise({ now, examples, quotas: false }))).toBe(answer);
});

it('lets a town ask for itself', async () => {
  const own = '21920023500014';
  expect(await ask(`/v4/insee/sirene/etablissements/${own}`, { ...CONTEXT, recipient: own })).toBe(
    '404 01003',
  );
});

describe('a provider', () => {
  const down = (scenario: 'outage' | 'maintenance') =>
    mockEntreprise({ now, quotas: false, scenarios: [scenarios[scenario]()] });

  it('in maintenance is said before the parameters, out of order after them', async () => {
    expect(await ask(`${UNITE}/1`, CONTEXT, down('maintenance'))).toBe('503 01020');
    expect(await ask(`${UNITE}/1`, CONTEXT, down('outage'))).toBe('422 00301');
  });

  const asked = Object.entries(mockTable.operations).filter(
    ([, { provider, simulation, params }]) => provider && !simulation && params.length > 0,
  );

  it.each(asked)('%s: 502 of its own', async (_, { path, provider }) => {
    const values: Record<string, string> = {
      siren: '418166096',
      siret: '41816609600069',
      year: '2023',
      month: '02',
    };
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? SHARED[name] ?? '');
    expect(await ask(filled, CONTEXT, down('outage'))).toBe(`502 ${provider}001`);
  });
});

const SHARED: Record<string, string> = {
  siren_or_rna: '418166096',
  siret_or_rna: '41816609600069',
  siren_or_siret_or_rna: '418166096',
  siren_or_siret_or_rnf: '418166096',
  siret_or_eori: '41816609600069',
};
