/** What a package's README has its reader import. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { PublicPackage } from '../lib/packages.ts';
import { blocksOf } from '../snippets/blocks.ts';

export interface Import {
  name: string;
  from: string;
  isType: boolean;
}

export function importsOf({ folder }: PublicPackage): Import[] {
  const blocks = blocksOf('README.md', readFileSync(join(folder, 'README.md'), 'utf8'));
  const imports = blocks.flatMap(({ lines }) => importsIn(lines.join('\n')));
  const distinct = new Map(imports.map((one) => [`${one.from} ${one.name}`, one]));
  return [...distinct.values()];
}

export function importsIn(code: string): Import[] {
  const { statements } = ts.createSourceFile('bloc.ts', code, ts.ScriptTarget.Latest);
  return statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const from = (moduleSpecifier as ts.StringLiteral).text;
    const bindings = importClause?.namedBindings;
    if (!importClause || !bindings || !ts.isNamedImports(bindings) || importClause.name)
      throw new Error(`import de ${from} : une liste de noms est attendue`);
    const allTypes = importClause.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return bindings.elements.map(({ name, propertyName, isTypeOnly }) => ({
      name: (propertyName ?? name).text,
      from,
      isType: allTypes || isTypeOnly,
    }));
  });
}

/** A program that imports them all, whatever names they share. */
export const programOf = (imports: readonly Import[]): string =>
  imports
    .map(
      ({ name, from, isType }, at) => `export { ${isType ? 'type ' : ''}${name} as n${at} } from '${from}';`,
    )
    .join('\n');
