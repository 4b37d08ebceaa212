/** Generated code compiles against the types of core, and so do the uses of it that should; those that should not, do not. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { gatewayFolder, goldenFolder } from './testing.ts';

const golden = fileURLToPath(new URL('golden/', import.meta.url));
const expected = fileURLToPath(goldenFolder);
const gateway = fileURLToPath(gatewayFolder);
const examplesFile = `${golden}examples.ts`;

/** Sources, so that no build is needed. */
const core = (file: string): string => fileURLToPath(new URL(`../../core/src/${file}`, import.meta.url));

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  paths: {
    '@apigouv/core': [core('index.ts')],
    '@apigouv/core/internal': [core('internal.ts')],
    '@apigouv/core/mocks': [core('mocks/table/types.ts')],
  },
};

/** Every `@example` of the methods, as the body of a function. */
function examples(): { count: number; text: string } {
  const source = readFileSync(`${expected}operations.ts`, 'utf8');
  const snippets = [...source.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) =>
    (match[1] ?? '').replace(/^ *\* ?/gm, ''),
  );
  const bodies = snippets.map(
    (snippet) => `export async function example${snippets.indexOf(snippet)}() {\n${snippet}return data;\n}\n`,
  );
  const declarations = `import type { EssaiFranceConnectOperations, EssaiOperations } from './expected/operations.ts';
declare const essai: EssaiOperations<string, 'recipient'> & {
  withFranceConnect(accessToken: string): EssaiFranceConnectOperations<string, 'recipient'>;
};
`;
  return { count: snippets.length, text: declarations + bodies.join('') };
}

function compile(): string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === examplesFile || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === examplesFile
      ? ts.createSourceFile(name, examples().text, rest[0])
      : getSourceFile(name, ...rest);
  const roots = ['types', 'masks', 'operations', 'routes', 'errors', 'paths', 'mocks'].flatMap((name) => [
    `${expected}${name}.ts`,
    `${gateway}${name}.ts`,
  ]);
  const usages = [`${golden}usage.ts`, `${golden}usage-guichet.ts`, examplesFile];
  const program = ts.createProgram([...roots, ...usages], options, host);
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(golden))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(({ file, start, messageText }) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file?.fileName.slice(golden.length)}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
}

test('generated code, its uses and its examples compile', () => {
  expect(examples().count).toBe(6);
  expect(compile()).toEqual([]);
});
