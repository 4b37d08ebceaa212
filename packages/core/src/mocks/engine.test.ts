import { describe, expect, it } from 'vitest';
import { ask, entreprise, particulier, qfUrl } from '../testing/fixture.ts';
import { createMock, mintToken, scenarios } from './index.ts';

const SANS_QUOTA = { quotas: false } as const;
const UL = 'https://entreprise.test/v3/insee/unites_legales';
const CONTEXTE = 'recipient=13001653800014&context=Aides&object=dossier-12';

describe('routes', () => {
  const mock = createMock([particulier, entreprise], SANS_QUOTA);

  it('answers a plain 404 off the map and 405 to another method', async () => {
    const unknown = await mock.fetch('https://particulier.test/v3/inconnu');
    expect([unknown.status, unknown.headers.get('Content-Type')]).toEqual([404, 'text/plain; charset=utf-8']);
    const post = await mock.fetch(qfUrl(), { method: 'POST' });
    expect([post.status, post.headers.get('Allow')]).toEqual([405, 'GET']);
  });

  it('answers 410 in plain text where an operation is retired', async () => {
    const response = await mock.fetch('https://particulier.test/api/v2/avis-imposition');
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('2024-01-08');
  });

  it('prefers a literal segment to a parameter', async () => {
    expect((await ask(mock, `${UL}/open_data/130025265?${CONTEXTE}`)).body).toEqual({
      data: { ouvert: true },
    });
    expect((await ask(mock, `${UL}/130025265?${CONTEXTE}`)).status).toBe(200);
  });

  it('finds the API by its host, by a prefix of the path, or by the path alone', async () => {
    const local = 'http://127.0.0.1:8080';
    expect((await ask(mock, qfUrl({}, `${local}/particulier`))).status).toBe(200);
    expect((await ask(mock, qfUrl({}, local))).status).toBe(200);
    expect((await mock.fetch(qfUrl({}, 'https://entreprise.test'))).status).toBe(404);
  });

  it('takes a Request, and numbers its answers', async () => {
    const fresh = createMock(particulier);
    const response = await fresh.fetch(new Request('https://particulier.test/api/ping'));
    expect(response.headers.get('X-Request-Id')).toBe('00000000-0000-4000-8000-000000000001');
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});

describe('habilitation token', () => {
  const mock = createMock(particulier, {
    ...SANS_QUOTA,
    tokens: {
      perime: { expired: true },
      bloque: { blacklisted: true },
      inconnu: { unknown: true },
      vide: { scopes: [] },
    },
  });

  it.each([
    ['missing', null, 401, '00101'],
    ['malformed', 'deux mots', 401, '00101'],
    ['a broken JWT', 'aaa.bbb.ccc', 401, '00101'],
    ['expired by configuration', 'perime', 401, '00103'],
    ['expired by its claim', mintToken({ scopes: ['cnaf_enfants'], exp: 1 }), 401, '00103'],
    ['blacklisted', 'bloque', 401, '00105'],
    ['unknown', 'inconnu', 401, '00106'],
    ['without scope', 'vide', 403, '00100'],
    ['with a foreign scope', mintToken({ scopes: ['autre'] }), 403, '00100'],
    ['with one scope of the operation', mintToken({ scopes: ['cnaf_enfants'] }), 200, undefined],
    ['opaque', 'mot-de-passe', 200, undefined],
  ])('%s', async (_, token, status, code) => {
    const seen = await ask(mock, qfUrl(), token);
    expect([seen.status, seen.codes[0]]).toEqual([status, code]);
  });

  it('refuses unlisted opaque tokens when asked, and says which parameter is wrong', async () => {
    const strict = createMock(particulier, { opaqueTokens: 'reject' });
    const seen = await ask(strict, qfUrl(), 'mot-de-passe');
    expect(seen.body).toMatchObject({ errors: [{ code: '00106', source: { parameter: 'token' } }] });
  });

  it('reads the roles of very old tokens and the X-Api-Key header', async () => {
    const token = mintToken({ scopes: [] }).split('.');
    token[1] = btoa(JSON.stringify({ roles: ['cnaf_enfants'] })).replaceAll('=', '');
    expect((await ask(mock, qfUrl(), token.join('.'))).status).toBe(200);
    const response = await mock.fetch(qfUrl(), { headers: { 'X-Api-Key': 'un-jeton' } });
    expect(response.status).toBe(200);
  });
});

describe('FranceConnect routes', () => {
  const mock = createMock(particulier, {
    tokens: {
      'jeton-de-camille': { usager: 'camille' },
      perime: { usager: 'camille', expired: true },
      'du-service': {
        identite: { nomNaissance: 'Exemple', prenoms: ['Camille'], anneeDateNaissance: '1990' },
      },
      homonyme: { identite: { nomNaissance: 'EXEMPLE', prenoms: ['CAMILLE'], anneeDateNaissance: 1991 } },
    },
  });
  const url = 'https://particulier.test/v3/dss/quotient_familial/france_connect?recipient=13002526500013';

  it.each([
    ['missing', null, 401, '00101'],
    ['malformed', 'é', 401, '51501'],
    ['a habilitation token', mintToken({ scopes: ['cnaf_quotient_familial'] }), 401, '51501'],
    ['unknown', 'personne', 401, '51502'],
    ['expired', 'perime', 401, '51502'],
    ['without the pivot identity', 'sans_pivot', 401, '51503'],
    ['with identity scopes only', 'identite_seule', 403, '00100'],
    ['of a citizen', 'camille', 200, undefined],
    ['registered for a citizen', 'jeton-de-camille', 200, undefined],
  ])('%s', async (_, token, status, code) => {
    const encoded = token === 'é' ? 'a b' : token;
    const seen = await ask(mock, url, encoded);
    expect([seen.status, seen.codes[0]]).toEqual([status, code]);
  });

  it('never gives an identity block back', async () => {
    expect((await ask(mock, url, 'camille')).body).toEqual({
      data: { quotient_familial: 1 },
      links: {},
      meta: {},
    });
  });

  it('matches cases by citizen and by parameter', async () => {
    expect((await ask(mock, `${url}&annee=2020`, 'camille')).codes).toEqual(['37003']);
  });

  it("takes a citizen's name for the identity it stands for, whatever the token is called", async () => {
    expect((await ask(mock, `${url}&annee=2020`, 'du-service')).codes).toEqual(['37003']);
    expect((await ask(mock, `${url}&annee=2020`, 'homonyme')).status).toBe(200);
  });
});

describe('parameters', () => {
  const mock = createMock([particulier, entreprise], SANS_QUOTA);

  it('names everything the context lacks in one answer', async () => {
    expect((await ask(mock, `${UL}/130025265`)).codes).toEqual(['00203', '00201', '00202']);
    expect((await ask(mock, `${UL}/123?context=a`)).codes).toEqual(['00203', '00202']);
  });

  it.each([
    ['recipient', { recipient: '123' }, '00210'],
    ['delegation_id', { delegation_id: 'abc' }, '00212'],
    ['nomNaissance', { nomNaissance: undefined }, '00420'],
    ['nomNaissance', { nomNaissance: 'R0UX' }, '00420'],
    ['prenoms', { prenoms: [] }, '00421'],
    ['moisDateNaissance', { moisDateNaissance: '13' }, '00423'],
    ['jourDateNaissance', { jourDateNaissance: '32' }, '00424'],
    ['sexeEtatCivil', { sexeEtatCivil: 'X' }, '00427'],
    ['codeCogInseeCommuneNaissance', { codeCogInseeCommuneNaissance: '7505' }, '00365'],
    ['codeCogInseePaysNaissance', { codeCogInseePaysNaissance: '75056' }, '00400'],
    ['annee', { annee: 'vingt' }, '00356'],
    ['mois', { mois: '0' }, '00354'],
  ])('%s %o → %s', async (parameter, changes, code) => {
    const seen = await ask(mock, qfUrl(changes));
    expect(seen.status).toBe(422);
    // The server names no parameter of an identity.
    const source = code < '00300' ? { parameter } : null;
    expect(seen.body).toMatchObject({ errors: [{ code, source }] });
    expect(seen.codes).toHaveLength(1);
  });

  it('lets a recipient ask for itself, refuses a wrong SIREN', async () => {
    expect((await ask(mock, `${UL}/130016538?${CONTEXTE}`)).codes).toEqual(['01003']);
    expect((await ask(mock, `${UL}/130025266?${CONTEXTE}`)).codes).toEqual(['00301']);
  });
});

describe('cases', () => {
  const mock = createMock(particulier, SANS_QUOTA);

  it('finds the most specific case, whatever case and zeros, and ignores what the case does not name', async () => {
    expect((await ask(mock, qfUrl())).body).toMatchObject({ meta: {} });
    expect((await ask(mock, qfUrl({ nomUsage: 'AUTRE' }))).body).not.toMatchObject({ meta: { cas: 'nom' } });
    expect((await ask(mock, qfUrl({ prenoms: ['André', 'Camille'] }))).body).toMatchObject({
      meta: { cas: 'nom' },
    });
  });

  it('answers the error of a case, in the words of the table or its own', async () => {
    const seen = await ask(mock, qfUrl({ nomNaissance: 'absent' }));
    expect(seen.status).toBe(404);
    expect(seen.body).toMatchObject({
      errors: [{ code: '23003', source: null, meta: { provider: 'CNAF' } }],
    });
  });

  it("answers the operation's own 404 without a case", async () => {
    expect((await ask(mock, qfUrl({ nomNaissance: 'Nemo' }))).codes).toEqual(['37003']);
  });

  it("puts the caller's cases first", async () => {
    const cases = {
      'dss.quotientFamilial.identite': [
        { name: 'mien', params: { nomNaissance: 'Exemple' }, status: 200, response: { data: {} } },
      ],
    };
    const own = createMock(particulier, { cases });
    expect((await ask(own, qfUrl({ prenoms: ['Zoé'] }))).body).toEqual({ data: {} });
  });
});

describe('masks', () => {
  it('hides what the token does not open, in lists too', async () => {
    const token = mintToken({ scopes: ['cnaf_enfants'] });
    const seen = await ask(createMock(particulier), qfUrl(), token);
    expect(seen.headers.get('Content-Type')).toBe('application/vnd.api+json');
    expect(seen.body).toEqual({
      data: { enfants: [{ nom: 'EXEMPLE' }, { nom: 'EXEMPLE' }] },
      links: {},
      meta: {},
    });
  });

  it('shows everything when told not to mask, as the official sandbox does', async () => {
    const token = mintToken({ scopes: ['cnaf_enfants'] });
    const seen = await ask(createMock(particulier, { mask: false }), qfUrl(), token);
    expect(seen.body).toMatchObject({ data: { adresse: { code_postal: '75001' } } });
  });
});

describe('memory', () => {
  it('keeps no request data unless asked', async () => {
    const mock = createMock(particulier);
    await ask(mock, qfUrl());
    await mock.fetch('https://particulier.test/rien');
    expect(mock.calls).toMatchObject([
      { operation: 'dss.quotientFamilial.identite', status: 200 },
      { operation: null, status: 404 },
    ]);
    expect(JSON.stringify(mock.calls)).not.toMatch(/exemple/i);
    const recorder = createMock(particulier, { recordParams: true });
    await ask(recorder, qfUrl({ nomNaissance: 'Nemo' }));
    expect(recorder.calls[0]).toMatchObject({ status: 404, code: '37003', params: { nomNaissance: 'Nemo' } });
  });

  it('forgets everything on reset, but for the scenarios of its options', async () => {
    const mock = createMock(particulier, { scenarios: [scenarios.severalFound({ times: 1 })] });
    mock.use(scenarios.expiredToken());
    expect((await ask(mock, qfUrl())).codes).toEqual(['00103']);
    mock.reset();
    expect(mock.calls).toEqual([]);
    expect((await ask(mock, qfUrl())).codes).toEqual(['37015']);
    expect((await ask(mock, qfUrl())).status).toBe(200);
  });
});
