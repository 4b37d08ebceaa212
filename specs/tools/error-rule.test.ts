import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildApi } from './api.ts';
import { applyErrorRule, codeOf, codesByRule, type ErrorRule } from './error-rule.ts';
import type { ErrorTexts } from './error-texts.ts';
import { completeResponses } from './errors.ts';
import { type Document, type ErrorCode, type Operation, operationsOf } from './model.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readYaml = async <T>(name: string): Promise<T> =>
  parse(await readFile(join(root, 'commun', name), 'utf8')) as T;
const rule = await readYaml<ErrorRule>('regles-erreurs.yaml');
const written = await readYaml<ErrorTexts>('erreurs.yaml');
const documents = await Promise.all(
  Object.keys(rule.apis).map(async (api) => ({ api, document: (await buildApi(root, api)).document })),
);
const operations = documents.flatMap(({ api, document }) =>
  operationsOf(document).map(({ path, operation }) => ({ api, path, operation })),
);

/** Code → status, out of the bodies that the built document shows. */
const shown = ({ responses }: Operation): [string, string][] =>
  Object.entries(responses).flatMap(([status, response]) =>
    Object.values(response.content ?? {}).flatMap(({ examples = {} }) =>
      Object.values(examples as Record<string, { value: { errors?: { code: string }[] } }>).flatMap(
        ({ value }) => (value.errors ?? []).map(({ code }): [string, string] => [code, status]),
      ),
    ),
  );

describe.each(operations)('$api $path', ({ api, operation }) => {
  it('answers the codes of the rule and its own, and no other', () => {
    const own = (operation['x-error-codes'] ?? []).map(codeOf);
    const expected = new Set([...codesByRule(rule, api, operation), ...own]);
    expect(
      shown(operation)
        .map(([code]) => code)
        .sort(),
    ).toEqual([...expected].sort());
  });
});

describe('the two APIs', () => {
  it('give a code one status', () => {
    const statuses = new Map<string, Set<string>>();
    for (const [code, status] of operations.flatMap(({ operation }) => shown(operation)))
      statuses.set(code, (statuses.get(code) ?? new Set()).add(status));
    expect([...statuses].filter(([, of]) => of.size > 1)).toEqual([]);
    expect(statuses.size).toBeGreaterThan(400);
  });

  it('know the status of every text', () => {
    const texts = { ...written.natures, ...written.codes };
    expect(Object.keys(texts).filter((key) => texts[key]?.status === undefined)).toEqual([]);
  });

  it('answer an outage with 502, a delay with 504, whoever the provider is', () => {
    const outages = operations.flatMap(({ operation: { 'x-provider': prefix, responses } }) =>
      prefix === undefined ? [] : [[responses['502'], `${prefix}001`, responses['504'], `${prefix}002`]],
    );
    expect(outages.length).toBeGreaterThan(90);
    for (const [down, outage, slow, delay] of outages) {
      expect(down).toMatchObject({ 'x-error-codes': expect.arrayContaining([outage]) });
      expect(slow).toMatchObject({ 'x-error-codes': expect.arrayContaining([delay]) });
    }
  });

  it('use every line that the rule has for one provider', () => {
    const asked = new Set(
      operations.flatMap(({ operation: { 'x-provider': own, 'x-other-providers': others = [] } }) => [
        own,
        ...others,
      ]),
    );
    const base = (prefix: string) => rule.provider.map((code) => code.replace('XX', prefix));
    for (const [prefix, { adds = [], lacks = [] }] of Object.entries(rule.providers)) {
      expect(asked).toContain(prefix);
      expect(base(prefix)).toEqual(expect.arrayContaining(lacks));
      expect(adds.filter((code) => base(prefix).includes(code))).toEqual([]);
    }
  });

  it('have no FranceConnect code where nobody logs in, all of them where one does', () => {
    for (const { path, operation } of operations) {
      const codes = shown(operation).map(([code]) => code);
      const expected = path.endsWith('/france_connect') ? rule.franceConnect : [];
      expect(codes.filter((code) => code.startsWith('51')).sort(), path).toEqual([...expected].sort());
    }
  });
});

it('gives the vigilance certificate, which has most exceptions, these codes', () => {
  const found = operations.find(({ path }) => path.startsWith('/v3/urssaf/'));
  expect(shown(found?.operation as Operation)).toEqual(
    Object.entries({
      400: '00401',
      401: '00101 00103 00105 00108 00109',
      403: '00100 00107 00213',
      404: '00402 04003',
      409: '00015',
      422: '00201 00202 00203 00210 00212 00301 00308',
      429: '00429',
      502: '00501 00502 04000 04001 04004 04008 04009 04011 04051 04055 04501 04502 04503 04999',
      503: '04020',
      504: '04002',
    }).flatMap(([status, codes]) => codes.split(' ').map((code) => [code, status])),
  );
});

