import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildApi } from './api.ts';
import { bodyValidator, loadCases } from './cases.ts';
import { completeResponses } from './errors.ts';
import { type Document, operationsOf, resolve } from './model.ts';
import { checkRules } from './rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const texts = {
  statuts: { '404': 'Introuvable.' },
  natures: { '003': { title: 'Introuvable', detail: 'Rien chez <fournisseur>.' } },
  codes: { '00100': { title: 'Droits', detail: 'Insuffisants.', source: 'token' } },
  fournisseurs: { '37': { nom: 'CNAV', libelle: 'la Cnav' } },
};

const small = (response: object, schemas: object = {}): Document =>
  ({
    info: {},
    paths: { '/a': { get: { operationId: 'a.b', security: [], responses: { '404': response } } } },
    components: { schemas },
  }) as Document;

describe('API Particulier', async () => {
  const { document, cases, problems } = await buildApi(root, 'particulier');

  it('builds without a problem', () => expect(problems).toEqual([]));

  it('has a success and a failure recorded for every operation that asks a provider', () => {
    for (const { operation } of operationsOf(document)) {
      if (!operation['x-provider']) continue;
      const statuses = cases.cases
        .filter((entry) => entry.operations.includes(operation.operationId))
        .map(({ status }) => status);
      expect(statuses, operation.operationId).toEqual(expect.arrayContaining([200, 404]));
    }
  });

  it('refuses a body that its schema does not allow', () => {
    const validate = bodyValidator(document);
    expect(validate({ $ref: '#/components/schemas/ValeurQuotientFamilial' }, { valeur: 'x' })).toContain(
      'must',
    );
  });
});

describe('test cases', () => {
  const usagers =
    'jeanne: { description: Mère, identite: { nom: ROUX, prenoms: [JEANNE], ville: PARIS, spi: "1" } }';
  const parameters = ['nom', 'prenoms[]', 'ville', 'annee'].map((name) => ({
    name,
    in: 'query',
    schema: {},
  }));

  async function load(cases: string[], operation: object = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'specs-'));
    await mkdir(join(folder, 'commun'));
    await mkdir(join(folder, 'api'));
    await writeFile(join(folder, 'commun/usagers.yaml'), usagers);
    await writeFile(join(folder, 'api/a.cases.yaml'), ['operations: [a.b]', 'cases:', ...cases].join('\n'));
    const document = small({ 'x-error-codes': ['37003'] });
    Object.assign(document.paths['/a']?.get as object, operation);
    completeResponses(document, texts);
    const { bundle, problems } = await loadCases(folder, 'api', document);
    await rm(folder, { recursive: true });
    return { problems, cases: bundle.cases.map(({ usager, params }) => ({ usager, params })) };
  }

  it('are refused when two of them have the same parameters', async () => {
    const one = '  - { name: NOM, params: {}, status: 404, codes: ["37003"] }';
    const { problems } = await load([one.replace('NOM', 'un'), one.replace('NOM', 'deux')]);
    expect(problems).toEqual(['api/a.cases.yaml › deux › a.b : un autre cas a déjà ces paramètres']);
  });

  it('name their citizen, and carry what the operation takes of the identity but for what they leave out', async () => {
    const one =
      '  - { name: un, usager: jeanne, params: { annee: 2024, ville: null }, status: 404, codes: ["37003"] }';
    expect(await load([one], { parameters })).toEqual({
      problems: [],
      cases: [{ usager: 'jeanne', params: { nom: 'ROUX', prenoms: ['JEANNE'], annee: 2024 } }],
    });
  });

  it('name their citizen, and no more, where FranceConnect gives the identity', async () => {
    const one = '  - { name: un, usager: jeanne, params: { annee: 2024 }, status: 404, codes: ["37003"] }';
    const operation = {
      parameters: parameters.filter(({ name }) => name === 'annee'),
      security: [{ franceConnect: [] }],
    };
    expect(await load([one], operation)).toEqual({
      problems: [],
      cases: [{ usager: 'jeanne', params: { annee: 2024 } }],
    });
  });

  it('are refused when nobody is called so', async () => {
    const { problems } = await load(['  - { name: un, usager: paul, status: 404, codes: ["37003"] }']);
    expect(problems).toEqual(['api/a.cases.yaml › un › a.b : usager paul absent de commun/usagers.yaml']);
  });
});

describe('API Impôt particulier', async () => {
  const { document, cases, problems } = await buildApi(root, 'impot-particulier');

  it('builds without a problem', () => expect(problems).toEqual([]));

  it('has every status of every operation recorded, with every code', () => {
    for (const { operation } of operationsOf(document)) {
      const recorded = cases.cases.filter((entry) => entry.operations.includes(operation.operationId));
      for (const [status, reference] of Object.entries(operation.responses)) {
        const own = recorded.filter((entry) => entry.status === Number(status));
        expect(own.length, `${operation.operationId} ${status}`).toBeGreaterThan(0);
        const codes = resolve(document, reference)['x-error-codes'] ?? [];
        expect(own.flatMap((entry) => entry.codes ?? []).sort()).toEqual([...codes].sort());
      }
    }
  });
});

describe('error codes', () => {
  it('become complete examples, with the provider named', () => {
    const document = small({ 'x-error-codes': ['37003', { code: '00100', detail: 'Autre.' }] });
    expect(completeResponses(document, texts)).toEqual([]);
    const content = document.paths['/a']?.get?.responses['404']?.content?.['application/json'];
    expect(content?.examples).toMatchObject({
      '37003': {
        value: { errors: [{ detail: 'Rien chez la Cnav.', meta: { provider: 'CNAV' }, source: null }] },
      },
      '00100': { value: { errors: [{ detail: 'Autre.', source: { parameter: 'token' } }] } },
    });
  });

  it('become { erreur } bodies where the API has them, its own codes being shorter', () => {
    const codes = { '4001': { title: 'Numéro mal formé', detail: 'À corriger.', parameter: 'spi' } };
    const document = { ...small({ 'x-error-codes': ['4001'] }), 'x-error-format': 'erreur' } as Document;
    expect(completeResponses(document, { ...texts, codes })).toEqual([]);
    const content = document.paths['/a']?.get?.responses['404']?.content?.['application/json'];
    expect(content?.examples).toEqual({
      '4001': {
        summary: 'Numéro mal formé',
        description: 'À corriger.',
        'x-parameter': 'spi',
        value: { erreur: { code: '4001', message: 'Numéro mal formé' } },
      },
    });
  });

  it.each([['99003'], ['37999'], ['abc']])('refuse %s, unknown', (code) => {
    expect(completeResponses(small({ 'x-error-codes': [code] }), texts)).toEqual([
      expect.stringContaining(code),
    ]);
  });
});

describe('house rules', () => {
  it('refuse a masked field that is required, and a field without a description', () => {
    const schema = {
      type: 'object',
      description: 'X.',
      required: ['a'],
      properties: { a: { type: 'string', 'x-scope': 's' } },
    };
    const problems = checkRules(small({}, { X: schema }));
    expect(problems).toEqual([
      expect.stringContaining('sans description'),
      expect.stringContaining('ne peut pas être requis'),
    ]);
  });
});
