/** What an editor knows of the options, of the context parameters and of the fields of answers, where a consumer writes them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { at } from '../lib/root.ts';
import { openEditor } from './editor.ts';

const editor = openEditor();
const names = (program: string): string[] => editor.complete(program).map(({ name }) => name);

const COMMON = [
  'account',
  'audit',
  'dangerouslyAllowBrowser',
  'dangerouslyAllowHttp',
  'environment',
  'fetch',
  'headers',
  'maxBytes',
  'quota',
  'retries',
  'timeout',
  'token',
];
const APIS = [
  {
    create: 'createParticulier',
    from: '@apigouv/particulier',
    own: ['delegationId', 'recipient', 'scopes'],
    groups: ['json_resources_particulier'],
    call: 'dss.quotientFamilial.identite',
    context: ['delegationId', 'recipient'],
  },
  {
    create: 'createEntreprise',
    from: '@apigouv/entreprise',
    own: ['context', 'delegationId', 'object', 'recipient'],
    groups: ['gip_mds', 'json_resources_entreprise'],
    call: 'insee.uniteLegale',
    context: ['context', 'delegationId', 'object', 'recipient'],
  },
];

describe.each(APIS)('$create', ({ create, from, own, groups, call, context }) => {
  const make = (options: string): string =>
    `import { ${create} } from '${from}';\nexport const client = ${create}(${options});\n`;

  it('completes every option, each with its documentation', () => {
    const shown = editor.complete(make('{ | }'));
    expect(shown.map(({ name }) => name).sort()).toEqual([...COMMON, ...own].sort());
    expect(shown.filter(({ documentation }) => documentation === '')).toEqual([]);
  });

  it('completes what is inside quota and timeout, and the environments', () => {
    expect(names(make('{ quota: { | } }'))).toEqual(['addressLimit', 'limits', 'maxWait', 'mode', 'store']);
    expect(names(make("{ quota: { mode: '|' } }"))).toEqual(['wait', 'throw']);
    expect(names(make('{ quota: { limits: { | } } }'))).toEqual(expect.arrayContaining(groups));
    expect(names(make('{ timeout: { | } }'))).toEqual(['attempt', 'total']);
    expect(names(make("{ environment: '|' }"))).toEqual(['production', 'staging']);
  });

  it.each([
    ["{ recipent: '13002526500013' }", "'recipient'"],
    ["{ recipient: '13002526500013', tokn: 'jeton' }", "'token'"],
    ["{ recipient: '13002526500013', quota: { mod: 'wait' } }", "'mode'"],
  ])('names what a typo meant: %s', (options, meant) => {
    const errors = editor.errors(make(options));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`Did you mean to write ${meant}?`);
  });

  it('documents the context in the options and in a call, with or without it on the client', () => {
    for (const options of ['', "{ recipient: '13002526500013' }"]) {
      const shown = editor.complete(`${make(options)}client.${call}({ | });`);
      for (const name of context) expect(shown.find((one) => one.name === name)?.documentation).not.toBe('');
      expect(shown.map(({ name }) => name)).toEqual(expect.arrayContaining(context));
    }
    const written = `${make('{}')}client.${call}({ recipient: '13002526500013' });`;
    expect(editor.hover(written, 'recipient')).toContain("SIRET de l'administration qui reçoit");
  });

  it('is never given what only another API has', () => {
    const foreign = own.includes('object') ? "scopes: ['a']" : "object: 'Marché'";
    expect(editor.errors(make(`{ ${foreign} }`))[0]).toContain('does not exist in type');
  });
});

it('createImpotParticulier completes every option, each with its documentation', () => {
  const program =
    "import { createImpotParticulier } from '@apigouv/impot-particulier';\ncreateImpotParticulier({ | });\n";
  const shown = editor.complete(program);
  expect(shown.map(({ name }) => name).sort()).toEqual(
    [...COMMON, 'credentials', 'idTeleservice', 'scopes'].filter((name) => name !== 'quota').sort(),
  );
  expect(shown.filter(({ documentation }) => documentation === '')).toEqual([]);
});

it('the hover of a field says what its specification says', () => {
  const { components } = JSON.parse(readFileSync(at('specs/dist/particulier.json'), 'utf8'));
  const { description } = components.schemas.ValeurQuotientFamilial.properties.valeur;
  expect(description).toContain('en euros par mois');
  const program = `import { createParticulier } from '@apigouv/particulier';
const citizen = createParticulier().withFranceConnect('jeton');
const { data } = await citizen.dss.quotientFamilial.franceConnect({ recipient: '13002526500013' });
export const shown = data.quotient_familial?.valeur;
`;
  expect(editor.hover(program, 'valeur;')).toContain(description);
});

describe('a token written in the source', () => {
  const SECRET = 'secret-abc';
  const clients = `import { createEntreprise } from '@apigouv/entreprise';
import { createParticulier } from '@apigouv/particulier';
const token = '${SECRET}' as const;
export const firms = createEntreprise({ token, recipient: '13002526500013', context: 'Aide', object: 'A', delegationId: 'd' });
export const staging = createEntreprise({ token, environment: 'staging', recipient: '13002526500013', context: 'Aide' });
export const people = createParticulier({ token, recipient: '13002526500013', delegationId: 'd' });
`;

  it.each(['firms', 'staging'])('is in no type made of the client %s', (client) => {
    const program = `${clients}export const town = ${client}.forRecipient('21750001600019', { object: 'B' });\n`;
    for (const text of [`${client} =`, 'town =', 'forRecipient'])
      expect(editor.hover(program, text)).not.toMatch(new RegExp(`^$|${SECRET}`));
  });

  it('is in no error', () => {
    const errors = editor.errors(`${clients}
export const wrong: number = firms.forRecipient('21750001600019');
firms.forRecipient('21750001600019', { objet: 'B' });
firms.forRecipient(75001, { object: 'B' });
staging.forRecipient('21750001600019').insee.uniteLegale({});
people.dss.quotientFamilial.identit({});
export const other: string = people;
createEntreprise({ token: '${SECRET}', recipient: 1 });
`);
    expect(errors).toHaveLength(7);
    expect(errors.filter((error) => error.includes(SECRET))).toEqual([]);
  });

  it('shows nothing of itself where it is written in place', () => {
    const program = `import { createEntreprise } from '@apigouv/entreprise';
export const client = createEntreprise({ token: '${SECRET}', recipient: '13002526500013' });
client.forRecipient('21750001600019');
`;
    for (const text of ['createEntreprise({', 'client =', 'token:', 'forRecipient'])
      expect(editor.hover(program, text)).not.toMatch(new RegExp(`^$|${SECRET}`));
  });
});