describe('a list of codes', () => {
  const texts: ErrorTexts = {
    statuts: {},
    natures: { '003': { status: 404, title: 'Introuvable', detail: 'Rien chez <fournisseur>.' } },
    codes: {
      '00100': { status: 403, title: 'Droits', detail: 'Insuffisants.', source: 'token' },
      '00107': { status: 403, title: 'Adresse', detail: 'Refusée.', header: 'X-Forwarded-For' },
      '00420': { status: 422, title: 'Nom', detail: 'À revoir.', parameter: 'nom', also_for: ['nomUsage'] },
      '37055': { status: 502, title: 'Document', detail: 'Illisible.', provider: false },
    },
    fournisseurs: { '37': { nom: 'CNAV', libelle: 'la Cnav' } },
  };
  const small: ErrorRule = {
    platform: ['00100'],
    apis: { api: [] },
    provider: ['XX003'],
    providers: {},
    franceConnect: [],
  };

  function build(operation: Partial<Operation>) {
    const full = { operationId: 'a.b', security: [{ jeton: [] }], responses: {}, ...operation };
    const document = {
      info: {},
      paths: { '/a': { get: full } },
      components: { schemas: {} },
    } as unknown as Document;
    const problems = [
      ...applyErrorRule(document, 'api', small, texts),
      ...completeResponses(document, texts),
    ];
    const errors = Object.values(full.responses).flatMap(({ content }) =>
      Object.values(content?.['application/json']?.examples ?? {}),
    );
    return { problems, codes: shown(full as Operation), errors };
  }

  it('is laid out by status beside the rule, in words of its own where it has some', () => {
    const own: ErrorCode[] = ['00420', { code: '37003', detail: 'Rien du tout.' }];
    const { problems, codes, errors } = build({ 'x-provider': '37', 'x-error-codes': own });
    expect(problems).toEqual([]);
    expect(codes).toEqual([
      ['00100', '403'],
      ['37003', '404'],
      ['00420', '422'],
    ]);
    expect(errors[1]).toMatchObject({ value: { errors: [{ detail: 'Rien du tout.' }] } });
  });

  it('names at fault what the server names, and beside the body the parameter it is about', () => {
    const { errors } = build({ 'x-error-codes': ['00107', '00420', '37055'] });
    expect(errors).toMatchObject([
      { value: { errors: [{ source: { parameter: 'token' } }] } },
      { value: { errors: [{ source: { header: 'X-Forwarded-For' } }] } },
      { 'x-parameter': 'nom', 'x-also-for': ['nomUsage'], value: { errors: [{ source: null }] } },
      { value: { errors: [{ meta: {} }] } },
    ]);
  });

  it('is empty for a public operation, and for one that is gone', () => {
    expect(build({ security: [], 'x-provider': '37' }).codes).toEqual([]);
    expect(build({ 'x-retired': '2024-01-08' }).codes).toEqual([]);
  });

  it('follows what an API, a provider and FranceConnect add or lack', () => {
    const full: ErrorRule = {
      ...small,
      apis: { api: ['00201'] },
      provider: ['XX003', 'XX001'],
      providers: { '36': { adds: ['10003'], lacks: ['36003'] }, '01': { adds: ['01006'] } },
      franceConnect: ['51501'],
    };
    const asked = { 'x-provider': '36', 'x-other-providers': ['01'], security: [{ franceConnect: [] }] };
    expect(codesByRule(full, 'api', asked as unknown as Operation).sort()).toEqual(
      ['00100', '00201', '01001', '01003', '01006', '10003', '36001', '51501'].sort(),
    );
  });

  it.each<[string, Partial<Operation>, string]>([
    ['repeats the rule', { 'x-error-codes': ['00100'] }, '00100 vient déjà'],
    ['repeats itself', { 'x-error-codes': ['00420', '00420'] }, '00420 y est deux fois'],
    ['has a code that no text says', { 'x-error-codes': ['00999'] }, '00999 absent'],
    ['asks a provider that nobody knows', { 'x-provider': '99' }, '99003 absent'],
    ['is in a response', { responses: { '422': { 'x-error-codes': ['00420'] } } }, "de l'opération"],
  ])('is refused when it %s', (_, operation, message) => {
    expect(build(operation).problems).toEqual([expect.stringContaining(message)]);
  });
});
