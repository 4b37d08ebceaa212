import { expect, it } from 'vitest';
import { generateIdentity } from './identity.ts';
import type { Document } from './openapi.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Porte', version: '1' },
  paths: {},
  components: {
    schemas: {
      Identite: {
        type: 'object',
        description: 'Une identité.',
        required: ['sub'],
        properties: { sub: { type: 'string', description: 'Qui.' } },
      },
    },
  },
  servers: [{ url: 'https://porte.fr', 'x-platform': 'porte', 'x-environment': 'production' }],
  'x-platforms': {
    porte: {
      acr: ['eidas1'],
      signing: ['ES256'],
      encrypted: false,
      scopes: { openid: ['sub'], mail: ['email'] },
    },
    grille: { acr: ['eidas2'], signing: ['ES256'], encrypted: true, scopes: { mail: ['email', 'autre'] } },
  },
  'x-assured-claims': ['sub'],
  'x-data-scopes': { caf: ['caf_quotient'] },
  'x-error-pages': { Y01: 'Une page.' },
  'x-lifetimes': { code: 30 },
  'x-test-citizens': { test: { family_name: 'DUBOIS' } },
} as unknown as Document;
const source = {
  specFile: 'specs/dist/porte.json',
  casesFile: '',
  document,
  cases: { usagers: {}, cases: [] },
};

it('writes types, the tables a client reads, and those of the mocks apart', async () => {
  const files = await generateIdentity(source);
  expect([...files.keys()]).toEqual(['types.ts', 'tables.ts', 'citizens.ts']);
  const types = files.get('types.ts');
  expect(types).toContain('export interface Identite {');
  expect(types).toContain("  mail: 'email' | 'autre';");
  expect(types).toContain("export type DataScope = 'caf_quotient';");
  const tables = files.get('tables.ts');
  expect(tables).toContain("production: 'https://porte.fr'");
  expect(tables).toMatch(/assured = \{ openid: \['sub'\] \} as const/);
  expect(tables).not.toContain('DUBOIS');
  expect(files.get('citizens.ts')).toContain('DUBOIS');
});

it('names what a specification lacks', async () => {
  const { 'x-lifetimes': _gone, ...rest } = document as unknown as Record<string, unknown>;
  await expect(generateIdentity({ ...source, document: rest as unknown as Document })).rejects.toThrow(
    'specs/dist/porte.json : x-lifetimes manque',
  );
});
