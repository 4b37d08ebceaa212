/** What an editor shows of a client made with a token in its source: never the token. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const SOURCE = `
import { createEntreprise } from './index.ts';
const vendor = createEntreprise({ token: 'secret', recipient: '21920023500014', context: 'Aide' });
const town = vendor.forRecipient('21750001600019', { object: 'Aide 2026-41' });
const sandbox = createEntreprise({ token: 'secret', environment: 'staging', recipient: '21920023500014', context: 'Aide' });
const staged = sandbox.forRecipient('21750001600019');
const wrong: number = vendor.forRecipient('21750001600019');
vendor.forRecipient('21750001600019', { object: 41 });
`;

const file = fileURLToPath(new URL('consumer.ts', import.meta.url));
const read = (name: string): string | undefined => (name === file ? SOURCE : ts.sys.readFile(name));
const editor = ts.createLanguageService({
  getCompilationSettings: () => ({
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
    types: [],
  }),
  getScriptFileNames: () => [file],
  getScriptVersion: () => '0',
  getScriptSnapshot: (name) => {
    const text = read(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => fileURLToPath(new URL('.', import.meta.url)),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: read,
  directoryExists: ts.sys.directoryExists,
});

const hover = (word: string): string =>
  ts.displayPartsToString(editor.getQuickInfoAtPosition(file, SOURCE.indexOf(word))?.displayParts);

describe('a client in an editor', () => {
  it.each([
    ['vendor =', 'const vendor: Entreprise<"recipient" | "context">'],
    ['town =', 'const town: Entreprise<"object" | "recipient" | "context">'],
    ['sandbox =', 'const sandbox: EntrepriseStaging<"recipient" | "context">'],
    ['staged =', 'const staged: EntrepriseStaging<"recipient" | "context">'],
  ])('shows which context it has, and nothing else of its options (%s)', (word, shown) => {
    expect(hover(word)).toBe(shown);
  });

  it('shows no token when forRecipient is looked at, or called wrongly', () => {
    expect(hover('forRecipient')).toContain('forRecipient<');
    expect(hover('forRecipient')).not.toContain('secret');
    const errors = editor.getSemanticDiagnostics(file);
    expect(errors).toHaveLength(2);
    for (const { messageText } of errors)
      expect(ts.flattenDiagnosticMessageText(messageText, '\n')).not.toContain('secret');
  });
});
