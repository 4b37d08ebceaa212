/** Fourteen mistakes that integrators make: eleven do not compile, three are refused before anything is sent. */
import { createEntreprise } from '@apigouv/entreprise';
import { createParticulier, InvalidParameterError } from '@apigouv/particulier';
import { afterAll, expect, it } from 'vitest';
import { openEditor } from './editor.ts';

const editor = openEditor();
const table: string[] = [];
afterAll(() => console.log(table.join('\n')));

const PROGRAM = `import { createParticulier as create, result } from '@apigouv/particulier';
const particulier = create({ token: 'essai', recipient: '13002526500013', scopes: ['cnaf_quotient_familial'] });
const jeanne = { nomNaissance: 'ROUX', prenoms: ['JEANNE'], sexeEtatCivil: 'F' as const, codeCogInseePaysNaissance: '99100' };
const quotient = particulier.dss.quotientFamilial;
export const used = [create, result, particulier, jeanne, quotient];
`;

/** What is right, by the same names: each mistake is one change of it. */
const RIGHT = [
  'quotient.identite(jeanne).then(({ data }) => data.quotient_familial.valeur);',
  "quotient.identite({ ...jeanne, moisDateNaissance: 6, anneeDateNaissance: 1987, nomUsage: 'DURAND' });",
  "particulier.withFranceConnect('jeton').dss.quotientFamilial.franceConnect();",
  "create({ recipient: '13002526500013', retries: 1 });",
];

it('lets what is right compile', () => {
  expect(editor.errors(PROGRAM + RIGHT.join('\n'))).toEqual([]);
});

const FORGOTTEN = `export const shown = async (): Promise<string> => {
  const r = await result(quotient.identite(jeanne));
  switch (r.kind) {
    case 'ok': return 'ok';
    case 'invalid': case 'authentication': case 'permission': case 'configuration': case 'gone': return 'a';
    case 'locked': case 'quota': case 'provider-down': case 'maintenance': case 'server': return 'b';
    case 'connection': case 'timeout': case 'invalid-response': case 'not-recognised': return 'c';
  }
};`;

const COMPILED: [mistake: string, written: string, said: RegExp][] = [
  [
    'champ faux',
    'quotient.identite(jeanne).then(({ data }) => data.quotient_familial.montant);',
    /'montant' does not exist/,
  ],
  [
    'destinataire oublié',
    'create({}).dss.quotientFamilial.identite(jeanne);',
    /'recipient' is missing|not assignable to parameter/,
  ],
  [
    'mois en texte',
    "quotient.identite({ ...jeanne, moisDateNaissance: '6' });",
    /'string' is not assignable to type 'number/,
  ],
  ['valeur hors liste', "quotient.identite({ ...jeanne, sexeEtatCivil: 'H' });", /'"H"' is not assignable/],
  [
    'scope non détenu',
    'quotient.identite(jeanne).then(({ data }) => data.enfants);',
    /'enfants' does not exist/,
  ],
  [
    'paramètre facultatif mal écrit',
    "quotient.identite({ ...jeanne, nomUsag: 'DURAND' });",
    /'nomUsag' does not exist.*|Did you mean/,
  ],
  [
    'paramètre obligatoire mal écrit',
    "quotient.identite({ nomNaisance: 'ROUX', prenoms: ['JEANNE'], codeCogInseePaysNaissance: '99100' });",
    /'nomNaisance' does not exist.*|Did you mean/,
  ],
  [
    'prénoms en un seul texte',
    "quotient.identite({ ...jeanne, prenoms: 'JEANNE' });",
    /'string' is not assignable to type 'readonly string\[\]'/,
  ],
  [
    'route FranceConnect avec le jeton du service',
    'quotient.franceConnect();',
    /'franceConnect' does not exist/,
  ],
  [
    'réglage inconnu',
    "create({ recipient: '13002526500013', retry: 1 });",
    /'retry' does not exist|Did you mean/,
  ],
  ["branche d'échec oubliée", FORGOTTEN, /lacks ending return statement/],
];

it.each(COMPILED)('%s: does not compile', (mistake, written, said) => {
  const errors = editor.errors(`${PROGRAM}${written}\n`);
  expect(errors).toHaveLength(1);
  const [error = ''] = errors;
  expect(error).toMatch(said);
  const [line] = written.split('\n');
  table.push(`ne compile pas : ${mistake} | ${line} | ${error.split('\n').at(-1)?.trim()}`);
});

let sent = 0;
const settings = {
  token: 'essai',
  recipient: '13002526500013',
  fetch: async (): Promise<Response> => {
    sent++;
    return Response.json({});
  },
};
const particulier = createParticulier(settings);
const entreprise = createEntreprise({ ...settings, context: 'Aide', object: 'A1' });
const jeanne = { nomNaissance: 'ROUX', prenoms: ['JEANNE'], codeCogInseePaysNaissance: '99100' };

const REFUSED: [mistake: string, written: string, call: () => Promise<unknown>, parameter: string][] = [
  [
    'mois 13',
    'moisDateNaissance: 13',
    () =>
      particulier.dss.quotientFamilial.identite({
        ...jeanne,
        anneeDateNaissance: 1987,
        moisDateNaissance: 13,
      }),
    'moisDateNaissance',
  ],
  [
    'clé de SIRET fausse',
    "siret: '13002526500014'",
    () => entreprise.insee.etablissement({ siret: '13002526500014' }),
    'siret',
  ],
  [
    'pays « FR »',
    "codeCogInseePaysNaissance: 'FR'",
    () => particulier.dss.quotientFamilial.identite({ ...jeanne, codeCogInseePaysNaissance: 'FR' }),
    'codeCogInseePaysNaissance',
  ],
];

it.each(REFUSED)('%s: refused before sending', async (mistake, written, call, parameter) => {
  const error = await call().then(
    () => expect.unreachable('refused'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InvalidParameterError)) throw error;
  expect(error.parameters.map((one) => one.parameter)).toEqual([parameter]);
  expect(sent).toBe(0);
  const [{ reason = '' } = {}] = error.parameters;
  table.push(`n'est pas envoyé : ${mistake} | ${written} | ${parameter} : ${reason}`);
});

it('makes fourteen', () => {
  expect([COMPILED.length, REFUSED.length]).toEqual([11, 3]);
});
