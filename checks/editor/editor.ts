/** TypeScript's language service over a consumer's program: what an editor shows to whoever writes it. */
import ts from 'typescript';
import { at } from '../lib/root.ts';

const FILE = at('checks/editor/consumer.ts');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

interface Shown {
  name: string;
  documentation: string;
}

export interface Editor {
  /** What is offered where `|` stands in the program. */
  complete(program: string): Shown[];
  /** Types and documentation of the first occurrence of a text. */
  hover(program: string, text: string): string;
  /** What the compiler refuses. */
  errors(program: string): string[];
  /** How many types the compiler makes to check the program. */
  instantiations(program: string): number;
}

/** The packages are read as a consumer reads them, by their built types. */
export function openEditor(): Editor {
  let source = '';
  let version = 0;
  const host: ts.LanguageServiceHost = {
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => OPTIONS,
    getCurrentDirectory: () => at('checks'),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [FILE],
    getScriptVersion: (file) => (file === FILE ? String(version) : '0'),
    getScriptSnapshot: (file) => {
      const text = file === FILE ? source : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (file) => file === FILE || ts.sys.fileExists(file),
  };
  const service = ts.createLanguageService(host);
  const write = (program: string): void => {
    source = program;
    version++;
  };
  return {
    complete(program) {
      const position = program.indexOf('|');
      write(program.replace('|', ''));
      const { entries = [] } = service.getCompletionsAtPosition(FILE, position, {}) ?? {};
      return entries.map(({ name, source: from, data }) => ({
        name,
        documentation: ts.displayPartsToString(
          service.getCompletionEntryDetails(FILE, position, name, {}, from, {}, data)?.documentation,
        ),
      }));
    },
    hover(program, text) {
      write(program);
      const info = service.getQuickInfoAtPosition(FILE, program.indexOf(text));
      return [info?.displayParts, info?.documentation]
        .map((parts) => ts.displayPartsToString(parts))
        .join('\n');
    },
    errors(program) {
      write(program);
      return service
        .getSemanticDiagnostics(FILE)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
    instantiations(text) {
      write(text);
      const program = service.getProgram() as ts.Program;
      program.getSemanticDiagnostics(program.getSourceFile(FILE));
      return program.getInstantiationCount();
    },
  };
}
