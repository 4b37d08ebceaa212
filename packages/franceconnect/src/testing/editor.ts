/** A program as an editor sees it: TypeScript's language service over one file, the bar `|` being the cursor. */
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = `${root}src/consumer.ts`;
const { config } = ts.readConfigFile(`${root}../../tsconfig.base.json`, ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);

interface Completion {
  name: string;
  documentation: string;
}

export interface Editor {
  /** What is offered at the cursor. */
  complete(code: string): Completion[];
  /** What the compiler finds wrong, as it is shown. */
  problems(code: string): string[];
}

export function openEditor(): Editor {
  let text = '';
  let version = 0;
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: (name) => (name === file ? String(version) : '0'),
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => ({ ...options, types: ['node'] }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  const write = (code: string): void => {
    text = code;
    version += 1;
  };
  return {
    complete(code) {
      const cursor = code.indexOf('|');
      write(code.replace('|', ''));
      const { entries } = service.getCompletionsAtPosition(file, cursor, {}) ?? { entries: [] };
      return entries.map(({ name }) => {
        const details = service.getCompletionEntryDetails(file, cursor, name, {}, undefined, {}, undefined);
        return { name, documentation: ts.displayPartsToString(details?.documentation) };
      });
    },
    problems(code) {
      write(code);
      return service
        .getSemanticDiagnostics(file)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
}
