/** What the compiler pays for typed options: measured on fifty clients, since one alone shows little. */
import { type ApiPackage, listApis } from '@apigouv/codegen';
import { expect, it } from 'vitest';
import { loadTable } from '../lib/mocks.ts';
import { openEditor } from './editor.ts';

const editor = openEditor();
const SCOPES = ['cnaf_quotient_familial', 'cnaf_enfants', 'cnaf_adresse', 'cnaf_allocataires'];

/** No two of them alike, so that the compiler cannot take one's types for another's. */
const fifty = (create: string, from: string, own: (index: number) => string): string =>
  `import { ${create} } from '${from}';\n${Array.from({ length: 50 }, (_, index) => {
    const recipient = `'130025265${String(index).padStart(5, '0')}'`;
    return `export const c${index} = ${create}({ token: 't${index}', recipient: ${recipient}, retries: ${index % 5}, ${own(index)} });\n`;
  }).join('')}`;

it.each([
  [
    'createParticulier',
    '@apigouv/particulier',
    (index: number) => `scopes: ${JSON.stringify(SCOPES.slice(0, 1 + (index % 4)))}`,
    2200,
  ],
  ['createEntreprise', '@apigouv/entreprise', (index: number) => `context: 'Aide', object: 'A${index}'`, 850],
])('%s makes few types', (create, from, own, most) => {
  const program = fifty(create, from, own);
  expect(editor.errors(program)).toEqual([]);
  const made = editor.instantiations(program.concat('\n'));
  expect(made).toBeGreaterThan(100);
  expect(made).toBeLessThanOrEqual(most);
});

const { operations } = await loadTable(listApis().find(({ name }) => name === 'entreprise') as ApiPackage);
const methods = Object.keys(operations).filter((id) => !operations[id]?.stagingOnly);

it.each([
  ['awaited', (call: string) => `(await ${call}).data`, 3000],
  ['handed to result', (call: string) => `(await result(${call})).kind`, 3700],
])('all the methods of API Entreprise, %s, make few types', (_, use, most) => {
  expect(methods.length).toBeGreaterThan(50);
  const program = `import { createEntreprise, result } from '@apigouv/entreprise';
export const used = result;
const client = createEntreprise({ recipient: '13002526500013', context: 'Aide', object: 'A1' });
${methods.map((id, index) => `export const m${index} = async () => ${use(`client.${id}({} as never)`)};\n`).join('')}`;
  expect(editor.errors(program)).toEqual([]);
  const made = editor.instantiations(program.concat('\n'));
  expect(made).toBeLessThanOrEqual(most);
});
