import { AuthenticationError, InvalidParameterError, NotFoundError, PermissionError } from '@apigouv/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type AvisImposition,
  allAvis,
  avisImposition,
  createImpotParticulier,
  type ImpotParticulierOptions,
} from '../index.ts';
import { mockImpotParticulier } from '../mocks/index.ts';

const ROUX = { spi: '1000000000001', annrev: 2024 };
const environment = 'https://passerelle.example/impotparticulier/1.0';
const client = (options: ImpotParticulierOptions = {}, mock = mockImpotParticulier()) =>
  createImpotParticulier({ environment, token: 'jeton', fetch: mock.asFetch, ...options });
/** A mock whose token opens these resources alone, without the client knowing it. */
const opening = (...scopes: string[]) => mockImpotParticulier({ tokens: { jeton: { scopes } } });
const operationsOf = ({ calls }: ReturnType<typeof opening>) => calls.map(({ operation }) => operation);
const reasons = ({ unavailable }: AvisImposition) =>
  Object.fromEntries(unavailable.map(({ field, reason }) => [field, reason]));
const NEVER = { revenuNetAvantCorrection: 'not-in-contract' };

describe('the list of an avis d’imposition', () => {
  it('a couple with two children', async () => {
    const mock = mockImpotParticulier();
    const avis = await avisImposition(client({}, mock), ROUX);
    expect(avis).toEqual({
      anneeRevenus: 2024,
      declarants: [
        {
          nomNaissance: 'ROUX',
          nomUsage: 'ROUX',
          prenoms: 'LOÏC NATHAN',
          dateNaissance: { jour: '19', mois: '05', annee: '1979' },
          departementNaissance: '75',
          lieuNaissance: 'PARIS',
        },
        {
          nomNaissance: 'ROUX',
          nomUsage: 'ROUX',
          prenoms: 'JEANNE STEPHANIE',
          dateNaissance: { jour: '27', mois: '06', annee: '1987' },
          departementNaissance: '08',
          lieuNaissance: 'VOUZIERS',
        },
      ],
      adresse: {
        ligne: '1 RUE MONTORGUEIL 75002 PARIS',
        voie: '1 RUE MONTORGUEIL',
        commune: 'PARIS',
        codePostal: '75002',
      },
      nombreParts: 3,
      revenuFiscalReference: 40120,
      nombrePersonnesCharge: 2,
      personnesCharge: { nbPac: 2, nbPacF: 2 },
      situationFamiliale: { code: 'M', libelle: 'Marié(e)' },
      montantImpot: 642,
      revenuImposable: 40120,
      revenuBrutGlobal: 40120,
      dateRecouvrement: '31/07/2025',
      dateEtablissement: '04/07/2025',
      source: 'ir.situation',
      unavailable: [
        expect.objectContaining({ field: 'revenuNetAvantCorrection', reason: 'not-in-contract' }),
      ],
      refusals: [],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(operationsOf(mock)).toEqual(['ir.situation.spi']);
    expectTypeOf(avis.revenuNetAvantCorrection).toEqualTypeOf<undefined>();
    expectTypeOf(avis.revenuFiscalReference).toEqualTypeOf<number | undefined>();
  });

  it('the single person of the old sandbox: empty texts are no second declarant', async () => {
    const avis = await avisImposition(client(), { spi: '1111111111111', annrev: 2021 });
    expect(avis).toMatchObject({
      nombreParts: 1,
      revenuFiscalReference: 9001,
      revenuImposable: 9001,
      revenuBrutGlobal: 9001,
      montantImpot: 100,
      nombrePersonnesCharge: 1,
      situationFamiliale: { code: 'C', libelle: 'Célibataire' },
      dateRecouvrement: '31/07/2022',
      dateEtablissement: '08/07/2022',
      adresse: { ligne: '42 RUE DE LA PAIX 75002 PARIS' },
      declarants: [
        {
          nomNaissance: 'DUPONT',
          prenoms: 'JEAN MARTIN',
          dateNaissance: { jour: '19', mois: '01', annee: '1980' },
        },
      ],
    });
    expect(avis.declarants).toHaveLength(1);
  });

  it.each([
    ['1000000000002', 2024, { code: 'D', libelle: 'Divorcé(e)' }, 0, 1],
    ['1000000000003', 2024, { code: 'O', libelle: 'Pacsé(e)' }, 0, 2],
    ['1000000000004', 2023, { code: 'V', libelle: 'Veuf ou veuve' }, 0, 1],
    ['1000000000005', 2024, { code: 'C', libelle: 'Célibataire' }, 0, 1],
    ['1000000000007', 2024, { code: 'M', libelle: 'Marié(e)' }, 51280, 2],
    ['1000000000009', 2024, { code: 'M', libelle: 'Marié(e)' }, 0, 2],
  ])('household %s', async (spi, annrev, situationFamiliale, montantImpot, declarants) => {
    const avis = await avisImposition(client(), { spi, annrev });
    expect(avis).toMatchObject({ situationFamiliale, montantImpot });
    expect(avis.declarants).toHaveLength(declarants);
    expect(reasons(avis)).toEqual(NEVER);
  });

  it('what an answer lacks is named, never made up: a zero stays a zero, an absence an absence', async () => {
    const avis = await avisImposition(client(), { spi: '1000000000006', annrev: 2024 });
    expect(avis.revenuFiscalReference).toBe(0);
    expect(avis).not.toHaveProperty('montantImpot');
    expect(reasons(avis)).toEqual({
      ...NEVER,
      nombrePersonnesCharge: 'absent',
      montantImpot: 'absent',
      revenuImposable: 'absent',
      revenuBrutGlobal: 'absent',
      dateRecouvrement: 'absent',
    });
  });

  it('an unknown letter, other names of fields, nulls and an empty answer break nothing', async () => {
    const answer = async (reponse: unknown) => {
      const cases = {
        'ir.situation.spi': [
          { name: 'essai', params: { spi: '9'.repeat(13) }, status: 200, response: reponse },
        ],
      };
      return avisImposition(client({}, mockImpotParticulier({ cases })), {
        spi: '9'.repeat(13),
        annrev: 2024,
      });
    };
    const odd = await answer({
      sitFam: 'Z',
      rfr: null,
      pac: null,
      dateNaisDec1: null,
      aftDetail: { commune: 'BREST', codePostal: '29200' },
    });
    expect(odd).toMatchObject({
      situationFamiliale: { code: 'Z' },
      adresse: { commune: 'BREST', codePostal: '29200' },
      declarants: [],
    });
    expect(reasons(odd)).toMatchObject({ revenuFiscalReference: 'absent', declarants: 'absent' });
    expect(Object.keys(reasons(await answer({})))).toHaveLength(12);
  });
});

describe('the rights of the token', () => {
  it('known to the client: the one operation that is open is asked, no other', async () => {
    const mock = opening('RessourceIRDerniere');
    const avis = await avisImposition(client({ scopes: ['RessourceIRDerniere'] }, mock), ROUX);
    expect(operationsOf(mock)).toEqual(['ir.derniereSituation.spi']);
    expect(avis).toMatchObject({
      revenuFiscalReference: 40120,
      source: 'ir.derniereSituation',
      anneeRevenus: 2024,
    });
    expect(avis.refusals).toEqual([{ operation: 'ir.situation' }]);
  });

  it('unknown: a refused operation is said, the next one is asked', async () => {
    const mock = opening('RessourceIRFacture');
    const avis = await avisImposition(client({}, mock), ROUX);
    expect(operationsOf(mock)).toEqual(['ir.situation.spi', 'ir.derniereSituation.spi', 'ir.factures.spi']);
    expect(avis.source).toBe('ir.factures');
    expect(avis.refusals).toEqual([
      { operation: 'ir.situation', error: expect.any(PermissionError) },
      { operation: 'ir.derniereSituation', error: expect.any(PermissionError) },
    ]);
  });

  it('none that helps: the refusal of the server, or ours when nothing was worth sending', async () => {
    await expect(avisImposition(client({}, opening('RessourceLEP')), ROUX)).rejects.toMatchObject({
      name: 'PermissionError',
      code: '4031',
      sent: true,
    });
    const mock = opening('RessourceLEP');
    const error = await avisImposition(client({ scopes: ['RessourceLEP'] }, mock), ROUX).catch((e) => e);
    expect(error).toBeInstanceOf(PermissionError);
    expect(error).toMatchObject({ sent: false, kind: 'permission', retry: 'never' });
    expect(error.message).toContain('RessourceIR, RessourceIRDerniere, RessourceIRFacture');
    expect(mock.calls).toHaveLength(0);
  });

  it('credentials say which resources they were asked for', async () => {
    const mock = mockImpotParticulier();
    const credentials = { clientId: 'a', clientSecret: 'b', scopes: ['RessourceIRFacture'] } as const;
    const impot = createImpotParticulier({ environment, credentials, fetch: mock.asFetch });
    expect((await avisImposition(impot, ROUX)).source).toBe('ir.factures');
    expect((await avisImposition(impot.withFranceConnect('jeanne-roux'), { annrev: 2024 })).source).toBe(
      'ir.factures',
    );
  });
});

describe('the lines of the avis', () => {
  it('come with it in one call, when they are asked for', async () => {
    const mock = mockImpotParticulier();
    const avis = await avisImposition(client({}, mock), ROUX, { lignes: true });
    expect(avis.lignes).toHaveLength(4);
    expect(operationsOf(mock)).toEqual(['ir.factures.spi']);
  });

  it('refused, they leave the rest', async () => {
    const avis = await avisImposition(client({}, opening('RessourceIR')), ROUX, { lignes: true });
    expect(avis.revenuFiscalReference).toBe(40120);
    expect(reasons(avis)).toEqual({ ...NEVER, lignes: 'refused' });
    expect(avis.refusals.map(({ operation }) => operation)).toEqual(['ir.factures']);
  });

  it('empty, are an empty list; absent, are said to be', async () => {
    expect(
      (await avisImposition(client(), { spi: '1000000000005', annrev: 2024 }, { lignes: true })).lignes,
    ).toEqual([]);
    const cases = {
      'ir.factures.spi': [
        { name: 'x', params: { spi: ROUX.spi, annrev: 2024 }, status: 200, response: { rfr: 1 } },
      ],
    };
    const avis = await avisImposition(client({}, mockImpotParticulier({ cases })), ROUX, { lignes: true });
    expect(reasons(avis)).toMatchObject({ lignes: 'absent' });
  });

  it('are those of a year', async () => {
    await expect(avisImposition(client(), { spi: ROUX.spi }, { lignes: true })).rejects.toBeInstanceOf(
      InvalidParameterError,
    );
  });
});

describe('the latest avis', () => {
  it('needs no year, and says its own', async () => {
    const mock = mockImpotParticulier();
    const avis = await avisImposition(client({}, mock), { spi: '1000000000004' });
    expect(avis).toMatchObject({ anneeRevenus: 2023, source: 'ir.derniereSituationDeuxAns' });
    expect(operationsOf(mock)).toEqual(['ir.derniereSituationDeuxAns.spi']);
  });

  it('of a citizen connected with FranceConnect', async () => {
    const avis = await avisImposition(client().withFranceConnect('karim-haddad'));
    expect(avis).toMatchObject({ anneeRevenus: 2024, revenuFiscalReference: 17480 });
  });
});

describe('all the avis of a year', () => {
  it('are two when a spouse died', async () => {
    const avis = await allAvis(client(), { spi: '1000000000004', annrev: 2022 });
    expect(avis.map(({ periode, situationFamiliale }) => [periode, situationFamiliale?.code])).toEqual([
      [{ debut: '01/01/2022', fin: '14/05/2022' }, 'M'],
      [{ debut: '15/05/2022', fin: '31/12/2022' }, 'V'],
    ]);
    expect(avis[0]?.declarants[1]).toMatchObject({ numeroFiscal: '1000000000104', dateDeces: '14/05/2022' });
  });

  it('may be one, or none', async () => {
    expect(await allAvis(client().withFranceConnect('jeanne-roux'), { annrev: 2024 })).toHaveLength(1);
    expect(await allAvis(client(), { spi: '1000000000006', annrev: 2024 })).toEqual([]);
  });

  it('need their own resource', async () => {
    const impot = client({ scopes: ['RessourceIR'] });
    await expect(allAvis(impot, { spi: '1000000000004', annrev: 2022 })).rejects.toMatchObject({
      name: 'PermissionError',
      message: expect.stringContaining('RessourceIRMultiple'),
    });
  });
});

describe('every other error goes to the caller', () => {
  it.each([
    ['1111111111404', NotFoundError],
    ['1111111111400', 'InvalidRequestError'],
    ['1111111111502', 'ProviderDownError'],
  ])('%s', async (spi, type) => {
    const call = avisImposition(client({ retries: false }), { spi, annrev: 2024 });
    if (typeof type === 'string') await expect(call).rejects.toMatchObject({ name: type });
    else await expect(call).rejects.toBeInstanceOf(type);
  });

  it('an answer without content is taken for « not found »', async () => {
    const cases = {
      'ir.situation.spi': [{ name: 'vide', params: { spi: ROUX.spi, annrev: 2024 }, status: 204 }],
    };
    const call = avisImposition(client({}, mockImpotParticulier({ cases })), ROUX);
    await expect(call).rejects.toMatchObject({
      name: 'NotFoundError',
      httpStatus: 204,
      operation: 'ir.situation',
    });
  });

  it('a citizen whose token is unknown, a caller who gives up', async () => {
    await expect(avisImposition(client().withFranceConnect('personne'))).rejects.toBeInstanceOf(
      AuthenticationError,
    );
    const signal = AbortSignal.abort();
    await expect(avisImposition(client(), ROUX, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('a client of its own is wanted, and a number', () => {
    // @ts-expect-error no number
    void (() => avisImposition(client(), { annrev: 2024 }));
    // @ts-expect-error the token says who it is
    void (() => avisImposition(client().withFranceConnect('x'), { spi: '1', annrev: 2024 }));
  });
});
